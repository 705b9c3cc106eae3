/// A number that decides whether a claim holds.
public struct FigureFinding: Encodable, Sendable, Equatable {
  /// What was measured, in words; begins with the model where several are looked at.
  public var subject: String
  /// The number.
  public var measured: Double
  /// The 95 % interval of the number; nil where it is no estimate.
  public var interval: ClosedRange<Double>?
  /// What follows the number, such as `sd` or `%`; empty for none.
  public var unit: String
  /// How many places of the number are worth reading.
  public var places: Int
  /// What the claim makes of it, such as `below -2`; nil where the number stands beside another and decides nothing.
  public var expected: String?
  /// Whether it is so; nil where nothing is expected.
  public var holds: Bool?

  /// A finding.
  ///
  /// - Parameters:
  ///   - subject: What was measured, in words.
  ///   - measured: The number.
  ///   - interval: Its 95 % interval; nil where it is no estimate.
  ///   - unit: What follows the number.
  ///   - places: How many places are worth reading.
  ///   - expected: What the claim makes of it.
  ///   - holds: Whether it is so.
  public init(
    _ subject: String,
    _ measured: Double,
    interval: ClosedRange<Double>? = nil,
    unit: String = "",
    places: Int = 2,
    expected: String? = nil,
    holds: Bool? = nil
  ) {
    precondition((expected == nil) == (holds == nil), "what is expected holds or does not")
    self.subject = subject
    self.measured = measured
    self.interval = interval
    self.unit = unit
    self.places = places
    self.expected = expected
    self.holds = holds
  }

  private enum CodingKeys: String, CodingKey {
    case subject, measured, lower, upper, unit, expected, holds
  }

  /// Writes an object with `subject`, `measured`, `lower` and `upper` of the interval, `unit`, `expected` and `holds`.
  ///
  /// - Parameter encoder: Receives the object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(subject, forKey: .subject)
    try container.encode(measured, forKey: .measured)
    try container.encodeIfPresent(interval?.lowerBound, forKey: .lower)
    try container.encodeIfPresent(interval?.upperBound, forKey: .upper)
    if !unit.isEmpty { try container.encode(unit, forKey: .unit) }
    try container.encodeIfPresent(expected, forKey: .expected)
    try container.encodeIfPresent(holds, forKey: .holds)
  }
}

/// A picture of a ``FigureResult``, a file in the folder of figures.
public struct FigurePicture: Encodable, Sendable, Equatable {
  /// The name of the file.
  public var file: String
  /// What it shows.
  public var caption: String
  /// Its width in pixels.
  public var width: Int
  /// Its height in pixels.
  public var height: Int
  /// The command that draws it again.
  public var command: String?
}

/// A figure or table of the paper, drawn again, and what became of its claim.
public struct FigureResult: Encodable, Sendable {
  /// Which.
  public let item: PaperItem
  /// What the paper claims, in a sentence.
  public let claim: String
  /// The pictures.
  public var pictures: [FigurePicture] = []
  /// The numbers.
  public var findings: [FigureFinding] = []
  /// A table of texts, such as a contingency table; rows are as wide as its head.
  public var table: Table?
  /// What else must be known.
  public var notes: [String] = []
  /// Why it could not be drawn; nil where it was.
  public var obstacle: String?

  /// Cells of text below a head.
  public struct Table: Encodable, Sendable, Equatable {
    /// The names of the columns.
    public var head: [String]
    /// The rows.
    public var rows: [[String]]
  }

  /// Whether all that is expected was found; nil where nothing was measured.
  public var holds: Bool? {
    let verdicts = findings.compactMap(\.holds)
    return verdicts.isEmpty ? nil : verdicts.allSatisfy { $0 }
  }

  init(_ item: PaperItem, claim: String) {
    self.item = item
    self.claim = claim
  }

  private enum CodingKeys: String, CodingKey {
    case item, title, claim, holds, findings, pictures, table, notes, obstacle
  }

  /// Writes an object with `item`, `title`, `claim`, `holds`, `findings`, `pictures`, `table`, `notes` and `obstacle`.
  ///
  /// - Parameter encoder: Receives the object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(item, forKey: .item)
    try container.encode("\(item.title): \(item.subject)", forKey: .title)
    try container.encode(claim, forKey: .claim)
    try container.encodeIfPresent(holds, forKey: .holds)
    try container.encode(findings, forKey: .findings)
    try container.encode(pictures, forKey: .pictures)
    try container.encodeIfPresent(table, forKey: .table)
    try container.encode(notes, forKey: .notes)
    try container.encodeIfPresent(obstacle, forKey: .obstacle)
  }
}
