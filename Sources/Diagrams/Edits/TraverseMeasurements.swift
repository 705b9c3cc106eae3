public import AttributeVectors

/// What vectors did along each strip or plane.
public struct TraverseMeasurements: Measurements {
  /// One vector over one anchor.
  public struct Axis: Encodable, Sendable {
    /// The vector's name.
    public let attribute: String
    /// How much of it, step after step.
    public let amounts: [Double]
    /// How the first amount was found, where a probability was asked for.
    public let low: CalibratedEdit?
    /// How the last amount was found, where a probability was asked for.
    public let high: CalibratedEdit?
  }

  /// The strip or plane of one anchor.
  public struct Walk: Encodable, Sendable {
    /// The model's name.
    public let model: String
    /// What is edited.
    public let anchor: String
    /// The vectors: to the right, and downward in a plane.
    public let axes: [Axis]
    /// What the model's classifier says of each cell, row after row, by attribute; empty where it does not tell the attributes.
    public let probabilities: [String: [Double]]
    /// Lengths and deviations, row after row.
    public let typicality: Typicality
  }

  /// Anchor after anchor, model after model.
  public let walks: [Walk]

  /// What a person reads.
  public var lines: [String] { walks.flatMap(\.lines) }
}

extension TraverseMeasurements.Walk {
  fileprivate var lines: [String] {
    let columns = axes[0].amounts.count
    var lines = ["\(model), \(anchor): " + axes.map(\.line).joined(separator: "; ")]
    for axis in axes {
      guard let values = probabilities[axis.attribute] else { continue }
      let rows = values.count / columns
      func mean(_ cells: [Double]) -> String { (cells.reduce(0, +) / Double(cells.count)).rounded(toPlaces: 2) }
      let right = (0..<columns).map { column in mean((0..<rows).map { values[$0 * columns + column] }) }
      var line = "  P(\(axis.attribute)) " + right.joined(separator: " ")
      if rows > 1 {
        let down = (0..<rows).map { mean(Array(values[$0 * columns..<($0 + 1) * columns])) }
        line += "; down " + down.joined(separator: " ")
      }
      lines.append(line)
    }
    guard axes.count == 1 else { return lines }
    let deviations = typicality.deviations.map { $0.map { $0.rounded(toPlaces: 1) } ?? "?" }
    return lines + ["  sd from the prior " + deviations.joined(separator: " ")]
  }
}

extension TraverseMeasurements.Axis {
  fileprivate var line: String {
    guard let first = amounts.first, let last = amounts.last else { return attribute }
    return "\(attribute) from \(first.rounded(toPlaces: 2)) to \(last.rounded(toPlaces: 2))"
  }
}
