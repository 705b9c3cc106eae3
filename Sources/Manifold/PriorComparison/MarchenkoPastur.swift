#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The law of Marchenko and Pastur: where the eigenvalues of a sample covariance lie when the true covariance is the
/// identity.
///
/// With γ = d/n it has the density √((b - x)(x - a)) / (2π γ x) between the edges a, b = (1 ∓ √γ)², and for γ > 1 the
/// probability 1 - 1/γ at 0. It is the limit for d, n → ∞ at fixed γ, and close already for d of a few tens. Source:
/// Marchenko and Pastur, "Distribution of eigenvalues for some sets of random matrices", Mathematics of the
/// USSR-Sbornik 1 (1967).
public struct MarchenkoPastur: Sendable, Equatable {
  /// γ = d/n > 0.
  public let ratio: Double

  /// The law of a ratio.
  ///
  /// - Parameter ratio: γ > 0, finite.
  public init(ratio: Double) {
    precondition(ratio > 0 && ratio.isFinite, "the ratio must be a finite number above 0")
    self.ratio = ratio
  }

  /// a = (1 - √γ)².
  public var lowerEdge: Double { (1 - ratio.squareRoot()) * (1 - ratio.squareRoot()) }

  /// b = (1 + √γ)².
  public var upperEdge: Double { (1 + ratio.squareRoot()) * (1 + ratio.squareRoot()) }

  /// The probability of 0: max(0, 1 - 1/γ).
  public var probabilityOfZero: Double { max(0, 1 - 1 / ratio) }

  /// The density of the continuous part.
  ///
  /// - Parameter x: Any number.
  /// - Returns: A number ≥ 0; 0 outside the edges and at 0.
  public func density(at x: Double) -> Double {
    let (a, b) = (lowerEdge, upperEdge)
    guard x > a, x < b else { return 0 }
    return ((b - x) * (x - a)).squareRoot() / (2 * Double.pi * ratio * x)
  }

  /// P(X ≤ x).
  ///
  /// With s = √((b - x)(x - a)) the integral of s / x is, up to a constant,
  ///
  ///     s + (a + b)/2 atan2(2x - a - b, 2s) - √(ab) atan2((a + b) x - 2ab, 2s √(ab))
  ///
  /// where arcsines in the place of the arctangents would lose half of the digits at the edges.
  ///
  /// - Parameter x: Any number.
  /// - Returns: 0 … 1.
  public func cumulative(_ x: Double) -> Double {
    let (a, b) = (lowerEdge, upperEdge)
    guard x >= 0 else { return 0 }
    guard x > a else { return probabilityOfZero }
    guard x < b else { return 1 }
    // √(ab) is |1 - γ|; both angles are -π/2 at the lower edge.
    let product = abs(1 - ratio)
    let root = ((b - x) * (x - a)).squareRoot()
    var integral = root
    integral += (a + b) / 2 * (atan2(2 * x - a - b, 2 * root) + Double.pi / 2)
    integral -= product * (atan2((a + b) * x - 2 * a * b, 2 * product * root) + Double.pi / 2)
    return max(probabilityOfZero, min(1, probabilityOfZero + integral / (2 * Double.pi * ratio)))
  }
}
