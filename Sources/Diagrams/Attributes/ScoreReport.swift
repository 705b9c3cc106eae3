public import AttributeVectors
internal import Imaging
internal import Manifold
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// How well vectors tell held-out items, as a table, curves and histograms.
public struct ScoreReport: Measurements {
  /// A vector's scores.
  struct Scored: Sendable {
    var attribute: String
    /// The method or folder of vectors.
    var method: String
    var ranked: RankedScores
    var threshold: Double
  }

  /// The set.
  public let set: String
  /// Which items thresholds and methods were learned from.
  public let learned: String
  /// A cell for each attribute and method.
  public internal(set) var comparison: ScoreComparison
  /// Sentences that the person should read.
  public internal(set) var notes: [String] = []
  var scored: [Scored] = []
  /// Whether an attribute was left out since the held-out items do not differ in it.
  var isAlike = false

  init(set: String, learned: String, items: String) {
    (self.set, self.learned) = (set, learned)
    comparison = ScoreComparison(items: items)
  }

  /// What a person reads: a row for each attribute and method, and means over attributes.
  public var lines: [String] {
    let head = ["attribute", "vectors", "with", "without", "AUC", "accuracy", "balanced", "best possible"]
    let rows = comparison.attributes.flatMap { attribute in
      comparison.methods.compactMap { method -> [String]? in
        guard let cell = comparison[attribute, method] else { return nil }
        return [
          attribute, method, String(cell.positives), String(cell.negatives), cell.areaUnderCurve.shown(places: 3),
          cell.accuracy.shown(places: 3), cell.balancedAccuracy.fixed(3),
          bestAccuracy(attribute, method)?.fixed(3) ?? "-",
        ]
      }
    }
    return ["held out     \(comparison.items)", "learned from \(learned)", ""] + TextTable.lines([head] + rows)
      + meanLines
  }

  /// Means over attributes, where there are several of both.
  private var meanLines: [String] {
    guard comparison.attributes.count > 1, comparison.methods.count > 1 else { return [] }
    let rows = comparison.methods.map { method in
      let cells = comparison.cells.filter { $0.method == method }
      func mean(_ value: (ScoreComparison.Cell) -> Double) -> String {
        (cells.reduce(0) { $0 + value($1) } / Double(cells.count)).fixed(4)
      }
      return [
        method, String(cells.count), mean { $0.areaUnderCurve.estimate }, mean { $0.accuracy.estimate },
        mean(\.balancedAccuracy),
      ]
    }
    return [""] + TextTable.numberLines([["means", "attributes", "AUC", "accuracy", "balanced"]] + rows)
  }

  /// The accuracy of the threshold that is best on the held-out items themselves: what no choice could exceed.
  private func bestAccuracy(_ attribute: String, _ method: String) -> Double? {
    scored.first { $0.attribute == attribute && $0.method == method }
      .map { $0.ranked.decisions(at: $0.ranked.bestThreshold).accuracy }
  }

  /// Draws charts into a folder: `roc-ATTRIBUTE.png` with a curve for each method, `scores-ATTRIBUTE-METHOD.png` with the
  /// histograms of both kinds.
  ///
  /// - Parameters:
  ///   - folder: It is made where it is missing.
  ///   - overwrite: Whether existing files may be replaced.
  /// - Returns: The names of the files.
  /// - Throws: `FileError`, `ImageWritingError` and `DrawingError`.
  public func writePlots(to folder: URL, overwrite: Bool) throws -> [String] {
    var charts: [(name: String, chart: LineChart)] = []
    for attribute in comparison.attributes {
      let own = scored.filter { $0.attribute == attribute }
      charts.append(
        (
          "roc-\(attribute)",
          RankedScores.rocChart(own.map { ($0.method, $0.ranked) }, title: "\(attribute), \(comparison.items)")
        )
      )
      for entry in own {
        charts.append(
          (
            "scores-\(attribute)-\(entry.method)",
            entry.ranked.histogramChart(title: "\(attribute), \(entry.method)", threshold: entry.threshold)
          )
        )
      }
    }
    let files = charts.map { folder.appendingPathComponent(Self.fileName($0.name) + ".png") }
    try OutputFolder.make(folder, option: "--plots")
    for file in files { try AtomicFile.check(file, overwrite: overwrite) }
    for (chart, file) in zip(charts, files) {
      try chart.chart.picture().write(to: file, recipe: nil, overwrite: overwrite)
    }
    return files.map(\.lastPathComponent)
  }

  /// A name without what paths are made of.
  private static func fileName(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
  }

  private enum CodingKeys: CodingKey { case set, learned, heldOut, cells, notes }

  /// Cells with curves and histograms.
  private struct Entry: Encodable {
    let cell: ScoreComparison.Cell
    let bestThreshold: Double
    let bestAccuracy: Double
    let curve: [RankedScores.CurvePoint]
    let histogram: RankedScores.Histogram

    private enum CodingKeys: CodingKey { case bestThreshold, bestAccuracy, curve, histogram }

    func encode(to encoder: any Encoder) throws {
      try cell.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(bestThreshold, forKey: .bestThreshold)
      try container.encode(bestAccuracy, forKey: .bestAccuracy)
      try container.encode(curve, forKey: .curve)
      try container.encode(histogram, forKey: .histogram)
    }
  }

  /// The cells with ROC curves of at most some 200 points and histograms.
  ///
  /// - Parameter encoder: Any.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(set, forKey: .set)
    try container.encode(learned, forKey: .learned)
    try container.encode(comparison.items, forKey: .heldOut)
    let entries = scored.compactMap { entry -> Entry? in
      guard let cell = comparison[entry.attribute, entry.method] else { return nil }
      let best = entry.ranked.bestThreshold
      return Entry(
        cell: cell,
        bestThreshold: best,
        bestAccuracy: entry.ranked.decisions(at: best).accuracy,
        curve: entry.ranked.curve(count: 200),
        histogram: entry.ranked.histogram()
      )
    }
    try container.encode(entries, forKey: .cells)
    try container.encode(notes, forKey: .notes)
  }
}
