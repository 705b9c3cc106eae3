extension Prior: CustomStringConvertible {
  /// A prior from the short form that people type.
  ///
  /// `gaussian` or `gaussian:MEAN,SD`, `uniform` or `uniform:LOW,HIGH`, `sphere:RADIUS`, `truncated-gaussian:BOUND` or
  /// `truncated-gaussian:BOUND,MEAN,SD`; without numbers N(0, 1) and the interval [-1, 1].
  ///
  /// - Parameter text: The short form.
  /// - Throws: ``PriorError`` with what is wrong.
  public init(parsing text: String) throws(PriorError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = String(parts[0])
    var numbers: [Float] = []
    if parts.count == 2 {
      for field in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
        guard let number = Float(field) else {
          throw .invalidParameter(name: "'\(field)' in \(text)", rule: "a number")
        }
        numbers.append(number)
      }
    }
    func requireCount(_ allowed: [Int], _ form: String) throws(PriorError) {
      guard allowed.contains(numbers.count) else {
        throw .invalidParameter(name: "the prior '\(text)'", rule: "written as \(form)")
      }
    }
    switch kind {
    case "gaussian":
      try requireCount([0, 2], "gaussian or gaussian:MEAN,SD")
      self = numbers.isEmpty ? .standardGaussian : .gaussian(mean: numbers[0], standardDeviation: numbers[1])
    case "uniform":
      try requireCount([0, 2], "uniform or uniform:LOW,HIGH")
      self = numbers.isEmpty ? .uniform(low: -1, high: 1) : .uniform(low: numbers[0], high: numbers[1])
    case "sphere":
      try requireCount([1], "sphere:RADIUS")
      self = .sphere(radius: numbers[0])
    case "truncated-gaussian":
      try requireCount([1, 3], "truncated-gaussian:BOUND or truncated-gaussian:BOUND,MEAN,SD")
      self = .truncatedGaussian(
        mean: numbers.count == 3 ? numbers[1] : 0,
        standardDeviation: numbers.count == 3 ? numbers[2] : 1,
        bound: numbers[0]
      )
    default:
      throw .unknownKind(kind)
    }
    try validate()
  }

  /// The short form, which ``init(parsing:)`` reads back.
  ///
  /// Correlated and empirical priors have none; they are named with their number of coordinates.
  public var description: String {
    switch self {
    case .gaussian(let mean, let sd): "gaussian:\(mean),\(sd)"
    case .uniform(let low, let high): "uniform:\(low),\(high)"
    case .sphere(let radius): "sphere:\(radius)"
    case .truncatedGaussian(let mean, let sd, let bound): "truncated-gaussian:\(bound),\(mean),\(sd)"
    case .correlatedGaussian(let law): "correlated gaussian of \(law.dimension) coordinates"
    case .empirical(let law): "empirical law of \(law.dimension) coordinates"
    }
  }
}
