public import AttributeVectors

/// How often some attributes come together: cells, totals and how each pair goes together.
public struct ContingencyReport: Measurements {
  /// An attribute's total.
  public struct Total: Sendable, Equatable, Encodable {
    /// Its name.
    public let name: String
    /// How many of the counted items have it.
    public let count: Int
    /// Their share, 0 … 1.
    public let share: Double
  }

  /// A cell with its share.
  public struct Cell: Sendable, Equatable, Encodable {
    /// The attributes and whether items have them.
    public let labels: [LabelCell.Label]
    /// The number of items.
    public let count: Int
    /// Their share, 0 … 1.
    public let share: Double
  }

  /// How two of the attributes go together.
  public struct Pair: Sendable, Equatable, Encodable {
    /// The first attribute.
    public let first: String
    /// The second one.
    public let second: String
    /// The phi coefficient; nil where one of both does not vary.
    public let phi: Double?
    /// The probability of one so far from 0 by chance; nil where there is none.
    public let pValue: Double?
  }

  /// What was counted.
  public let source: LabelOrigin
  /// The number of items in all cells.
  public let items: Int
  /// How many more have an unknown label.
  public let leftOut: Int
  /// The attributes in the order wanted.
  public let attributes: [Total]
  /// The 2ᵏ cells, the first attribute slowest, yes before no.
  public let cells: [Cell]
  /// All pairs.
  public let pairs: [Pair]

  /// Counts.
  ///
  /// - Parameters:
  ///   - source: Where labels come from.
  ///   - attributes: 2 … 8 different names.
  /// - Throws: `AttributeError`, `RequestError`, and the errors of sets and label files.
  public init(_ source: LabelSource, attributes: [String]) throws {
    let named = "--attributes \(attributes.joined(separator: ","))"
    guard attributes.count >= 2 else {
      throw RequestError.invalid(option: named, reason: "a table is of at least two attributes; name another one")
    }
    guard attributes.count <= LabelContingency.largestAttributeCount else {
      throw RequestError.invalid(
        option: named,
        reason: "a table is of at most \(LabelContingency.largestAttributeCount) attributes; name fewer, or draw the "
          + "correlations of so many with --out FILE.png"
      )
    }
    let (labels, origin) = try source.labels(of: attributes)
    let table = try LabelContingency(of: labels, attributes: attributes)
    guard table.count > 0 else {
      throw RequestError.invalid(
        option: named,
        reason: "none of the \(labels.count) items has a label for all of these; name others"
      )
    }
    self.source = origin
    items = table.count
    leftOut = table.leftOut
    self.attributes = attributes.enumerated().map { index, name in
      let count = table.total(of: index)
      return Total(name: name, count: count, share: Double(count) / Double(table.count))
    }
    cells = table.cells.enumerated().map { index, cell in
      Cell(labels: cell.labels, count: cell.count, share: table.share(of: index))
    }
    pairs = attributes.indices.flatMap { first in
      attributes.indices[(first + 1)...].map { second in
        let association = table.association(of: first, and: second)
        return Pair(
          first: attributes[first],
          second: attributes[second],
          phi: association.phi,
          pValue: association.pValue
        )
      }
    }
  }

  /// Two attributes as the paper's tables have them, more as a list of cells; then totals and pairs.
  public var lines: [String] {
    let unknown = leftOut == 0 ? "" : ", \(leftOut) more with an unknown label"
    let head = ["labels       \(source.name)", "items        \(items)\(unknown)", ""]
    return head + (attributes.count == 2 ? square : list) + [""] + pairLines
  }

  /// Shares, then counts: the first attribute in rows, the second in columns.
  private var square: [String] {
    let (first, second) = (attributes[0], attributes[1])
    func table(_ text: (Int) -> String) -> [String] {
      let counts = cells.map(\.count)
      return TextTable.numberLines([
        ["", second.name, "not \(second.name)", "total"],
        [first.name, text(counts[0]), text(counts[1]), text(first.count)],
        ["not \(first.name)", text(counts[2]), text(counts[3]), text(items - first.count)],
        ["total", text(second.count), text(items - second.count), text(items)],
      ])
    }
    return table(perCent) + [""] + table { String($0) }
  }

  private var list: [String] {
    let rows = cells.map { cell in
      cell.labels.map { $0.isPresent ? $0.attribute : "not \($0.attribute)" }.joined(separator: ", ")
    }
    let table = zip(rows, cells).map { [$0, String($1.count), perCent($1.count)] }
    let totals = attributes.map { [$0.name, String($0.count), perCent($0.count)] }
    return TextTable.numberLines([["cell", "items", "share"]] + table) + [""]
      + TextTable.numberLines([["total", "items", "share"]] + totals)
  }

  private var pairLines: [String] {
    let names = pairs.map { "\($0.first), \($0.second)" }
    let rows = zip(names, pairs).map { name, pair in
      [name, pair.phi?.fixed(3) ?? "-", pair.pValue.map { $0 < 0.001 ? "< 0.001" : $0.fixed(3) } ?? "-"]
    }
    return TextTable.numberLines([["together", "phi", "p"]] + rows)
  }

  private func perCent(_ count: Int) -> String { (100 * Double(count) / Double(items)).fixed(2) + " %" }
}
