public import AttributeVectors

extension VectorSet {
  /// A table for people: a row for each vector.
  public var lines: [String] {
    let head = ["vector", "method", "balanced over", "with", "without", "length", "AUC, held out", "accuracy"]
    let rows = entries.map { entry in
      [
        entry.name,
        entry.method.rawValue,
        Self.shown(entry.balancedOver),
        entry.positives.map(String.init) ?? "-",
        entry.negatives.map(String.init) ?? "-",
        entry.length.fixed(3),
        entry.heldOut.map { $0.areaUnderCurve.shown(places: 3) } ?? "-",
        entry.heldOut.map { $0.accuracy.shown(places: 3) } ?? "-",
      ]
    }
    return TextTable.lines([head] + rows)
  }

  /// Names as they fit in a table.
  static func shown(_ names: [String]) -> String {
    names.isEmpty ? "-" : names.count > 3 ? "\(names.count) labels" : names.joined(separator: ", ")
  }
}
