public import LatentGeometry

/// A multiple of an attribute vector that is another one in every cell of a grid and at every time.
///
/// A cell gets ((1 - u) a + u b) v, where u is what the field says of the cell, 0 to 1, a and b the amounts, of which either may be the
/// larger, and v the vector or sum of vectors; of a table the numbers themselves are the multiples.
public struct AttributeField: Sendable, Equatable {
  /// The vector, or a sum of several.
  public var vector: VectorSum
  /// How its share is spread over cells and time.
  public var field: ScalarField
  /// How many times it is added where the share is 0.
  public var from: Double
  /// How many times it is added where the share is 1.
  public var to: Double

  /// A field.
  ///
  /// - Parameters:
  ///   - vector: The vector, or a sum of several.
  ///   - field: How its share is spread over cells and time.
  ///   - from: How many times it is added where the share is 0.
  ///   - to: How many times it is added where the share is 1.
  public init(_ vector: VectorSum, _ field: ScalarField, from: Double = -1, to: Double = 1) {
    self.vector = vector
    self.field = field
    self.from = from
    self.to = to
  }

  /// How many times the vector is added to each cell.
  ///
  /// - Parameters:
  ///   - rows: At least 1.
  ///   - columns: At least 1.
  ///   - t: Any finite number; the period is 1 but for a ramp that runs one way.
  ///   - index: Which of a request's fields it is: noises of the same seed are independent.
  /// - Returns: rows × columns numbers in row order, exact at both ends.
  public func amounts(rows: Int, columns: Int, at t: Double, index: Int = 0) -> [Double] {
    var field = field
    if case .noise(var noise) = field {
      noise.channel = UInt32(index)
      field = .noise(noise)
    }
    let values = field.values(rows: rows, columns: columns, at: t)
    if case .table = field { return values }
    return values.map { (1 - $0) * from + $0 * to }
  }

  /// Checks the field against the grid that it lies over.
  ///
  /// - Parameters:
  ///   - rows: The grid's rows; nil where they are not known yet.
  ///   - columns: The grid's columns.
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  func validate(rows: Int?, columns: Int) throws {
    func check(_ isValid: Bool, _ rule: String) throws {
      guard isValid else { throw RequestError.invalid(option: "--field \(shown)", reason: rule) }
    }
    try check(from.isFinite && to.isFinite, "amounts must be numbers")
    switch field {
    case .wave(let crests, let cycles):
      try check(crests.isPossible, "a wavelength is a number other than 0, and a direction a number of degrees")
      try check((1...1000).contains(cycles), "1 to 1000 cycles are possible")
    case .pulse(let crests):
      try check(crests.isPossible, "a wavelength is a number other than 0, and a direction a number of degrees")
    case .noise(let noise):
      try check(noise.frequency > 0 && noise.frequency <= 1000, "a frequency is above 0 and at most 1000")
      try check((1...1000).contains(noise.cycles), "1 to 1000 cycles are possible")
      try check((1...16).contains(noise.octaves), "noise has 1 to 16 octaves")
    case .ramp(let direction): try check(direction.isFinite, "a direction is a number of degrees")
    case .radialRamp, .cellRamp, .timeRamp: break
    case .table(let table):
      try check(
        rows.map { table.fits(rows: $0, columns: columns) } ?? true,
        "the file has \(table.rows) x \(table.columns) numbers and the grid \(rows ?? 0) x \(columns) cells; "
          + "write as many, or a list of single numbers for all cells"
      )
    }
  }
}

extension ScalarField.Crests {
  /// Whether a wave can have such crests.
  fileprivate var isPossible: Bool {
    switch self {
    case .straight(let direction, let wavelength): direction.isFinite && wavelength.isFinite && wavelength != 0
    case .rings(let wavelength): wavelength.isFinite && wavelength != 0
    }
  }
}

/// A request for cells that fields can lie over.
public protocol RequestWithFields: StudioRequest {
  /// What is added to every cell, another multiple to each, before ``StudioRequest/offsets``.
  var fields: [AttributeField] { get set }
}

/// A request for a picture of fields at one time.
public protocol RequestAtTime: RequestWithFields {
  /// The time of the fields, from 0 to 1 for a round.
  var time: Double { get set }
}

extension RequestAtTime {
  /// Checks what its fields and their time are.
  func validateFields(rows: Int?, columns: Int) throws {
    guard time.isFinite else {
      throw RequestError.invalid(option: "--time \(time)", reason: "a time is a number, from 0 to 1 for a round")
    }
    for field in fields { try field.validate(rows: rows, columns: columns) }
  }
}
