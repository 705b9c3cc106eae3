/// The form in a model package: `{"kind": "gaussian", "mean": 0, "sd": 1}`, `{"kind": "uniform", "low": -1, "high": 1}`,
/// `{"kind": "sphere", "radius": 11.3}`, `{"kind": "truncated-gaussian", "mean": 0, "sd": 1, "bound": 2}`.
///
/// A gaussian whose coordinates differ has lists, `{"kind": "gaussian", "mean": [0, 1], "sd": [1, 2]}`, and one whose
/// coordinates depend on each other a `covariance` in the place of `sd`, see ``CorrelatedGaussian``; `{"kind": "empirical"}`
/// has the members of an ``EmpiricalPrior``.
///
/// `mean` is 0, `sd` is 1, `low` is -1 and `high` is 1 where they are absent; `radius` and `bound` must be there.
extension Prior: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, mean, sd, covariance, low, high, radius, bound
  }

  /// Reads and checks a prior.
  ///
  /// - Parameter decoder: Over an object with `kind` and its parameters.
  /// - Throws: `DecodingError`, whose debug description is that of a ``PriorError`` where a value is wrong;
  ///   ``LinearAlgebraError`` where a covariance cannot be decomposed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys, default value: Float) throws -> Float {
      try container.decodeIfPresent(Float.self, forKey: key) ?? value
    }
    func isList(_ key: CodingKeys) -> Bool { (try? container.nestedUnkeyedContainer(forKey: key)) != nil }
    let kind = try container.decode(String.self, forKey: .kind)
    do {
      switch kind {
      case "gaussian" where container.contains(.covariance) || isList(.mean) || isList(.sd):
        self = .correlatedGaussian(try CorrelatedGaussian(from: decoder))
      case "gaussian":
        self = .gaussian(mean: try number(.mean, default: 0), standardDeviation: try number(.sd, default: 1))
      case "uniform":
        self = .uniform(low: try number(.low, default: -1), high: try number(.high, default: 1))
      case "sphere":
        self = .sphere(radius: try container.decode(Float.self, forKey: .radius))
      case "truncated-gaussian":
        self = .truncatedGaussian(
          mean: try number(.mean, default: 0),
          standardDeviation: try number(.sd, default: 1),
          bound: try container.decode(Float.self, forKey: .bound)
        )
      case "empirical":
        self = .empirical(try EmpiricalPrior(from: decoder))
      default:
        throw PriorError.unknownKind(kind)
      }
      try validate()
    } catch let error as PriorError {
      var path = container.codingPath
      if case .unknownKind = error { path.append(CodingKeys.kind) }
      throw DecodingError.dataCorrupted(
        .init(codingPath: path, debugDescription: error.description, underlyingError: error)
      )
    }
  }

  /// Writes all parameters.
  ///
  /// - Parameter encoder: Receives one object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .gaussian(let mean, let sd):
      try container.encode("gaussian", forKey: .kind)
      try container.encode(mean, forKey: .mean)
      try container.encode(sd, forKey: .sd)
    case .uniform(let low, let high):
      try container.encode("uniform", forKey: .kind)
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
    case .sphere(let radius):
      try container.encode("sphere", forKey: .kind)
      try container.encode(radius, forKey: .radius)
    case .truncatedGaussian(let mean, let sd, let bound):
      try container.encode("truncated-gaussian", forKey: .kind)
      try container.encode(mean, forKey: .mean)
      try container.encode(sd, forKey: .sd)
      try container.encode(bound, forKey: .bound)
    case .correlatedGaussian(let law):
      try container.encode("gaussian", forKey: .kind)
      try law.encode(to: encoder)
    case .empirical(let law):
      try container.encode("empirical", forKey: .kind)
      try law.encode(to: encoder)
    }
  }
}
