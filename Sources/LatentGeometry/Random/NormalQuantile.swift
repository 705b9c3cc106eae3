#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Φ⁻¹(p), the quantile of N(0, 1), for 0 < p < 1, with a relative error of about 1e-15.
///
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988),
/// routine PPND16: rational functions of degree 7 in the middle and in two tails.
package func normalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    return q * ratio(r, middleNumerator, middleDenominator)
  }
  let r = (-log(q < 0 ? p : 1 - p)).squareRoot()
  let size = r <= 5 ? ratio(r - 1.6, tailNumerator, tailDenominator) : ratio(r - 5, farNumerator, farDenominator)
  return q < 0 ? -size : size
}

/// Φ⁻¹(exp(l)) for a logarithm l ≤ 0, also where exp(l) or 1 - exp(l) is too small for `Double`.
///
/// -∞ for -∞ and ∞ for 0. Below -700 it solves log Φ(x) = l by Newton's method, since AS 241 ends there.
func normalQuantile(logarithm l: Double) -> Double {
  if l > -0.6931 {
    // Above the middle: log(1 - exp(l)) is that of the upper tail.
    return l < 0 ? -normalQuantile(logarithm: log(-expm1(l))) : .infinity
  }
  // AS 241's tails, which take -log p, begin at p < 0.075.
  if l > -2.59 { return normalQuantile(exp(l)) }
  if l > -700 {
    let r = (-l).squareRoot()
    return -(r <= 5 ? ratio(r - 1.6, tailNumerator, tailDenominator) : ratio(r - 5, farNumerator, farDenominator))
  }
  guard l.isFinite else { return l }
  var x = (-2 * l - log(-2 * l) - 2 * logRootTwoPi).squareRoot()
  for _ in 0..<3 {
    // d log Φ(-x) / dx = -1 / millsRatio(x).
    let mills = millsRatio(x)
    x += (-x * x / 2 + log(mills) - logRootTwoPi - l) * mills
  }
  return -x
}

private typealias Coefficients = SIMD8<Double>

@inline(__always)
private func ratio(_ x: Double, _ numerator: Coefficients, _ denominator: Coefficients) -> Double {
  var pair = SIMD2(numerator[7], denominator[7])
  for index in stride(from: 6, through: 0, by: -1) {
    pair = pair * x + SIMD2(numerator[index], denominator[index])
  }
  return pair[0] / pair[1]
}

// Coefficients of the powers 0 to 7.
private let middleNumerator = Coefficients(
  3.3871328727963666080e0,
  1.3314166789178437745e2,
  1.9715909503065514427e3,
  1.3731693765509461125e4,
  4.5921953931549871457e4,
  6.7265770927008700853e4,
  3.3430575583588128105e4,
  2.5090809287301226727e3
)
private let middleDenominator = Coefficients(
  1,
  4.2313330701600911252e1,
  6.8718700749205790830e2,
  5.3941960214247511077e3,
  2.1213794301586595867e4,
  3.9307895800092710610e4,
  2.8729085735721942674e4,
  5.2264952788528545610e3
)
private let tailNumerator = Coefficients(
  1.42343711074968357734e0,
  4.63033784615654529590e0,
  5.76949722146069140550e0,
  3.64784832476320460504e0,
  1.27045825245236838258e0,
  2.41780725177450611770e-1,
  2.27238449892691845833e-2,
  7.74545014278341407640e-4
)
private let tailDenominator = Coefficients(
  1,
  2.05319162663775882187e0,
  1.67638483018380384940e0,
  6.89767334985100004550e-1,
  1.48103976427480074590e-1,
  1.51986665636164571966e-2,
  5.47593808499534494600e-4,
  1.05075007164441684324e-9
)
private let farNumerator = Coefficients(
  6.65790464350110377720e0,
  5.46378491116411436990e0,
  1.78482653991729133580e0,
  2.96560571828504891230e-1,
  2.65321895265761230930e-2,
  1.24266094738807843860e-3,
  2.71155556874348757815e-5,
  2.01033439929228813265e-7
)
private let farDenominator = Coefficients(
  1,
  5.99832206555887937690e-1,
  1.36929880922735805310e-1,
  1.48753612908506148525e-2,
  7.86869131145613259100e-4,
  1.84631831751005468180e-5,
  1.42151175831644588870e-7,
  2.04426310338993978564e-15
)
