/// A heat map as the elements of an SVG document.
struct HeatMapDrawing {
  let map: HeatMap
  let layout: HeatMapLayout

  init(_ map: HeatMap) {
    self.map = map
    layout = HeatMapLayout(map)
  }

  /// The whole document.
  var text: String {
    let parts = [background, cells, numbers, rowNames, columnNames, bar, missing, title]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</svg>\n"
  }

  private var background: String {
    let (width, height) = (number(HeatMapLayout.width), number(layout.height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="DejaVu Sans, sans-serif" fill="#222222">
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      """
  }

  // MARK: Cells

  /// Without smoothed edges, which would let the white behind shine through between neighbours.
  private var cells: String {
    let rectangles = map.values.enumerated().map { index, value in
      let (row, column) = index.quotientAndRemainder(dividingBy: map.columns.count)
      let fill = layout.colors.color(of: value).code
      return rectangle("cell", layout.x(column), layout.y(row), layout.cell, layout.cell, fill)
    }
    return #"<g shape-rendering="crispEdges">"# + "\n" + rectangles.joined(separator: "\n") + "\n</g>"
  }

  private var numbers: String {
    guard let (texts, size) = layout.numbers else { return "" }
    return texts.enumerated().filter { !$0.element.isEmpty }.map { index, text in
      let (row, column) = index.quotientAndRemainder(dividingBy: map.columns.count)
      let color = layout.colors.color(of: map.values[index]).letters
      let (x, y) = (layout.x(column) + layout.cell / 2, layout.y(row) + layout.cell / 2 + 0.36 * size)
      return label(text, x, y, size, "middle", attributes: #" fill="\#(color)""#)
    }.joined(separator: "\n")
  }

  // MARK: Names

  private var rowNames: String {
    named(layout.rowNames).map { index, name in
      label(name, layout.left - 8, layout.y(index) + layout.cell / 2 + 0.36 * layout.nameSize, layout.nameSize, "end")
    }.joined(separator: "\n")
  }

  private var columnNames: String {
    let bottom = layout.y(map.rows.count) + 8
    return named(layout.columnNames).map { index, name in
      let x = layout.x(index) + layout.cell / 2
      guard layout.isTurned else { return label(name, x, bottom + layout.nameSize, layout.nameSize, "middle") }
      let turn = "translate(\(number(x + 0.36 * layout.nameSize)) \(number(bottom))) rotate(-90)"
      return #"<g transform="\#(turn)">"# + label(name, 0, 0, layout.nameSize, "end") + "</g>"
    }.joined(separator: "\n")
  }

  private func named(_ names: [String]) -> [(offset: Int, element: String)] {
    names.enumerated().filter { $0.offset % layout.nameStride == 0 && !$0.element.isEmpty }
  }

  private var title: String {
    guard !map.title.isEmpty else { return "" }
    let fitted = ChartText.fitted(map.title, fontSize: HeatMapLayout.titleSize, into: HeatMapLayout.width - 36)
    return label(fitted, HeatMapLayout.width / 2, layout.top - 16, HeatMapLayout.titleSize, "middle")
  }

  // MARK: Scale

  private var bar: String {
    let (x, top, height) = layout.bar
    let count = 64
    let steps = (0..<count).map { step in
      let color = layout.colors.color(at: 1 - (Double(step) + 0.5) / Double(count))
      // Each reaches below the next, so that no gap is left between them.
      let end = step == count - 1 ? height : min(height, height * Double(step + 1) / Double(count) + 1)
      let y = height * Double(step) / Double(count)
      return rectangle("scale", x, top + y, HeatMapLayout.barWidth, end - y, color.code)
    }
    let ticks = layout.axis.ticks.flatMap { tick in
      let y = top + height * (1 - layout.axis.fraction(of: tick.value))
      let end = x + HeatMapLayout.barWidth
      return [
        ##"<path d="M\##(number(end)) \##(number(y))h4" stroke="#555555" stroke-width="1.2"/>"##,
        label(tick.label, end + 8, y + 0.36 * HeatMapLayout.tickSize, HeatMapLayout.tickSize, "start"),
      ]
    }
    return (steps + ticks).joined(separator: "\n")
  }

  private var missing: String {
    guard let top = layout.missing else { return "" }
    let size = HeatMapLayout.tickSize
    return rectangle("scale", layout.bar.x, top, HeatMapLayout.barWidth, 18, HeatMapColors.missing.code)
      + label(
        HeatMapLayout.missingText,
        layout.bar.x + HeatMapLayout.barWidth + 8,
        top + 9 + 0.36 * size,
        size,
        "start"
      )
  }

  // MARK: Elements

  private func rectangle(
    _ name: String,
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ height: Double,
    _ fill: String
  ) -> String {
    #"<rect class="\#(name)" x="\#(number(x))" y="\#(number(y))" width="\#(number(width))" "#
      + #"height="\#(number(height))" fill="\#(fill)"/>"#
  }

  private func label(
    _ text: String,
    _ x: Double,
    _ y: Double,
    _ size: Double,
    _ anchor: String,
    attributes: String = ""
  ) -> String {
    #"<text x="\#(number(x))" y="\#(number(y))" font-size="\#(number(size))px" text-anchor="\#(anchor)"\#(attributes)>"#
      + XMLText.escaped(text) + "</text>"
  }

  private func number(_ value: Double) -> String { ChartNumber.coordinate(value) }
}
