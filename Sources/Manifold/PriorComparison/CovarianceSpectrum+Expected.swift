extension CovarianceSpectrum {
  /// Where the eigenvalues would lie under the prior: the law's quantiles at (i - ½)/d, falling, one for each of
  /// ``eigenvalues``.
  ///
  /// - Complexity: O(d).
  public var expectedEigenvalues: [Double] {
    let law = MarchenkoPastur(ratio: Double(dimension) / Double(rowCount - 1))
    return eigenvalues.indices.map { law.quantile(1 - (Double($0) + 0.5) / Double(dimension)) }
  }
}

extension MarchenkoPastur {
  /// The least number that a share of the probability does not exceed, by halving.
  ///
  /// - Parameter level: 0 … 1.
  /// - Returns: Between the edges; 0 where the probability of 0 is at least the level.
  public func quantile(_ level: Double) -> Double {
    guard level > probabilityOfZero else { return ratio > 1 ? 0 : lowerEdge }
    var (low, high) = (lowerEdge, upperEdge)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cumulative(middle) < level { low = middle } else { high = middle }
    }
    return high
  }
}
