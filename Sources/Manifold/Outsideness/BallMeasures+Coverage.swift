extension BallMeasures {
  /// The coverage that fewer queries have on average, so that sets of unequal size can be compared: coverage grows with
  /// the number of queries.
  ///
  /// It is the mean over all choices of q of the m queries. A ball that holds v of them is left empty by
  ///
  ///     C(m - v, q) / C(m, q) = Π_{i < v} (m - q - i) / (m - i)
  ///
  /// of the choices: rarefaction. Source: Hurlbert, "The nonconcept of species diversity: a critique and alternative
  /// parameters", Ecology 52 (1971).
  ///
  /// - Parameter queryCount: q, 1 … m.
  /// - Returns: 0 … 1; ``coverage`` for q = m.
  /// - Complexity: O(n + m).
  public func expectedCoverage(ofQueries queryCount: Int) -> Double {
    let m = counts.count
    precondition((1...m).contains(queryCount), "1 to all of the queries can be chosen")
    var emptyShares = [1.0]
    for i in 0..<(visits.max() ?? 0) {
      emptyShares.append(emptyShares[i] * max(0, Double(m - queryCount - i) / Double(m - i)))
    }
    return visits.reduce(0) { $0 + 1 - emptyShares[$1] } / Double(visits.count)
  }
}
