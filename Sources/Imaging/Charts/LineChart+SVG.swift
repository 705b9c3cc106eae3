extension LineChart {
  /// The chart as an SVG document, 900 pixels wide.
  ///
  /// Numbers are written to a hundredth of a pixel.
  public var svg: String { ChartDrawing(self, ink: .document).text }

  /// The chart as an `svg` element of an HTML page: without title and background, as wide as its place.
  ///
  /// Letters and axes have the page's colour and font, so that it can be light or dark; a series has the colour of the
  /// page's variable `--chart-` and its code, as in `--chart-0072b2`, where there is one.
  public var inlineSVG: String {
    var chart = self
    chart.title = ""
    return ChartDrawing(chart, ink: .page).text
  }

  /// The same document with a recipe inside, which ``PlanarImage/recipe(inImageAt:)`` reads.
  ///
  /// - Parameter recipe: Any Unicode string.
  /// - Returns: The document with an XMP packet in its `metadata`.
  public func svg(carrying recipe: String) -> String { SVGRecipe.document(svg, carrying: recipe) }
}
