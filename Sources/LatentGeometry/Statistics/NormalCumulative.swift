#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Φ(x) = P(Z ≤ x) of Z from N(0, 1), to a relative 1e-14 also in the lower tail, until it underflows at x ≈ -38.5.
package func normalCumulative(_ x: Double) -> Double { erfc(-x * 0.5.squareRoot()) / 2 }

/// log Φ(x) for every finite x: about -x²/2 far below, where Φ itself has long been 0.
func logNormalCumulative(_ x: Double) -> Double {
  if x > 1 { return log1p(-normalCumulative(-x)) }
  if x > -20 { return log(normalCumulative(x)) }
  return -x * x / 2 + log(millsRatio(-x)) - logRootTwoPi
}

/// Mills' ratio Φ(-x) / φ(x) for x ≥ 0: √(π/2) at 0, 1/x far above.
func millsRatio(_ x: Double) -> Double {
  if x < 20 { return normalCumulative(-x) * exp(x * x / 2) * rootTwoPi }
  // The asymptotic series 1/x (1 - 1/x² + 3/x⁴ - 15/x⁶ …): at 20 its ninth term is 1e-15.
  let inverse = 1 / (x * x)
  var (term, sum) = (1.0, 1.0)
  for index in 1...9 {
    term *= -Double(2 * index - 1) * inverse
    sum += term
  }
  return sum / x
}

/// √(2π).
let rootTwoPi = 2.506628274631000502
/// log √(2π).
let logRootTwoPi = 0.918938533204672741780
