internal import LatentGeometry

/// The JSON form: `{"vector": {…}, "kind": "wave", "from": -1, "to": 1, "wavelength": 4, "isRadial": true, "cycles": 1}`.
///
/// Kinds are wave, pulse, noise, ramp, cellRamp, timeRamp and table; what a kind has no use for is left out.
extension AttributeField: Codable {
  private enum CodingKeys: String, CodingKey {
    case vector, kind, from, to, wavelength, direction, isRadial, cycles, seed, frequency, octaves, isOneWay, numbers
  }

  private enum Kind: String, Codable {
    case wave, pulse, noise, ramp, cellRamp, timeRamp, table
  }

  /// Reads a field.
  ///
  /// - Parameter decoder: Over an object.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys, _ standard: Double) throws -> Double {
      try container.decodeIfPresent(Double.self, forKey: key) ?? standard
    }
    let isRadial = try container.decodeIfPresent(Bool.self, forKey: .isRadial) ?? false
    let cycles = try container.decodeIfPresent(Int.self, forKey: .cycles) ?? 1
    func crests() throws -> ScalarField.Crests {
      let wavelength = try number(.wavelength, MotionOptions().wavelength)
      guard !isRadial else { return .rings(wavelength: wavelength) }
      return .straight(direction: try number(.direction, MotionOptions().direction), wavelength: wavelength)
    }
    let field: ScalarField
    switch try container.decode(Kind.self, forKey: .kind) {
    case .wave: field = .wave(try crests(), cycles: cycles)
    case .pulse: field = .pulse(try crests())
    case .noise:
      field = .noise(
        ScalarField.Noise(
          seed: try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? 0,
          frequency: try number(.frequency, 0.25),
          cycles: cycles,
          octaves: try container.decodeIfPresent(Int.self, forKey: .octaves) ?? 1
        )
      )
    case .ramp: field = isRadial ? .radialRamp : .ramp(direction: try number(.direction, 0))
    case .cellRamp: field = .cellRamp
    case .timeRamp:
      field = .timeRamp(isOneWay: try container.decodeIfPresent(Bool.self, forKey: .isOneWay) ?? false)
    case .table: field = .table(try container.decode(FieldTable.self, forKey: .numbers))
    }
    let vector = try container.decode(VectorSum.self, forKey: .vector)
    if case .table = field {
      self.init(vector, field)
    } else {
      // Never guessed: recipes before these names would be drawn otherwise.
      self.init(
        vector,
        field,
        from: try container.decode(Double.self, forKey: .from),
        to: try container.decode(Double.self, forKey: .to)
      )
    }
  }

  /// Writes a field.
  ///
  /// - Parameter encoder: Receives an object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func encode(_ kind: Kind, _ crests: ScalarField.Crests) throws {
      try container.encode(kind, forKey: .kind)
      switch crests {
      case .straight(let direction, let wavelength):
        try container.encode(direction, forKey: .direction)
        try container.encode(wavelength, forKey: .wavelength)
      case .rings(let wavelength):
        try container.encode(true, forKey: .isRadial)
        try container.encode(wavelength, forKey: .wavelength)
      }
    }
    try container.encode(vector, forKey: .vector)
    if case .table(let table) = field {
      try container.encode(Kind.table, forKey: .kind)
      return try container.encode(table, forKey: .numbers)
    }
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    switch field {
    case .wave(let crests, let cycles):
      try encode(.wave, crests)
      try container.encode(cycles, forKey: .cycles)
    case .pulse(let crests): try encode(.pulse, crests)
    case .noise(let noise):
      try container.encode(Kind.noise, forKey: .kind)
      try container.encode(noise.seed, forKey: .seed)
      try container.encode(noise.frequency, forKey: .frequency)
      try container.encode(noise.cycles, forKey: .cycles)
      try container.encode(noise.octaves, forKey: .octaves)
    case .ramp(let direction):
      try container.encode(Kind.ramp, forKey: .kind)
      try container.encode(direction, forKey: .direction)
    case .radialRamp:
      try container.encode(Kind.ramp, forKey: .kind)
      try container.encode(true, forKey: .isRadial)
    case .cellRamp: try container.encode(Kind.cellRamp, forKey: .kind)
    case .timeRamp(let isOneWay):
      try container.encode(Kind.timeRamp, forKey: .kind)
      try container.encode(isOneWay, forKey: .isOneWay)
    case .table: break
    }
  }
}
