/// The distribution function of the length of a latent drawn from a prior, measured from the prior's centre.
///
/// Where ``LengthLaw`` has mean and standard deviation, this has P(‖z - c‖ ≤ r) for every r: what a test of lengths against
/// the prior needs. It is built once, and answers in well below 1 µs.
///
/// | prior | how | error |
/// |---|---|---|
/// | sphere | a step at the radius | none |
/// | gaussian | ``ChiLaw`` | 1e-12 |
/// | uniform, truncated gaussian | d = 1 and 2 in closed form or by quadrature, else the Fourier series of Σ x² | 1e-7 |
/// | correlated gaussian | the Fourier series of Σ λ z², or Talbot's inversion of its Laplace transform | 1e-7 |
/// | empirical | the steps of the fitted rows' own lengths | none |
///
/// Only a correlated Gaussian in which at most twelve variances outweigh all others together by 10⁴ and more is less exact:
/// the others then count as their mean, by less than 1e-3 of the largest variance.
public struct LengthDistribution: Sendable {
  fileprivate enum Form {
    case step
    case chi(ChiLaw)
    case line(BoundedSquares)
    case plane(BoundedSquares)
    case table(MonotoneTable)
    case sample([Float])
  }

  fileprivate let form: Form
  /// By what the lengths of `form` are multiplied: for a step its place.
  fileprivate let scale: Double

  /// P(‖z - c‖ ≤ r).
  ///
  /// - Parameter length: r; below 0 the probability is 0.
  /// - Returns: 0 … 1, never falling by more than rounding as r rises.
  public func cumulative(_ length: Double) -> Double { limits(at: length).upTo }

  /// Whether lengths follow the law, by the test of Kolmogorov and Smirnov.
  ///
  /// An empirical prior has a sample of lengths for a law, and the test is that of two samples. Lengths within a relative 1e-4 of a
  /// sphere's radius lie on it.
  ///
  /// - Parameter lengths: n ≥ 1 lengths, measured from the prior's centre.
  /// - Returns: Distance and p-value.
  /// - Complexity: O(n log n).
  public func test(_ lengths: [Double]) -> KolmogorovSmirnov {
    if case .sample(let sample) = form {
      // The fitted rows' lengths are kept in single precision, and the fitted rows themselves must be at no distance.
      return KolmogorovSmirnov(of: lengths.map { Double(Float($0)) }, and: sample.map(Double.init))
    }
    return KolmogorovSmirnov(of: lengths, limits: limits(at:))
  }

  /// P(‖z - c‖ < r) and P(‖z - c‖ ≤ r), which differ at steps.
  ///
  /// A length within a relative 1e-4 of a sphere's radius lies on the sphere, as single precision needs.
  package func limits(at length: Double) -> (below: Double, upTo: Double) {
    guard length >= 0 else { return (0, 0) }
    let value: Double
    switch form {
    case .step:
      if abs(length - scale) <= 1e-4 * scale { return (0, 1) }
      value = length > scale ? 1 : 0
    case .sample(let lengths):
      // Lengths were rounded to single precision when they were kept; so is the one that is looked for.
      let place = Float(length)
      return (share(of: lengths) { $0 < place }, share(of: lengths) { $0 <= place })
    case .chi(let law): value = law.cumulative(length / scale)
    case .line(let law): value = law.line(length / scale)
    case .plane(let law): value = law.plane(length / scale)
    case .table(let table): value = table.value(at: length / scale)
    }
    return (value, value)
  }

  private func share(of lengths: [Float], that isBefore: (Float) -> Bool) -> Double {
    var (low, high) = (0, lengths.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(lengths[middle]) { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(lengths.count)
  }
}

extension Prior {
  /// The law of lengths in d dimensions as a distribution function.
  ///
  /// Source of the series: Imhof, "Computing the distribution of quadratic forms in normal variables", Biometrika 48 (1961),
  /// with the sum over multiples of one frequency in the place of the integral.
  ///
  /// - Parameter dimension: d ≥ 1, the prior's own ``dimension`` where it has one.
  /// - Returns: A function of the length.
  /// - Complexity: Below 0.1 s, mostly some milliseconds; O(d) for a correlated Gaussian.
  public func lengthDistribution(dimension: Int) -> LengthDistribution {
    requireDimension(dimension)
    switch self {
    case .sphere(let radius): return LengthDistribution(form: .step, scale: Double(radius))
    case .gaussian(_, let sd):
      return LengthDistribution(form: .chi(ChiLaw(dimension: dimension)), scale: Double(sd))
    case .uniform(let low, let high):
      return LengthDistribution(
        of: BoundedSquares(h: 0),
        dimension: dimension,
        scale: (Double(high) - Double(low)) / 2
      )
    case .truncatedGaussian(_, let sd, let bound):
      let bound = Double(bound)
      // 2e-19 of a normal law lies beyond 9 sd.
      guard bound < 9 else {
        return Prior.gaussian(mean: 0, standardDeviation: sd).lengthDistribution(dimension: dimension)
      }
      return LengthDistribution(
        of: BoundedSquares(h: bound * bound / 2),
        dimension: dimension,
        scale: Double(sd) * bound
      )
    case .correlatedGaussian(let law): return LengthDistribution(ofGaussianWithVariances: law.eigenvalues)
    case .empirical(let law): return LengthDistribution(form: .sample(law.sortedLengths), scale: 1)
    }
  }
}

extension LengthDistribution {
  fileprivate init(of squares: BoundedSquares, dimension: Int, scale: Double) {
    switch dimension {
    case 1: self.init(form: .line(squares), scale: scale)
    case 2: self.init(form: .plane(squares), scale: scale)
    default: self.init(form: .table(squares.table(dimension: dimension)), scale: scale)
    }
  }

  fileprivate init(ofGaussianWithVariances variances: [Double]) {
    let largest = variances.reduce(0, max)
    let shares = variances.filter { $0 > 0 }.map { $0 / largest }
    if shares.isEmpty {
      self.init(form: .step, scale: 0)
    } else if shares.allSatisfy({ $0 > 1 - 1e-9 }) {
      self.init(form: .chi(ChiLaw(dimension: shares.count)), scale: largest.squareRoot())
    } else {
      self.init(form: .table(GaussianSquares(variances: shares).rootTable()), scale: largest.squareRoot())
    }
  }
}
