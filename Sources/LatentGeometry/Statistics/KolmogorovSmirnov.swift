#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The Kolmogorov–Smirnov test: whether a sample follows a law, or two samples the same one.
///
/// The distance is the largest difference of the distribution functions; the p-value the probability that a sample of the
/// law has one at least as large.
///
///     p = 2 Σ_k (-1)^(k-1) exp(-2 k² λ²),  λ = (√n + 0.12 + 0.11/√n) D
///
/// with n m / (n + m) for n of two samples. It is within 0.02 of the exact value for n ≥ 10, and within 0.01 for n ≥ 100. Source: Stephens, "EDF
/// statistics for goodness of fit", Journal of the American Statistical Association 69 (1974).
public struct KolmogorovSmirnov: Sendable, Equatable {
  /// D, 0 … 1.
  public let distance: Double
  /// 0 … 1; small where the sample does not follow the law.
  public let pValue: Double

  /// Compares a sample with a law.
  ///
  /// At a step of the law that a number hits exactly, both sides of the step count: it is no deviation.
  ///
  /// - Parameters:
  ///   - sample: At least one number, in any order; none NaN.
  ///   - cdf: The distribution function, never falling.
  /// - Complexity: O(n log n), and 2n evaluations.
  public init(of sample: [Double], against cdf: (Double) -> Double) {
    self.init(of: sample) { (below: cdf($0.nextDown), upTo: cdf($0)) }
  }

  /// Compares a sample with a law whose steps are known from both sides.
  package init(of sample: [Double], limits: (Double) -> (below: Double, upTo: Double)) {
    precondition(!sample.isEmpty, "at least one number is needed")
    let sorted = sample.sorted()
    let n = Double(sorted.count)
    var distance = 0.0
    for (index, value) in sorted.enumerated() {
      let (below, upTo) = limits(value)
      distance = max(distance, Double(index + 1) / n - upTo, below - Double(index) / n)
    }
    self.init(distance: distance, effectiveCount: n)
  }

  /// Compares two samples.
  ///
  /// - Parameters:
  ///   - first: n ≥ 1 numbers, in any order; none NaN.
  ///   - second: m ≥ 1 numbers.
  /// - Complexity: O((n + m) log (n + m)).
  public init(of first: [Double], and second: [Double]) {
    precondition(!first.isEmpty && !second.isEmpty, "at least one number of each sample is needed")
    let (a, b) = (first.sorted(), second.sorted())
    var (i, j) = (0, 0)
    var distance = 0.0
    while i < a.count, j < b.count {
      let value = min(a[i], b[j])
      while i < a.count, a[i] <= value { i += 1 }
      while j < b.count, b[j] <= value { j += 1 }
      distance = max(distance, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
    }
    self.init(
      distance: distance,
      effectiveCount: Double(a.count) * Double(b.count) / Double(a.count + b.count)
    )
  }

  package init(distance: Double, effectiveCount n: Double) {
    self.distance = min(1, distance)
    let root = n.squareRoot()
    pValue = Self.survival((root + 0.12 + 0.11 / root) * self.distance)
  }

  /// 1 less Kolmogorov's limiting distribution function.
  private static func survival(_ lambda: Double) -> Double {
    guard lambda > 0.05 else { return 1 }
    if lambda < 1 {
      // The same function by the theta function's other series, which converges fast here.
      let exponent = -Double.pi * Double.pi / (8 * lambda * lambda)
      let sum = [1.0, 3, 5, 7].reduce(0) { $0 + exp(exponent * $1 * $1) }
      return max(0, 1 - rootTwoPi / lambda * sum)
    }
    var sum = 0.0
    for k in [1.0, 2, 3, 4, 5] { sum += (Int(k).isMultiple(of: 2) ? -1 : 1) * exp(-2 * k * k * lambda * lambda) }
    return max(0, min(1, 2 * sum))
  }
}
