/// An amount that changes evenly over a grid.
public struct GridRamp: Sendable, Equatable {
  /// What the amount follows.
  public enum Axis: String, Sendable, Codable, CaseIterable {
    /// From the left column to the right one.
    case columns
    /// From the top row to the bottom one.
    case rows
    /// From the first cell to the last, row after row.
    case cells
  }

  /// The amount at the first place.
  public let start: Double
  /// The amount at the last place.
  public let end: Double
  /// What the amount follows.
  public let axis: Axis

  /// A ramp.
  ///
  /// - Parameters:
  ///   - start: The amount at the first place.
  ///   - end: The amount at the last place.
  ///   - axis: What the amount follows.
  public init(from start: Double, to end: Double, along axis: Axis) {
    self.start = start
    self.end = end
    self.axis = axis
  }

  /// The amount of each cell: (1 - t) start + t end, with t = i / (n - 1) at place i of n; `start` where there is only one place.
  ///
  /// - Parameters:
  ///   - rows: ≥ 1.
  ///   - columns: ≥ 1.
  /// - Returns: rows × columns numbers in row order, exact at both ends.
  public func amounts(rows: Int, columns: Int) -> [Double] {
    precondition(rows >= 1 && columns >= 1, "a grid has at least one cell")
    let count =
      switch axis {
      case .columns: columns
      case .rows: rows
      case .cells: rows * columns
      }
    return (0..<rows * columns).map { cell in
      let place =
        switch axis {
        case .columns: cell % columns
        case .rows: cell / columns
        case .cells: cell
        }
      if place == 0 { return start }
      if place == count - 1 { return end }
      let t = Double(place) / Double(count - 1)
      return (1 - t) * start + t * end
    }
  }
}
