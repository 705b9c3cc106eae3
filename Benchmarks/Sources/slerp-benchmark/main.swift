// Slerp of 100,000 pairs of 512 numbers on one core, as a share of what memcpy moves.
//
// slerp reads two arrays and writes one: 3 x 205 MB. memcpy reads one and writes one: 2 x 205 MB. Both write into memory
// that is there already. The two alternate, so that a change of the machine's speed meets both. Prints JSON.

import LatentGeometry

let (count, dimension, rounds) = (100_000, 512, 15)
let from = LatentGenerator(seed: 1).sample(.standardGaussian, count: count, dimension: dimension)
let to = LatentGenerator(seed: 2).sample(.standardGaussian, count: count, dimension: dimension)
let size = count * dimension
let out = UnsafeMutableBufferPointer<Float>.allocate(capacity: size)
out.initialize(repeating: 0)

func seconds(_ body: () -> Void) -> Double { ContinuousClock().measure(body) / .seconds(1) }

func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

let slerping = Interpolator(.slerp, dimension: dimension, threads: 1)
let lerping = Interpolator(.lerp, dimension: dimension, threads: 1)
var (slerpTimes, lerpTimes, copyTimes): ([Double], [Double], [Double]) = ([], [], [])
for round in 0...rounds {
  let slerp = seconds { slerping.interpolate(from: from, to: to, at: [0.3], into: out) }
  let lerp = seconds { lerping.interpolate(from: from, to: to, at: [0.3], into: out) }
  let copy = seconds {
    from.withUnsafeValues { UnsafeMutableRawBufferPointer(out).copyMemory(from: UnsafeRawBufferPointer($0)) }
  }
  // The first round warms up.
  guard round > 0 else { continue }
  slerpTimes.append(slerp)
  lerpTimes.append(lerp)
  copyTimes.append(copy)
}

let bytes = Double(size * MemoryLayout<Float>.size)
let copyRate = 2 * bytes / median(copyTimes)
// Pair by pair, then the median: the machine's drift cancels.
let slerpShare = median(zip(slerpTimes, copyTimes).map { (3 / $0.0) / (2 / $0.1) })
let lerpShare = median(zip(lerpTimes, copyTimes).map { (3 / $0.0) / (2 / $0.1) })
print(
  """
  {"copy_gb_per_s": \(copyRate / 1e9), "slerp_s": \(median(slerpTimes)), "lerp_s": \(median(lerpTimes)), \
  "slerp_share_of_copy": \(slerpShare), "lerp_share_of_copy": \(lerpShare)}
  """
)
