// How far the middles of interpolations lie from the prior: the tentpole of White 2016, figure 1, in numbers.
//
//     swift run --package-path Examples tentpole

import LatentGeometry

let prior = Prior.uniform(low: -1, high: 1)
let random = LatentGenerator(seed: 1)
let ends = random.sample(prior, count: 2000, dimension: 100)

for method in [InterpolationMethod.lerp, .slerp, .matched] {
  let middles = method.interpolate(from: ends[0..<1000], to: ends[1000..<2000], at: 0.5, prior: prior)
  let statistics = PriorStatistics(of: middles, prior: prior)
  let deviation = statistics.deviations.reduce(0, +) / 1000
  let distance = statistics.lengthTest().distance
  print("\(method.rawValue): \((deviation * 10).rounded() / 10) sd, KS distance \((distance * 1000).rounded() / 1000)")
}
