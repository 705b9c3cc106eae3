/// A cell of a grid.
public struct GridPlace: Sendable, Equatable {
  /// From 0 at the top.
  public let row: Int
  /// From 0 at the left.
  public let column: Int

  /// A cell.
  ///
  /// - Parameters:
  ///   - row: From 0 at the top.
  ///   - column: From 0 at the left.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

extension LatentGrid {
  /// Where the anchors stand.
  ///
  /// A fan's pivot begins every row; its place is the first of them.
  ///
  /// - Returns: A cell for each of ``anchorCount`` anchors, in the layout's order.
  public func anchorPlaces() -> [GridPlace] {
    let (bottom, right) = (rows - 1, columns - 1)
    switch layout {
    case .mine, .strips:
      let (anchorRows, anchorColumns) = anchorShape
      let step = layout == .strips ? 1 : spacing
      return (0..<anchorRows).flatMap { row in
        (0..<anchorColumns).map { GridPlace(row: row * step, column: $0 * spacing) }
      }
    case .gradient, .jdiagram:
      let corners = [
        GridPlace(row: 0, column: 0), GridPlace(row: bottom, column: 0), GridPlace(row: 0, column: right),
        GridPlace(row: bottom, column: right),
      ]
      return Array(corners[..<anchorCount])
    case .chain:
      var places = [GridPlace](repeating: GridPlace(row: 0, column: 0), count: anchorCount)
      let (left, top) = chainEdges()
      for (row, anchor) in left.enumerated() { places[anchor] = GridPlace(row: row * spacing, column: 0) }
      for (column, anchor) in top.enumerated() { places[anchor] = GridPlace(row: 0, column: column * spacing) }
      return places
    case .fan:
      return [GridPlace(row: 0, column: 0)] + (0..<rows).map { GridPlace(row: $0, column: right) }
    }
  }
}
