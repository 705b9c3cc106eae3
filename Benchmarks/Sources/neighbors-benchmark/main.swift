// Exact neighbors and balls at the sizes of Benchmarks/neighbors.py.
//
//     neighbors-benchmark FOLDER
//
// FOLDER holds rows.f32 [200,000, 256] and queries.f32 [1,000, 256]. Reads commands from standard input, so that a peer can
// take turns with it: `load`, `search METRIC THREADS`, `single METRIC THREADS`, `balls THREADS`, `graph LAW ROWS`,
// `large ROWS DIMENSION THREADS`. Answers each with one line, mostly of seconds; `answer` writes the last neighbors to
// FOLDER/numbers.i64 and FOLDER/distances.f64.

import Foundation
import LatentGeometry
import Manifold

func seconds(_ body: () throws -> Void) rethrows -> Double { try ContinuousClock().measure(body) / .seconds(1) }

func read(_ name: String, _ dimension: Int) throws -> LatentBatch {
  let data = try Data(contentsOf: folder.appendingPathComponent(name))
  let count = data.count / 4
  let values = [Float](unsafeUninitializedCapacity: count) { buffer, written in
    _ = data.copyBytes(to: buffer)
    written = count
  }
  return LatentBatch(count: count / dimension, dimension: dimension, values: values)
}

/// The peak of the memory that this process held, in MB.
func peak() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
  return (Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0) / 1024
}

extension LatentBatch {
  /// The first 16 coordinates, spread over all: data of few dimensions, as encodings are.
  func clustered() -> LatentBatch {
    let map = LatentGenerator(seed: 3).sample(.standardGaussian, count: 16, dimension: dimension)
    var result = LatentBatch(count: count, dimension: dimension)
    let d = dimension
    for row in 0..<count {
      var sum = [Float](repeating: 0, count: d)
      for basis in 0..<16 {
        let weight = values[row * d + basis]
        for column in 0..<d { sum[column] += weight * map.values[basis * d + column] }
      }
      result.setRow(row, to: sum)
    }
    return result
  }
}

let folder = URL(fileURLWithPath: CommandLine.arguments[1])
var table = NeighborTable(count: 0, k: 0, rows: [], distances: [])
var rows = LatentBatch(count: 0, dimension: 256), queries = rows
func number(_ word: String) -> Int {
  guard let number = Int(word) else { fatalError("no number: \(word)") }
  return number
}

func answer(_ words: Any...) {
  let line = words.map { "\($0)" }.joined(separator: " ")
  FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  switch words[0] {
  case "load":
    rows = try read("rows.f32", 256)
    queries = try read("queries.f32", 256)
    answer(peak())
  case "search", "single":
    let search = NeighborSearch(rows, metric: DistanceMetric(rawValue: words[1]) ?? .l2, threads: number(words[2]))
    let asked = words[0] == "search" ? queries : queries[0]
    answer(try seconds { table = try search.nearest(to: asked, k: 15) })
  case "answer":
    try table.rows.withUnsafeBytes { try Data($0).write(to: folder.appendingPathComponent("numbers.i64")) }
    try table.distances.withUnsafeBytes { try Data($0).write(to: folder.appendingPathComponent("distances.f64")) }
    answer(0)
  case "balls":
    let threads = number(words[1])
    let centers = LatentGenerator(seed: 1).sample(.standardGaussian, count: 20_000, dimension: 128)
    let asked = LatentGenerator(seed: 2).sample(.standardGaussian, count: 20_000, dimension: 128)
    var covers: [BallCover] = [], result: [BallMeasures] = []
    let made = try seconds { covers.append(try BallCover(centers, threads: threads)) }
    let measured = try seconds { result = try covers[0].measure(asked) }
    answer(
      made,
      measured,
      result.map { "\($0.k) \($0.insideShare) \($0.density) \($0.coverage)" }.joined(separator: " ")
    )
  case "large":
    // A cheap set, and not a Gaussian one: this is about time and memory.
    let (n, d) = (number(words[1]), number(words[2]))
    var state: UInt32 = 1
    let values = [Float](unsafeUninitializedCapacity: n * d) { buffer, written in
      for index in 0..<n * d {
        state = state &* 1_664_525 &+ 1_013_904_223
        buffer[index] = Float(state >> 8) * 0x1p-24
      }
      written = n * d
    }
    let set = LatentBatch(count: n, dimension: d, values: values)
    let asked = set[0..<1000]
    let before = peak()
    let search = NeighborSearch(set, threads: number(words[3]))
    let time = try seconds { table = try search.nearest(to: asked, k: 15) }
    let single = try seconds { _ = try search.nearest(to: asked[0], k: 15) }
    answer(time, single, before, peak())
  case "graph":
    let data = words[1] == "gaussian" ? rows : rows.clustered()
    let asked = words[1] == "gaussian" ? queries : queries.clustered()
    var index: [ApproximateIndex] = []
    let built = try seconds { index.append(try ApproximateIndex(building: data[0..<number(words[2])])) }
    let report = try index[0].assess(asked, k: 15)
    answer(built, report.recall, report.seconds, report.exactSeconds, report.exactSecondsAlone, report.pays)
  default: fatalError("no such command: \(line)")
  }
}
