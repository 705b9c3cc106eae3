// Attribute vectors at the sizes of Benchmarks/attributes.py.
//
//     attributes-benchmark FOLDER
//
// FOLDER holds latents.npy [n, d], float32, and labels.i8 [m, n] of 0 and 1. Reads commands from standard input, so that a peer
// can take turns with it: `fit METHOD THREADS [BALANCED]` learns all attributes but the balanced one, `plane METHOD THREADS ROWS`
// learns the first attribute on the first rows, `product ROWS THREADS` multiplies a matrix of ROWS rows with the latents by plain
// SGEMM, one call a thread. Answers each with seconds; `answer` writes the last vectors to FOLDER/vectors.f32.

import AttributeVectors
import Dispatch
import Foundation
import LatentFiles
import LatentGeometry

func seconds(_ body: () throws -> Void) rethrows -> Double { try ContinuousClock().measure(body) / .seconds(1) }

func answer(_ words: Any...) {
  FileHandle.standardOutput.write(Data("\(words.map { "\($0)" }.joined(separator: " "))\n".utf8))
}

func number(_ word: String) -> Int {
  guard let number = Int(word) else { fatalError("no number: \(word)") }
  return number
}

typealias Numbers = UnsafePointer<Float>?
typealias Size = UnsafeMutablePointer<Int32>
typealias Factor = UnsafeMutablePointer<Float>
typealias Sgemm =
  @convention(c) (
    UnsafePointer<CChar>, UnsafePointer<CChar>, Size, Size, Size, Factor, Numbers, Size, Numbers, Size, Factor, Factor,
    Size, Int, Int
  ) -> Void

/// The BLAS that Sextant opens, with one thread a call.
let sgemm: Sgemm = {
  #if os(macOS)
  let library = dlopen("/System/Library/Frameworks/Accelerate.framework/Accelerate", RTLD_NOW)
  #else
  let library = dlopen("libopenblas.so.0", RTLD_NOW)
  #endif
  guard let function = dlsym(library, "sgemm_") else { fatalError("BLAS is missing") }
  if let setThreads = dlsym(library, "openblas_set_num_threads") {
    unsafeBitCast(setThreads, to: (@convention(c) (Int32) -> Void).self)(1)
  }
  return unsafeBitCast(function, to: Sgemm.self)
}()

/// Seconds of the machine's own SGEMM: every thread multiplies its share of the items at once.
func product(_ m: Int, threads: Int) -> Double {
  let (n, d) = (latents.count, latents.dimension)
  let share = n / threads
  let weights = (0..<m * share).map { Float($0 % 3 == 0 ? 1 : 0) }
  return latents.withUnsafeValues { values in
    weights.withUnsafeBufferPointer { weights in
      nonisolated(unsafe) let (values, weights) = (values, weights)
      let room = UnsafeMutablePointer<Float>.allocate(capacity: threads * m * d)
      defer { room.deallocate() }
      nonisolated(unsafe) let results = room
      return seconds {
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
          var (rows, columns, width, one, zero) = (Int32(m), Int32(d), Int32(share), Float(1), Float(0))
          var (ownStride, fromStride, resultStride) = (columns, width, columns)
          let own = values.baseAddress.map { $0 + thread * share * d }
          let from = weights.baseAddress
          let result = results + thread * m * d
          // Column after column, the product is turned.
          sgemm(
            "N",
            "N",
            &columns,
            &rows,
            &width,
            &one,
            own,
            &ownStride,
            from,
            &fromStride,
            &zero,
            result,
            &resultStride,
            1,
            1
          )
        }
      }
    }
  }
}

let folder = URL(fileURLWithPath: CommandLine.arguments[1])
let latents = try MappedLatents(folder.appendingPathComponent("latents.npy"))
let bytes = try Data(contentsOf: folder.appendingPathComponent("labels.i8"))
let table = LabelTable(
  attributes: (0..<bytes.count / latents.count).map { "\($0)" },
  count: latents.count,
  values: bytes.map { Int8(bitPattern: $0) }
)
var vectors: [FittedVector] = []

while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  switch words[0] {
  case "fit", "plane":
    var fitting = VectorFitting(FitMethod(rawValue: words[1]) ?? .mean)
    fitting.threads = number(words[2])
    if words[0] == "fit" {
      fitting.balancedOver = Array(words[3...])
      let asked = table.attributes.filter { !fitting.balancedOver.contains($0) }
      answer(try seconds { vectors = try fitting.fit(asked, latents: latents, labels: table) })
    } else {
      let rows = Array(0..<number(words[3]))
      answer(try seconds { vectors = try fitting.fit(["0"], latents: latents, labels: table, rows: rows) })
    }
  case "product":
    answer(product(number(words[1]), threads: number(words[2])))
  case "answer":
    let values = vectors.flatMap(\.values)
    try values.withUnsafeBytes { try Data($0).write(to: folder.appendingPathComponent("vectors.f32")) }
    answer(vectors.count)
  default: fatalError("no such command: \(line)")
  }
}
