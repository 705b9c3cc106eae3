/// The form in a model package.
///
/// `mean`, d numbers; `quantiles`, for each coordinate its values at equally spaced normal scores, rising; `lengths`, those
/// of the n fitted rows about the mean, which also say by n where the outermost scores lie; `correlation`, d rows of d
/// numbers, absent where all coordinates are independent.
extension EmpiricalPrior: Codable {
  private enum CodingKeys: String, CodingKey {
    case mean, quantiles, lengths, correlation
  }

  /// Reads and checks a law.
  ///
  /// - Parameter decoder: Over an object.
  /// - Throws: `DecodingError`; ``PriorError`` where a value is wrong; ``LinearAlgebraError``.
  public init(from decoder: any Decoder) throws {
    func require(_ isValid: Bool, _ name: String, _ rule: String) throws(PriorError) {
      guard isValid else { throw .invalidParameter(name: name, rule: rule) }
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let mean = try container.decode([Float].self, forKey: .mean)
    let quantiles = try container.decode([[Float]].self, forKey: .quantiles)
    let lengths = try container.decode([Float].self, forKey: .lengths)
    try require(!mean.isEmpty && mean.allSatisfy { $0.isFinite }, "mean", "one or more finite numbers")
    try require(quantiles.count == mean.count, "quantiles", "\(mean.count) lists, as many as mean has numbers")
    let levels = quantiles[0].count
    for (coordinate, list) in quantiles.enumerated() {
      let isRising =
        list.count == levels && list.allSatisfy { $0.isFinite } && zip(list, list.dropFirst()).allSatisfy(<=)
      try require(
        levels >= 2 && isRising,
        "quantiles[\(coordinate)]",
        "2 or more rising numbers, as many as in all others"
      )
    }
    try require(lengths.count >= 2 && lengths.allSatisfy { $0.isFinite && $0 >= 0 }, "lengths", "2 or more numbers ≥ 0")
    let copula: CorrelatedGaussian
    if let rows = try container.decodeIfPresent([[Float]].self, forKey: .correlation) {
      let isUnit = rows.indices.allSatisfy { rows[$0].count == rows.count && abs(rows[$0][$0] - 1) <= 1e-5 }
      try require(
        rows.count == mean.count && isUnit,
        "correlation",
        "\(mean.count) rows of as many numbers, 1 on the diagonal"
      )
      copula = try CorrelatedGaussian(
        mean: [Float](repeating: 0, count: mean.count),
        covariance: Array(rows.joined())
      )
    } else {
      copula = try CorrelatedGaussian(
        mean: [Float](repeating: 0, count: mean.count),
        standardDeviations: [Float](repeating: 1, count: mean.count)
      )
    }
    self.init(
      mean: mean,
      quantiles: Array(quantiles.joined()),
      levels: levels,
      sortedLengths: lengths.sorted(),
      copula: copula
    )
  }

  /// Writes all of it.
  ///
  /// - Parameter encoder: Receives one object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mean, forKey: .mean)
    try container.encode(quantiles.rows(of: levels), forKey: .quantiles)
    try container.encode(sortedLengths, forKey: .lengths)
    if !copula.isDiagonal { try container.encode(copula.covariance.rows(of: dimension), forKey: .correlation) }
  }
}
