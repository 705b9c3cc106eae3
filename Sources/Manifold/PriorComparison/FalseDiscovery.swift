/// The p-values of many tests, adjusted so that of those called false few are true.
///
/// Those whose adjusted value is at most q are the tests that the procedure of Benjamini and Hochberg rejects at the
/// rate q: of the rejected at most a share q is expected to be true, for independent or positively dependent tests.
///
///     q_(i) = min over k ≥ i of min(1, m p_(k) / k)
///
/// Source: Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B
/// 57 (1995).
enum FalseDiscovery {
  /// The adjusted values, in the order of the tests, in O(m log m).
  static func adjusted(_ pValues: [Double]) -> [Double] {
    let m = pValues.count
    var adjusted = pValues
    var least = 1.0
    for (place, test) in pValues.indices.sorted(by: { (pValues[$0], $0) < (pValues[$1], $1) }).enumerated().reversed() {
      least = min(least, Double(m) / Double(place + 1) * pValues[test])
      adjusted[test] = least
    }
    return adjusted
  }
}
