/// A matrix of numbers as coloured cells with the names of rows and columns and a bar that explains the colours, as an SVG
/// document or as a picture.
///
/// ```swift
/// let map = HeatMap(
///   title: "φ of labels", rows: names, columns: names, values: correlation.values, colors: .diverging(limit: 1))
/// try map.picture().write(to: url)
/// ```
///
/// Numbers are written into cells that have room for all of them. Names too long for their place end in an ellipsis; where
/// cells are smaller than letters, only some rows and columns are named. The same map gives the same document; its letters
/// are drawn with the fonts of the machine.
public struct HeatMap: Sendable, Equatable {
  /// What colour a number has.
  public enum Colors: Sendable, Equatable {
    /// Blue below 0, white at 0, red above; full at ±limit, by default the greatest magnitude.
    case diverging(limit: Double? = nil)
    /// From white to dark blue over a range, by default from the least number to the greatest.
    case sequential(ClosedRange<Double>? = nil)
  }

  /// Above the map; empty for none.
  public var title: String
  /// The r names beside the rows, the first on top.
  public var rows: [String]
  /// The c names below the columns, the first on the left.
  public var columns: [String]
  /// The r × c numbers, row after row; nil and what is not finite is a grey cell.
  public var values: [Double?]
  /// What colour a number has; beyond the limits it is that of the limit.
  public var colors: Colors
  /// Decimal places of the numbers in cells, 0 … 6; nil for no numbers.
  public var decimals: Int?

  /// A map.
  ///
  /// - Parameters:
  ///   - title: Above the map.
  ///   - rows: r ≥ 1 names.
  ///   - columns: c ≥ 1 names.
  ///   - values: r × c numbers, row after row.
  ///   - colors: What colour a number has.
  ///   - decimals: Decimal places of the numbers in cells, 0 … 6; nil for no numbers.
  public init(
    title: String = "",
    rows: [String],
    columns: [String],
    values: [Double?],
    colors: Colors = .diverging(),
    decimals: Int? = 2
  ) {
    precondition(!rows.isEmpty && !columns.isEmpty, "a map has at least one cell")
    precondition(values.count == rows.count * columns.count, "r × c numbers are needed")
    precondition(decimals.map((0...6).contains) ?? true, "0 to 6 decimal places can be written")
    self.title = title
    self.rows = rows
    self.columns = columns
    self.values = values
    self.colors = colors
    self.decimals = decimals
  }

  /// The map as an SVG document, 900 pixels wide.
  public var svg: String { HeatMapDrawing(self).text }

  /// The same document with a recipe inside, which ``PlanarImage/recipe(inImageAt:)`` reads.
  ///
  /// - Parameter recipe: Any Unicode string.
  /// - Returns: The document with an XMP packet in its `metadata`.
  public func svg(carrying recipe: String) -> String { SVGRecipe.document(svg, carrying: recipe) }

  /// The map in pixels.
  ///
  /// - Parameter width: The width in pixels, 1 ... 32,767; the height follows. Texts are made for 900.
  /// - Returns: Shape [3, height, width], on white.
  /// - Throws: ``DrawingError``.
  public func picture(width: Int = 900) throws -> PlanarImage { try PlanarImage(svg: svg, width: width) }
}
