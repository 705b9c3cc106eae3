import Foundation
import LatentGeometry

/// The ratio of the largest to the smallest angle of consecutive latents, less 1.
func unevenness(_ latents: LatentBatch, around center: [Float]? = nil, isClosed: Bool = false) -> Double {
  let steps = latents.angularSteps(around: center, isClosed: isClosed)
  return (steps.max() ?? 0) / (steps.min() ?? 0) - 1
}

/// The largest distance between the empirical distribution function of numbers and a law's: Kolmogorov's statistic.
func kolmogorovDistance(_ numbers: [Double], _ cumulative: (Double) -> Double) -> Double {
  let sorted = numbers.sorted()
  return sorted.enumerated().reduce(0) { largest, item in
    let p = cumulative(item.element)
    let (below, above) = (Double(item.offset) / Double(sorted.count), Double(item.offset + 1) / Double(sorted.count))
    return max(largest, max(p - below, above - p))
  }
}

/// Priors of every kind.
let somePriors: [Prior] = [
  .standardGaussian, .gaussian(mean: 2, standardDeviation: 3), .uniform(low: -1, high: 1), .sphere(radius: 4),
  .truncatedGaussian(mean: 1, standardDeviation: 2, bound: 1.5),
]
