#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension EmpiricalPrior {
  /// √E[z² | z > s] of N(0, 1) beyond the greatest score s: 1 + s φ(s) / (1 - Φ(s)) under the root, where 1 - Φ(s) is 1/(2n).
  var endScore: Double {
    let s = greatestScore
    let density = exp(-s * s / 2) / (2 * Double.pi).squareRoot()
    return (1 + s * density * 2 * Double(sortedLengths.count)).squareRoot()
  }
}
