public import AttributeVectors
public import Imaging
internal import Manifold

/// What edits along attribute vectors really change, as numbers, sentences and heat maps.
public struct LeakReport: Measurements {
  /// How a vector compares with the first of its name, at the same gain.
  public struct Comparison: Encodable, Sendable, Equatable {
    /// The vector, as it was named.
    public var vector: String
    /// The first of its name.
    public var first: String
    /// To which side.
    public var direction: EditEffect.Direction
    /// The label that came along.
    public var label: String
    /// Its mean change with the first vector.
    public var before: Double
    /// Its mean change with this vector.
    public var after: Double
    /// |after| / |before|; nil where nothing changed before.
    public var share: Double?
  }

  /// What was asked for.
  public let request: AttributeLeakRequest
  /// The model.
  public let model: String
  /// Which items were edited.
  public let items: String
  /// The matrix.
  public let table: LeakTable
  /// What came along before and after, for each label that a vector is balanced over or without.
  public let comparisons: [Comparison]
  /// Sentences that the person should read.
  public internal(set) var notes: [String] = []

  init(request: AttributeLeakRequest, model: String, items: String, table: LeakTable) {
    (self.request, self.model, self.items, self.table) = (request, model, items, table)
    comparisons = Self.comparisons(table)
  }

  private static func comparisons(_ table: LeakTable) -> [Comparison] {
    table.effects.enumerated().flatMap { index, effect -> [Comparison] in
      let first = table.effects.firstIndex { $0.name == effect.name && $0.direction == effect.direction }
      guard let first, first < index else { return [] }
      let base = table.effects[first]
      let labels = table.labels.filter {
        $0 != effect.name && (effect.balancedOver.contains($0) || effect.without.contains($0))
      }
      return labels.compactMap { label in
        guard let before = base.change(of: label)?.probability.estimate,
          let after = effect.change(of: label)?.probability.estimate
        else { return nil }
        return Comparison(
          vector: effect.shown,
          first: base.shown,
          direction: effect.direction,
          label: label,
          before: before,
          after: after,
          share: before == 0 ? nil : abs(after / before)
        )
      }
    }
  }

  /// What a person reads: a row for each edit, what came along, and the comparison.
  public var lines: [String] {
    var lines = ["\(model), \(table.pictures) items (\(items)), \(table.gain.words)", ""]
    let head = ["edit", "amount", "own label", "most beside", "identity", "brightness", "sharpness"]
    lines += TextTable.lines([head] + table.effects.map(row))
    for name in table.unreached { lines.append("\(name): no edit is strong enough, so there is no row") }
    guard !comparisons.isEmpty else { return lines }
    lines += ["", "what came along, mean change of probability, against the first vector of the same name"]
    let rows = comparisons.prefix(Self.largestComparison).map { entry in
      [
        "\(entry.vector) \(entry.direction.rawValue)", entry.label, entry.before.signed(4), entry.after.signed(4),
        entry.share.map { $0.fixed(2) } ?? "-",
      ]
    }
    lines += TextTable.lines([["edit", "label", "first", "this", "share"]] + rows)
    let rest = comparisons.count - rows.count
    if rest > 0 { lines.append("and \(rest) more with --json") }
    return lines
  }

  /// More rows than anybody reads.
  private static let largestComparison = 40

  private func row(_ effect: EditEffect) -> [String] {
    let others = effect.changes.filter { $0.label != effect.name }
      .sorted { abs($0.probability.estimate) > abs($1.probability.estimate) }
    return [
      "\(effect.shown) \(effect.direction.rawValue)",
      effect.amount.signed(2),
      effect.change(of: effect.name).map { $0.probability.estimate.signed(3) } ?? "-",
      others.prefix(3).map { "\($0.label) \($0.probability.estimate.signed(3))" }.joined(separator: ", "),
      effect.identity.map { $0.estimate.fixed(2) } ?? "-",
      effect.brightness.estimate.signed(3),
      effect.sharpness.estimate.signed(2),
    ]
  }

  /// The matrix of mean changes as a picture: edits by labels.
  ///
  /// Nil without a classifier, and where no edit reached the gain.
  public var chart: HeatMap? {
    guard !table.labels.isEmpty, !table.effects.isEmpty else { return nil }
    return HeatMap(
      title: "Mean change of probability, \(table.pictures) items, \(model)",
      rows: table.effects.map { "\($0.shown) \($0.direction.rawValue)" },
      columns: table.labels,
      values: table.effects.flatMap { effect in table.labels.map { effect.change(of: $0)?.probability.estimate } }
    )
  }

  /// The cosines of all vectors as a picture.
  public var cosineChart: HeatMap {
    HeatMap(
      title: "Cosines of vectors, \(model)",
      rows: table.cosines.names,
      columns: table.cosines.names,
      values: table.cosines.values,
      colors: .diverging(limit: 1)
    )
  }
}
