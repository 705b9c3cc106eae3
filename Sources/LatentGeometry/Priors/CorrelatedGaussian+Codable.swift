/// The form in a model package: `{"mean": [0, 1], "covariance": [[1, 0.5], [0.5, 2]]}` or `{"mean": [0, 1], "sd": [1, 2]}`.
///
/// One of `mean` and `sd` may be a number for all coordinates, or absent: 0 and 1.
extension CorrelatedGaussian: Codable {
  private enum CodingKeys: String, CodingKey {
    case mean, sd, covariance
  }

  /// Reads and checks a law.
  ///
  /// - Parameter decoder: Over an object.
  /// - Throws: `DecodingError`; ``PriorError`` where a value is wrong; ``LinearAlgebraError``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let means = try container.decodeIfPresent(NumberOrList.self, forKey: .mean) ?? .number(0)
    if let rows = try container.decodeIfPresent([[Float]].self, forKey: .covariance) {
      guard !container.contains(.sd) else {
        throw PriorError.invalidParameter(name: "sd", rule: "absent where there is a covariance")
      }
      guard rows.allSatisfy({ $0.count == rows.count }) else {
        throw PriorError.invalidParameter(name: "covariance", rule: "as many rows as columns")
      }
      try self.init(mean: means.list(count: rows.count).map { Float($0) }, covariance: Array(rows.joined()))
      return
    }
    let deviations = try container.decodeIfPresent(NumberOrList.self, forKey: .sd) ?? .number(1)
    guard let count = means.count ?? deviations.count else {
      throw PriorError.invalidParameter(name: "mean or sd", rule: "a list where there is no covariance")
    }
    try self.init(
      mean: means.list(count: count).map { Float($0) },
      preciseDeviations: deviations.list(count: count)
    )
  }

  /// Writes `mean` and `covariance`, or `mean` and `sd` for independent coordinates.
  ///
  /// - Parameter encoder: Receives one object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mean, forKey: .mean)
    if isDiagonal {
      // In double precision, whose squares round to the same variances.
      try container.encode(variances.map { Double($0).squareRoot() }, forKey: .sd)
    } else {
      try container.encode(covariance.rows(of: dimension), forKey: .covariance)
    }
  }
}

/// A number for all coordinates, or one for each.
private enum NumberOrList: Decodable {
  case number(Double)
  case list([Double])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .list(try container.decode([Double].self))
    }
  }

  var count: Int? {
    if case .list(let numbers) = self { numbers.count } else { nil }
  }

  func list(count: Int) -> [Double] {
    switch self {
    case .number(let number): [Double](repeating: number, count: count)
    case .list(let numbers): numbers
    }
  }
}

extension [Float] {
  /// The rows of a row-major matrix, for JSON.
  func rows(of width: Int) -> [[Float]] {
    stride(from: 0, to: count, by: width).map { Array(self[$0..<$0 + width]) }
  }
}
