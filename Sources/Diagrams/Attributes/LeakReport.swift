public import AttributeVectors
public import Imaging
public import Manifold

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
    /// The interval of ``before``.
    public var beforeInterval: BootstrapInterval
    /// The interval of ``after``.
    public var afterInterval: BootstrapInterval
    /// |after| / |before|; nil where the interval of the change before has 0 in it, so that it may be chance.
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
        guard let before = base.change(of: label)?.probability, let after = effect.change(of: label)?.probability else {
          return nil
        }
        let isCertain = before.lower > 0 || before.upper < 0
        return Comparison(
          vector: effect.shown,
          first: base.shown,
          direction: effect.direction,
          label: label,
          before: before.estimate,
          after: after.estimate,
          beforeInterval: before,
          afterInterval: after,
          share: isCertain ? abs(after.estimate / before.estimate) : nil
        )
      }
    }
  }

  /// What a person reads: a row for each edit, what came along, and the comparison.
  public var lines: [String] {
    var lines = ["\(model), \(table.pictures) items (\(items)), \(table.gain.words)", ""]
    let labelled = table.labels.isEmpty ? [] : ["own label", "most beside"]
    let head = ["edit", "amount"] + labelled + ["identity", "brightness", "sharpness"]
    if !table.effects.isEmpty { lines += TextTable.lines([head] + table.effects.map(row)) }
    if !table.unreached.isEmpty {
      lines +=
        (table.effects.isEmpty ? [] : [""]) + [
          "no edit is strong enough, so that there is no row; a smaller gain may be in reach"
        ]
      lines += table.unreached.map { "  " + $0 }
    }
    guard !comparisons.isEmpty else { return lines }
    lines += ["", "what came along, mean change of probability, against the first vector of the same name"]
    let rows = comparisons.prefix(Self.largestComparison).map { entry in
      [
        "\(entry.vector) \(entry.direction.rawValue)", entry.label, entry.beforeInterval.signed(places: 4),
        entry.afterInterval.signed(places: 4), entry.share.map { $0.fixed(2) } ?? "-",
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
    let labelled = [
      effect.change(of: effect.name).map { $0.probability.estimate.signed(3) } ?? "-",
      others.prefix(3).map { "\($0.label) \($0.probability.estimate.signed(3))" }.joined(separator: ", "),
    ]
    return [
      "\(effect.shown) \(effect.direction.rawValue)", effect.amount.signed(2),
    ] + (table.labels.isEmpty ? [] : labelled) + [
      effect.identity.map { $0.estimate.fixed(2) } ?? "-",
      effect.brightness.estimate.signed(3),
      effect.sharpness.estimate.signed(2),
    ]
  }

  /// Beyond this many sd of the prior's law of lengths nothing looks like what the model has learned.
  private static let farthest = 6.0

  /// A sentence for each edit that leaves the prior far behind.
  var farAway: [String] {
    table.effects.compactMap { effect in
      guard let deviation = effect.deviation, abs(deviation) > Self.farthest,
        abs(deviation) > 2 * abs(table.deviation ?? 0)
      else { return nil }
      return
        "\(effect.shown), \(effect.direction.rawValue): so strong an edit leads \(abs(deviation) > 1000 ? "over 1000" : abs(deviation).fixed(1)) sd away from the "
        + "lengths of the prior, where neither the model nor the classifier can be trusted"
    }
  }

  /// Why there is no ``chart``; nil where there is one.
  public var chartIsMissing: String? {
    if table.labels.isEmpty {
      return "the model \(model) has no classifier, so there are no labels to draw; name one with --classifier"
    }
    return table.effects.isEmpty ? "no edit is strong enough, so there is nothing to draw; give a smaller --gain" : nil
  }

  /// The matrix of mean changes as a picture: edits by labels.
  ///
  /// Nil without a classifier, and where no edit reached the gain.
  public var chart: HeatMap? {
    guard chartIsMissing == nil else { return nil }
    return HeatMap(
      title: "Mean change of probability, \(table.pictures) items, \(model)",
      // What tells rows apart comes first: long names end in an ellipsis.
      rows: table.effects.map { "\($0.direction == .more ? "+" : "\u{2212}") \(chartName($0.shown))" },
      columns: table.labels,
      values: table.effects.flatMap { effect in table.labels.map { effect.change(of: $0)?.probability.estimate } }
    )
  }

  /// A vector's name with as few letters as it can be understood by.
  private func chartName(_ name: String) -> String {
    let short = name.replacing(" without ", with: " w/o ")
    // A folder that all have in common tells nothing apart.
    guard request.vectors.count == 1 else { return short }
    let prefix = AttributeLeakRequest.shortNames(request.vectors)[0] + ":"
    return short.hasPrefix(prefix) ? String(short.dropFirst(prefix.count)) : short
  }

  /// The cosines of all vectors as a picture.
  public var cosineChart: HeatMap {
    HeatMap(
      title: "Cosines of vectors, \(model)",
      rows: table.cosines.names.map(chartName),
      columns: table.cosines.names.map(chartName),
      values: table.cosines.values,
      colors: .diverging(limit: 1)
    )
  }
}
