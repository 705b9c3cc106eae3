internal import LatentGeometry

/// Unit vectors: random ones and, after them, the axes.
struct ProjectionDirections: Sendable {
  /// Shape [L, d].
  let vectors: LatentBatch

  init(count: Int, includesAxes: Bool, dimension d: Int, seed: UInt64) {
    // The draws of the prior have this seed, too, in another stream.
    let words = SeededDraws(seed: seed, for: .directions).words(at: 0, series: 0)
    let random = LatentGenerator(seed: UInt64(words[0]) << 32 | UInt64(words[1]))
      .sample(.sphere(radius: 1), count: count, dimension: d)
    guard includesAxes else {
      vectors = random
      return
    }
    var axes = LatentBatch(count: d, dimension: d)
    axes.withUnsafeMutableValues { for index in 0..<d { $0[index * d + index] = 1 } }
    vectors = .concatenating([random, axes])
  }

  /// √(θᵀ Σ θ) of a Gaussian prior along each direction; nil for others.
  func deviations(of prior: Prior) -> [Double]? {
    let (count, d) = (vectors.count, vectors.dimension)
    switch prior {
    case .gaussian(_, let sd): return [Double](repeating: Double(sd), count: count)
    case .correlatedGaussian(let law):
      let variances = law.variances
      let covariance = law.isDiagonal ? [] : law.covariance
      return (0..<count).map { index in
        let direction = vectors.values[index * d..<(index + 1) * d].map(Double.init)
        var sum = 0.0
        for i in 0..<d {
          if covariance.isEmpty {
            sum += direction[i] * direction[i] * Double(variances[i])
          } else {
            var product = 0.0
            for j in 0..<d { product += Double(covariance[i * d + j]) * direction[j] }
            sum += direction[i] * product
          }
        }
        return max(0, sum).squareRoot()
      }
    case .uniform, .sphere, .truncatedGaussian, .empirical: return nil
    }
  }
}
