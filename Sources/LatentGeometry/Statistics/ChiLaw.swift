#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The law of the length of N(0, I) in d dimensions: chi with d degrees of freedom.
///
/// Its distribution function is F(r) = P(d/2, r²/2), the regularised incomplete gamma function. Lengths are turned into
/// normal scores q = Φ⁻¹(F(r)) and back, in logarithms, so that both directions stay accurate to about 1e-12 relative far
/// beyond the lengths at which F is 0 or 1 in `Double`, for d from 1 to some millions.
///
/// Complexity of one call: O(√d) near the mean length, less elsewhere; below 1 µs for d ≤ 512.
///
/// Source: the series and the finite sum of Abramowitz and Stegun, 6.5.29 and 6.5.13; the leading factor as in Loader,
/// "Fast and accurate computation of binomial probabilities" (2000).
public struct ChiLaw: Sendable, Equatable {
  /// d ≥ 1.
  public let dimension: Int
  /// a = d/2.
  private let a: Double
  private let logA: Double
  /// log Γ(a + 1) less Stirling's a log a - a.
  private let logStirlingRest: Double

  /// The smallest length that is told from 0, which has its score: lengths below count as this one.
  public static let leastLength = Double.leastNormalMagnitude
  /// The largest length that is told from others: lengths above, ∞ included, count as this one.
  public static let greatestLength = 1e150

  /// The law in d dimensions.
  ///
  /// - Parameter dimension: d ≥ 1.
  public init(dimension: Int) {
    precondition(dimension >= 1, "a latent has at least one coordinate")
    self.dimension = dimension
    a = Double(dimension) / 2
    logA = log(a)
    if dimension <= 40 {
      // Γ(a + 1) = a (a - 1) … from Γ(1) = 1 or Γ(1/2) = √π.
      var gamma = dimension.isMultiple(of: 2) ? 1 : Double.pi.squareRoot()
      for twice in stride(from: dimension, to: 0, by: -2) { gamma *= Double(twice) / 2 }
      logStirlingRest = log(gamma) - a * logA + a
    } else {
      // Stirling's series: at a = 20 the next term is 3e-15.
      let square = 1 / (a * a)
      let series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / a
      logStirlingRest = logRootTwoPi + logA / 2 + series
    }
  }

  /// F(r), the probability of a length of at most r.
  ///
  /// - Parameter length: r; 0 and below have probability 0.
  /// - Returns: 0 … 1, with a small relative error in the lower tail.
  public func cumulative(_ length: Double) -> Double {
    guard length > 0 else { return 0 }
    let tail = tail(at: clamped(length))
    return tail.isLower ? min(1, exp(tail.logarithm)) : max(0, -expm1(tail.logarithm))
  }

  /// The normal score Φ⁻¹(F(r)) of a length.
  ///
  /// Lengths below ``leastLength``, 0 included, have that one's score, about -37.6 √d; those above ``greatestLength`` have
  /// its score, 1e150. Always finite.
  ///
  /// - Parameter r: A length ≥ 0.
  /// - Returns: q, increasing with r.
  public func score(ofLength r: Double) -> Double {
    let tail = tail(at: clamped(r))
    let score = normalQuantile(logarithm: min(0, tail.logarithm))
    return tail.isLower ? score : -score
  }

  /// The length F⁻¹(Φ(q)) of a normal score.
  ///
  /// - Parameter q: Any number; beyond the scores of ``leastLength`` and ``greatestLength`` the result stays at these.
  /// - Returns: r > 0, increasing with q, at most 1e-10 relative from the exact inverse of ``score(ofLength:)``.
  public func length(ofScore q: Double) -> Double {
    if q < 0 { return lowerLength(logarithm: logNormalCumulative(max(q, -1e150)), score: q) }
    return upperLength(score: min(q, Self.greatestLength))
  }

  private func clamped(_ length: Double) -> Double { max(Self.leastLength, min(Self.greatestLength, length)) }

  /// Solves log F(r) = l in log r, where log F is nearly straight far below and concave everywhere.
  private func lowerLength(logarithm l: Double, score q: Double) -> Double {
    // Wilson and Hilferty (1931), and far below the leading term of the series.
    let spread = 1 / (9 * a)
    let root = 1 - spread + q * spread.squareRoot()
    let guess = a.squareRoot() * 2.0.squareRoot() * (root > 0.4 ? root * root.squareRoot() : 0)
    let leading = ((l + logStirlingRest + a * logA - a) / a + logTwo) / 2
    var u = guess > 0 ? log(guess) : min(leading, log(2 * a) / 2)
    let least = log(Self.leastLength)
    for _ in 0..<60 {
      u = max(u, least)
      let r = exp(u)
      let tail = tail(at: r)
      let logarithm = tail.isLower ? tail.logarithm : log(-expm1(tail.logarithm))
      // d log F / d log r = 2 a D / F with the leading factor D.
      let slope = 2 * a * exp(logFactor(at: r) - logarithm)
      let step = max(-50, min(50, (l - logarithm) / slope))
      u += step
      if abs(step) < 1e-9 || (u <= least && step < 0) { break }
    }
    return max(Self.leastLength, exp(u))
  }

  /// Solves Φ⁻¹(F(r)) = q in r, which is nearly straight in the middle and above.
  private func upperLength(score q: Double) -> Double {
    let spread = 1 / (9 * a)
    let root = 1 - spread + q * spread.squareRoot()
    // F⁻¹(Φ(q)) has a slope of at most 1 in q, and its value at 0 is below √d.
    var r = (2 * a).squareRoot() + q
    if q < 1e3 { r = min(r, (2 * a * root * root * root).squareRoot()) }
    r = max(r, q)
    for _ in 0..<60 {
      let score = score(ofLength: r)
      // F'(r) / φ(score), with F' = 2 a D / r.
      let slope: Double
      if score < 30 {
        slope = 2 * a / r * exp(logFactor(at: r) + score * score / 2 + logRootTwoPi)
      } else {
        // F' / Q and φ / Q, of which only the former has large logarithms that cancel in it.
        slope = millsRatio(score) * hazard(at: r)
      }
      let step = (q - score) / slope
      r = max(r / 2, r + step)
      if abs(step) <= 1e-9 * r { break }
    }
    return min(r, Self.greatestLength)
  }

  /// log D with D = x^a exp(-x) / Γ(a + 1), x = r²/2, the leading factor of both tails.
  private func logFactor(at r: Double) -> Double {
    let x = r * r / 2
    let deviation = (x - a) / a
    let main: Double
    if abs(deviation) < 0.5 {
      // log(1 + μ) - μ = -μ s + 2 s³ (1/3 + s²/5 + …) with s = μ / (2 + μ): what log1p would cancel.
      let s = deviation / (2 + deviation)
      let square = s * s
      var series = 0.0
      for power in stride(from: 35.0, through: 3, by: -2) { series = series * square + 1 / power }
      main = a * s * (2 * square * series - deviation)
    } else {
      main = a * (2 * log(r) - logTwo - logA) - (x - a)
    }
    return main - logStirlingRest
  }

  /// The logarithm of F, or of 1 - F above the mean of r².
  private func tail(at r: Double) -> (logarithm: Double, isLower: Bool) {
    let x = r * r / 2
    guard x < a else { return (logFactor(at: r) + log(upperSum(at: r, x)), false) }
    // P = D (1 + x/(a+1) + x²/((a+1)(a+2)) + …).
    var (term, sum, denominator) = (1.0, 1.0, a + 1)
    while true {
      term *= x / denominator
      sum += term
      if term < 1e-17 * sum { break }
      denominator += 1
    }
    return (logFactor(at: r) + log(sum), true)
  }

  /// Q / D: a sum that ends since a is a multiple of ½, all terms positive and falling for x ≥ a.
  private func upperSum(at r: Double, _ x: Double) -> Double {
    let inverse = 1 / x
    var (term, sum, index) = (1.0, 0.0, a - 1)
    while index >= 0 {
      sum += term
      if term < 1e-17 * sum { return sum * a * inverse }
      term *= index * inverse
      index -= 1
    }
    // For odd d the rest is erfc(√x) = x^(-1/2) exp(-x) / Γ(1/2) · √(πx) exp(x) erfc(√x), and 2 Φ(-r) = erfc(√x).
    if !dimension.isMultiple(of: 2) { sum += term * r * millsRatio(r) }
    return sum * a * inverse
  }

  /// F'(r) / (1 - F(r)).
  private func hazard(at r: Double) -> Double { 2 * a / (r * upperSum(at: r, r * r / 2)) }

  private var logTwo: Double { 0.693147180559945309417 }
}
