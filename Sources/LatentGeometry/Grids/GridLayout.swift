/// How a grid of latents is filled from a few anchors.
public enum GridLayout: String, Sendable, Codable, CaseIterable {
  /// Anchors every `spacing` cells in both directions, everything between them interpolated: White's MINE grid (2016,
  /// section 2.2). Anchors come row after row.
  case mine

  /// Four anchors in the corners: top left, bottom left, top right, bottom right.
  case gradient

  /// Three anchors, top left (the source A), bottom left (B) and top right (C); the fourth corner is their analogy, as in
  /// White 2016, section 3.1.
  case jdiagram

  /// A MINE grid of which only the top and the left edge are given; every other anchor is the analogy of its upper left, left
  /// and upper neighbours. Anchors: the corner, then down and across in turn, as in plat: left, top, left, top, ….
  case chain

  /// From one anchor to each of the others: a row for each, which begins at the first anchor and ends at its own.
  ///
  /// Without anchors plat's fan: the plane of the sheet, turned by a different angle for every coordinate.
  case fan

  /// Strips one below another, each through anchors of its own that stand every `spacing` cells; nothing is interpolated
  /// between strips. Anchors come strip after strip.
  case strips

  /// Whether anchors stand every `spacing` cells.
  public var hasSpacing: Bool {
    switch self {
    case .mine, .chain, .strips: true
    case .gradient, .jdiagram, .fan: false
    }
  }

  /// The number of rows where none is asked for: a fan has one for each anchor but the first, strips as many as the anchors fill,
  /// and all else 4.
  ///
  /// - Parameters:
  ///   - anchorCount: The number of anchors.
  ///   - columns: The columns of the grid.
  ///   - spacing: The distance of anchors in cells.
  /// - Returns: At least 1.
  public func standardRows(anchorCount: Int, columns: Int, spacing: Int) -> Int {
    switch self {
    case .fan where anchorCount > 1: anchorCount - 1
    case .strips where anchorCount > 0 && spacing > 0: max(1, anchorCount / ((max(1, columns) - 1) / spacing + 1))
    default: 4
    }
  }

  /// Whether the analogy of three anchors fills other places.
  public var usesAnalogy: Bool {
    switch self {
    case .jdiagram, .chain: true
    case .mine, .gradient, .fan, .strips: false
    }
  }
}

/// What can be wrong with the size of a grid or the number of its anchors.
public enum GridError: Error, Equatable, CustomStringConvertible {
  /// Rows or columns are not one more than a multiple of the spacing; the nearest sizes that are lie below and above.
  case doesNotFitSpacing(axis: GridAxis, size: Int, spacing: Int, below: Int, above: Int)
  /// Fewer rows or columns than the layout needs.
  case tooFew(axis: GridAxis, size: Int, least: Int)
  /// Spacing below 1.
  case spacing(Int)
  /// More or fewer anchors than the grid has places for.
  case anchors(found: Int, needed: Int, places: String)
  /// Rows that do not match the anchors of a fan.
  case fanRows(rows: Int, anchors: Int)
  /// A border around anchors that this layout or size does not have.
  case noBorder(GridLayout, rows: Int, columns: Int)

  /// The mistake and the cure in one clause.
  public var description: String {
    switch self {
    case .doesNotFitSpacing(let axis, let size, let spacing, let below, let above):
      "\(size) \(axis.rawValue) do not fit a spacing of \(spacing); the nearest numbers that do are \(below) and \(above), and a spacing of 1 fits all"
    case .tooFew(let axis, let size, let least):
      "\(size) \(axis.rawValue) are too few; at least \(least) \(least == 1 ? "is" : "are") needed"
    case .spacing(let spacing):
      "a spacing of \(spacing) is not possible; anchors stand at least every cell, a spacing of 1"
    case .anchors(let found, let needed, let places):
      "\(found) \(found == 1 ? "anchor was" : "anchors were") named and the grid has \(places), \(needed) in all"
    case .fanRows(let rows, let anchors):
      "a fan from the first of \(anchors) anchors to the others has \(anchors - 1) rows, not \(rows)"
    case .noBorder(.mine, let rows, let columns):
      "\(rows) x \(columns) anchors have none inside a border; at least 3 x 3 are needed, so take more rows and columns or a "
        + "smaller spacing"
    case .noBorder(let layout, _, _):
      "only the layout mine has a border of anchors around others, not \(layout.rawValue)"
    }
  }
}

/// A direction of a grid, by the name of the option that decides its size.
public enum GridAxis: String, Sendable {
  /// From top to bottom.
  case rows
  /// From left to right.
  case columns
}
