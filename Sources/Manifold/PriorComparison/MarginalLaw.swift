internal import LatentGeometry

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The law of one coordinate of a latent drawn from a prior.
///
/// | prior | distribution function |
/// |---|---|
/// | gaussian, correlated gaussian | Φ((x - μ_j) / √Σ_jj) |
/// | uniform | (x - low) / (high - low) |
/// | truncated gaussian | (Φ(z) - Φ(-bound)) / (Φ(bound) - Φ(-bound)), z = (x - mean) / sd |
/// | sphere | that of `SphereMarginal`; steps at ±radius for d = 1 |
/// | empirical | Φ of the coordinate's normal score: the quantile law of the fitted rows |
struct MarginalLaw: Sendable {
  enum Form: Sendable {
    case normal(mean: Double, sd: Double)
    case uniform(low: Double, high: Double)
    case truncated(mean: Double, sd: Double, bound: Double)
    case sphere(SphereMarginal, radius: Double)
    case signs(radius: Double)
    case step(at: Double, tolerance: Double)
    case quantiles(EmpiricalPrior, coordinate: Int)
  }

  let form: Form
  let mean: Double
  let variance: Double
  /// The number of rows that the law was learned from; nil for a law that is known.
  let fittedCount: Int?

  /// P(X < x) and P(X ≤ x), which differ at steps.
  func limits(at x: Float) -> (below: Double, upTo: Double) {
    let value: Double
    switch form {
    case .normal(let mean, let sd): value = normalCumulative((Double(x) - mean) / sd)
    case .uniform(let low, let high): value = max(0, min(1, (Double(x) - low) / (high - low)))
    case .truncated(let mean, let sd, let bound):
      let z = (Double(x) - mean) / sd
      let below = normalCumulative(-bound)
      value = z <= -bound ? 0 : z >= bound ? 1 : (normalCumulative(z) - below) / erf(bound * 0.5.squareRoot())
    case .sphere(let law, let radius): value = law.cumulative(Double(x) / radius)
    case .signs(let radius):
      // Lengths on a sphere are exact to 1e-4.
      if abs(abs(Double(x)) - radius) <= 1e-4 * radius { return x < 0 ? (0, 0.5) : (0.5, 1) }
      value = abs(Double(x)) < radius ? 0.5 : x < 0 ? 0 : 1
    case .step(let place, let tolerance):
      if abs(Double(x) - place) <= tolerance { return (0, 1) }
      value = Double(x) > place ? 1 : 0
    case .quantiles(let law, let coordinate):
      let range = law.range(of: coordinate)
      // A value of many rows has its score in the middle of their probability; its neighbours have those of its ends.
      let below = x <= range.lowerBound ? 0 : score(of: min(x.nextDown, range.upperBound), law, coordinate)
      let upTo = x >= range.upperBound ? 1 : score(of: max(x.nextUp, range.lowerBound), law, coordinate)
      return x < range.lowerBound ? (0, 0) : x > range.upperBound ? (1, 1) : (below, upTo)
    }
    return (value, value)
  }

  private func score(of x: Float, _ law: EmpiricalPrior, _ coordinate: Int) -> Double {
    normalCumulative(law.score(x, coordinate: coordinate))
  }

  /// Whether rising numbers follow the law, by the test of Kolmogorov and Smirnov.
  ///
  /// A law that was learned from m rows is uncertain itself: its test is that of two samples, of n and m numbers.
  func test(ofSorted values: UnsafeBufferPointer<Float>) -> KolmogorovSmirnov {
    let n = Double(values.count)
    var distance = 0.0
    for index in values.indices {
      let (below, upTo) = limits(at: values[index])
      distance = max(distance, Double(index + 1) / n - upTo, below - Double(index) / n)
    }
    let fitted = fittedCount.map(Double.init) ?? .infinity
    return KolmogorovSmirnov(distance: distance, effectiveCount: fitted.isFinite ? n * fitted / (n + fitted) : n)
  }
}

extension Prior {
  /// The law of each coordinate: one where all share it, else d.
  func marginalLaws(dimension: Int) -> [MarginalLaw] {
    func law(_ form: MarginalLaw.Form, _ mean: Double, _ variance: Double, fittedCount: Int? = nil) -> MarginalLaw {
      MarginalLaw(form: form, mean: mean, variance: variance, fittedCount: fittedCount)
    }
    switch self {
    case .gaussian(let mean, let sd):
      let (mean, sd) = (Double(mean), Double(sd))
      return [law(.normal(mean: mean, sd: sd), mean, sd * sd)]
    case .uniform(let low, let high):
      let (low, high) = (Double(low), Double(high))
      return [law(.uniform(low: low, high: high), (low + high) / 2, (high - low) * (high - low) / 12)]
    case .truncatedGaussian(let mean, let sd, let bound):
      let (mean, sd, bound) = (Double(mean), Double(sd), Double(bound))
      return [
        law(.truncated(mean: mean, sd: sd, bound: bound), mean, sd * sd * Self.truncatedVariance(bound: bound))
      ]
    case .sphere(let radius):
      let radius = Double(radius)
      let variance = radius * radius / Double(dimension)
      guard dimension > 1 else { return [law(.signs(radius: radius), 0, variance)] }
      return [law(.sphere(SphereMarginal(dimension: dimension), radius: radius), 0, variance)]
    case .correlatedGaussian(let gaussian):
      let variances = gaussian.variances.map(Double.init)
      let largest = variances.reduce(0, max).squareRoot()
      return zip(gaussian.mean, variances).map { mean, variance in
        let mean = Double(mean)
        // Rounding of the draws leaves a coordinate without variance not quite at its mean.
        let tolerance = 1e-5 * max(abs(mean), largest)
        guard variance > 0 else { return law(.step(at: mean, tolerance: tolerance), mean, 0) }
        return law(.normal(mean: mean, sd: variance.squareRoot()), mean, variance)
      }
    case .empirical(let empirical):
      // Midpoints of 512 equal probabilities.
      let scores = (0..<512).map { normalQuantile((Double($0) + 0.5) / 512) }
      return (0..<dimension).map { coordinate in
        let values = scores.map { Double(empirical.value(ofScore: $0, coordinate: coordinate)) }
        let mean = values.reduce(0, +) / 512
        return law(
          .quantiles(empirical, coordinate: coordinate),
          Double(empirical.mean[coordinate]),
          values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 512,
          fittedCount: empirical.sortedLengths.count
        )
      }
    }
  }

  /// The variance of N(0, 1) cut off at ±bound: 1 - 2 bound φ(bound) / (Φ(bound) - Φ(-bound)), and its series near 0.
  static func truncatedVariance(bound: Double) -> Double {
    let square = bound * bound
    guard bound > 0.05 else { return square / 3 * (1 - 2 * square / 15) }
    return 1 - 2 * bound * exp(-square / 2) / (2 * Double.pi).squareRoot() / erf(bound * 0.5.squareRoot())
  }
}
