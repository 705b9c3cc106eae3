// The geometry at 100,000 pairs of 512 numbers, and a MINE grid of 301 x 301 cells: seconds for each number of threads named, and
// the rate of memcpy. All write into memory that is there already, but the grids. Prints JSON.
//
//     geometry-benchmark THREADS [THREADS …]

import LatentGeometry

let threads = CommandLine.arguments.dropFirst().compactMap { Int($0) }
precondition(!threads.isEmpty, "usage: geometry-benchmark THREADS [THREADS …]")
let (count, dimension, rounds) = (100_000, 512, 9)
let side = 301
let box = Prior.uniform(low: -1, high: 1)
let from = LatentGenerator(seed: 1).sample(.standardGaussian, count: count, dimension: dimension)
let to = LatentGenerator(seed: 2).sample(.standardGaussian, count: count, dimension: dimension)
let low = LatentGenerator(seed: 1).sample(box, count: count, dimension: dimension)
let high = LatentGenerator(seed: 2).sample(box, count: count, dimension: dimension)
let anchors = LatentGenerator(seed: 3).sample(.standardGaussian, count: 101 * 101, dimension: dimension)
let out = UnsafeMutableBufferPointer<Float>.allocate(capacity: count * dimension)
out.initialize(repeating: 0)

func seconds(_ body: () throws -> Void) rethrows -> Double { try ContinuousClock().measure(body) / .seconds(1) }

func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

@MainActor func pairs(_ method: InterpolationMethod, _ prior: Prior, _ threads: Int) -> @MainActor () -> Void {
  let interpolator = Interpolator(method, prior: prior, dimension: dimension, threads: threads)
  let (a, b) = prior == box ? (low, high) : (from, to)
  return { interpolator.interpolate(from: a, to: b, at: [0.3], into: out) }
}

@MainActor func grid(isOrderFree: Bool, _ threads: Int) throws -> @MainActor () throws -> Void {
  let grid = try LatentGrid(.mine, rows: side, columns: side, spacing: 3, isOrderFree: isOrderFree)
  let interpolator = Interpolator(.slerp, dimension: dimension, threads: threads)
  return { _ = try grid.latents(anchors: anchors, interpolator) }
}

var tasks: [(name: String, body: @MainActor () throws -> Void)] = [
  (
    "copy",
    { from.withUnsafeValues { UnsafeMutableRawBufferPointer(out).copyMemory(from: UnsafeRawBufferPointer($0)) } }
  )
]
for n in threads {
  tasks.append(("lerp \(n)", pairs(.lerp, .standardGaussian, n)))
  tasks.append(("slerp \(n)", pairs(.slerp, .standardGaussian, n)))
  tasks.append(("nlerp \(n)", pairs(.nlerp, .standardGaussian, n)))
  tasks.append(("matched \(n)", pairs(.matched, .standardGaussian, n)))
  tasks.append(("matched-slerp \(n)", pairs(.matchedSlerp, .standardGaussian, n)))
  tasks.append(("matched uniform \(n)", pairs(.matched, box, n)))
  tasks.append(("matched-slerp uniform \(n)", pairs(.matchedSlerp, box, n)))
  tasks.append(("grid \(n)", try grid(isOrderFree: false, n)))
  tasks.append(("grid order-free \(n)", try grid(isOrderFree: true, n)))
}
var times = [[Double]](repeating: [], count: tasks.count)
for round in 0...rounds {
  for (index, task) in tasks.enumerated() {
    let time = try seconds(task.body)
    // The first round warms up.
    if round > 0 { times[index].append(time) }
  }
}
let fields = zip(tasks, times).map { "\"\($0.name)\": \(median($1))" }
print("{\(fields.joined(separator: ", "))}")
