/// A chart as the elements of an SVG document.
struct ChartDrawing {
  let chart: LineChart
  let layout: ChartLayout
  let ink: ChartInk

  init(_ chart: LineChart, ink: ChartInk) {
    self.chart = chart
    self.ink = ink
    layout = ChartLayout(chart)
  }

  /// The whole document, or the element of a page.
  var text: String {
    let parts =
      [background]
      + chart.bandsFromWideToNarrow.map(band)
      + [grid]
      + chart.series.indices.map(spread)
      + chart.series.indices.map(line)
      + chart.marks.indices.map(mark)
      + [texts, legend]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</svg>\n"
  }

  // MARK: Behind the lines

  private var background: String {
    let (width, height) = (number(ChartLayout.width), number(layout.height))
    guard ink == .document else {
      return """
        <svg class="chart" role="img" aria-label="\(XMLText.escaped(chart.yLabel)) by \(XMLText.escaped(chart.xLabel))" \
        viewBox="0 0 \(width) \(height)" fill="currentColor">
        """
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="DejaVu Sans, sans-serif" fill="#222222">
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      """
  }

  private func band(_ index: Int) -> String {
    let (top, bottom) = (layout.y(chart.bands[index].range.upperBound), layout.y(chart.bands[index].range.lowerBound))
    // A band of no height is still to be seen.
    let height = max(bottom - top, 1)
    return rectangle(
      x: layout.left,
      y: min(top, layout.bottom - height),
      width: layout.right - layout.left,
      height: height,
      fill: bandFill(index)
    )
  }

  private var grid: String {
    let columns = layout.xAxis.ticks.map { "M\(place(layout.x($0.value), layout.top))V\(number(layout.bottom))" }
    let rows = layout.yAxis.ticks.map { "M\(place(layout.left, layout.y($0.value)))H\(number(layout.right))" }
    return """
      <path d="\((columns + rows).joined())" \(ink.line("#000000", opacity: "0.12")) stroke-width="1" fill="none"/>
      <path d="M\(place(layout.left, layout.top))V\(number(layout.bottom))H\(number(layout.right))" \
      \(ink.line("#555555")) stroke-width="1.2" fill="none"/>
      """
  }

  // MARK: Series

  private func spread(_ index: Int) -> String {
    let shapes = chart.series[index].runs(chart).flatMap { run in
      run.split { $0.spread == nil }.map { part in
        let upper = part.map { place(layout.x($0.x), layout.y($0.spread?.upperBound ?? $0.y)) }
        let lower = part.reversed().map { place(layout.x($0.x), layout.y($0.spread?.lowerBound ?? $0.y)) }
        return "M" + (upper + lower).joined(separator: "L") + "Z"
      }
    }
    guard !shapes.isEmpty else { return "" }
    return #"<path class="spread" d="\#(shapes.joined())" \#(fill(index)) fill-opacity="0.18"/>"#
  }

  private func line(_ index: Int) -> String {
    let runs = chart.series[index].runs(chart)
    guard !runs.isEmpty else { return "" }
    switch chart.series[index].form {
    case .line: return connected(runs, index)
    case .dots:
      let data = runs.joined().map { dot in
        let center = place(layout.x(dot.x), layout.y(dot.y))
        return "M\(center)L\(center)"
      }
      return #"<path class="series" d="\#(data.joined())" \#(dotStyle(index))/>"#
    case .bars:
      let data = runs.filter { $0.count > 1 }.map(bars)
      guard !data.isEmpty else { return "" }
      return #"<path class="series" d="\#(data.joined())" \#(fill(index)) fill-opacity="0.5"/>"#
    }
  }

  private func connected(_ runs: [[LineChart.Series.Place]], _ index: Int) -> String {
    let places = runs.map { run in run.map { place(layout.x($0.x), layout.y($0.y)) } }
    let lines = places.filter { $0.count > 1 }.map { "M" + $0.joined(separator: "L") }
    let dots = runs.filter { $0.count == 1 }.map { run in
      #"<circle class="series" cx="\#(number(layout.x(run[0].x)))" cy="\#(number(layout.y(run[0].y)))" r="4" "#
        + #"\#(fill(index))/>"#
    }
    let path = lines.isEmpty ? [] : [#"<path class="series" d="\#(lines.joined())" \#(strokeStyle(index))/>"#]
    return (path + dots).joined(separator: "\n")
  }

  /// The outline of bars without gaps.
  private func bars(_ run: [LineChart.Series.Place]) -> String {
    // On a logarithmic axis there is no 0.
    let base = chart.yScale == .logarithmic ? layout.bottom : layout.y(0)
    var corners = [place(layout.x(run[0].x), base)]
    for (bar, next) in zip(run, run.dropFirst()) {
      corners.append(place(layout.x(bar.x), layout.y(bar.y)))
      corners.append(place(layout.x(next.x), layout.y(bar.y)))
    }
    corners.append(place(layout.x(run[run.count - 1].x), base))
    return "M" + corners.joined(separator: "L") + "Z"
  }

  private func mark(_ index: Int) -> String {
    let mark = chart.marks[index]
    let scale = mark.axis == .x ? chart.xScale : chart.yScale
    guard mark.value.isDrawable, scale == .linear || mark.value >= 1e-300 else { return "" }
    let data =
      mark.axis == .x
      ? "M\(place(layout.x(mark.value), layout.top))V\(number(layout.bottom))"
      : "M\(place(layout.left, layout.y(mark.value)))H\(number(layout.right))"
    return #"<path d="\#(data)" \#(markStyle)/>"#
  }

  private func fill(_ index: Int) -> String { ink.attribute("fill", lineColor(index)) }

  private func dotStyle(_ index: Int) -> String {
    #"fill="none" \#(ink.attribute("stroke", lineColor(index))) stroke-width="6" stroke-linecap="round""#
  }

  private var markStyle: String { #"fill="none" \#(ink.line("#444444")) stroke-width="1.6" stroke-dasharray="7 5""# }

  private func strokeStyle(_ index: Int) -> String {
    let dashes =
      switch stroke(index) {
      case .solid: ""
      case .dashed: #" stroke-dasharray="10 5""#
      case .dotted: #" stroke-dasharray="2.5 4""#
      }
    return
      #"fill="none" \#(ink.attribute("stroke", lineColor(index))) stroke-width="2.5" stroke-linejoin="round"\#(dashes)"#
  }

  // MARK: Texts

  private var texts: String {
    let (width, middle) = (layout.right - layout.left, (layout.left + layout.right) / 2)
    var texts = layout.xAxis.ticks.map {
      text($0.label, layout.x($0.value), layout.bottom + 8 + ChartLayout.tickSize, ChartLayout.tickSize, "middle")
    }
    texts += layout.yAxis.ticks.map {
      text($0.label, layout.left - 8, layout.y($0.value) + 0.36 * ChartLayout.tickSize, ChartLayout.tickSize, "end")
    }
    if !chart.xLabel.isEmpty {
      let fitted = ChartText.fitted(chart.xLabel, fontSize: ChartLayout.labelSize, into: width)
      let y = layout.bottom + 12 + ChartLayout.tickSize * 1.2 + ChartLayout.labelSize
      texts.append(text(fitted, middle, y, ChartLayout.labelSize, "middle"))
    }
    if !chart.yLabel.isEmpty {
      let fitted = ChartText.fitted(chart.yLabel, fontSize: ChartLayout.labelSize, into: layout.bottom - layout.top)
      let turn =
        "translate(\(number(ChartLayout.labelSize + 10)) \(number((layout.top + layout.bottom) / 2))) rotate(-90)"
      texts.append(#"<g transform="\#(turn)">"# + text(fitted, 0, 0, ChartLayout.labelSize, "middle") + "</g>")
    }
    if !chart.title.isEmpty {
      let fitted = ChartText.fitted(chart.title, fontSize: ChartLayout.titleSize, into: ChartLayout.width - 36)
      texts.append(text(fitted, ChartLayout.width / 2, layout.top - 16, ChartLayout.titleSize, "middle"))
    }
    return texts.joined(separator: "\n")
  }

  private var legend: String {
    layout.entries.map { entry in
      let sample =
        switch entry.kind {
        case .series(let index): sample(index, entry)
        case .band(let index): swatch(entry, bandFill(index))
        case .mark: #"<path d="M\#(place(entry.x, entry.y))h\#(number(ChartLayout.sample))" \#(markStyle)/>"#
        }
      let size = ChartLayout.labelSize
      return sample + text(entry.text, entry.x + ChartLayout.textOffset, entry.y + 0.36 * size, size, "start")
    }.joined(separator: "\n")
  }

  private func sample(_ index: Int, _ entry: ChartLayout.Entry) -> String {
    switch chart.series[index].form {
    case .bars: return swatch(entry, fill(index) + #" fill-opacity="0.5""#)
    case .dots:
      let center = place(entry.x + ChartLayout.sample / 2, entry.y)
      return #"<path d="M\#(center)L\#(center)" \#(dotStyle(index))/>"#
    case .line:
      let line = #"<path d="M\#(place(entry.x, entry.y))h\#(number(ChartLayout.sample))" \#(strokeStyle(index))/>"#
      guard chart.series[index].spread != nil else { return line }
      return swatch(entry, fill(index) + #" fill-opacity="0.18""#) + line
    }
  }

  private func swatch(_ entry: ChartLayout.Entry, _ fill: String) -> String {
    rectangle(x: entry.x, y: entry.y - 8, width: ChartLayout.sample, height: 16, fill: fill)
  }

  private func text(_ text: String, _ x: Double, _ y: Double, _ size: Double, _ anchor: String) -> String {
    #"<text x="\#(number(x))" y="\#(number(y))" font-size="\#(number(size))px" text-anchor="\#(anchor)">"#
      + XMLText.escaped(text) + "</text>"
  }

  // MARK: Colours and numbers

  private func lineColor(_ index: Int) -> ChartColor {
    chart.series[index].color ?? ChartColor.palette[index % ChartColor.palette.count]
  }

  private func stroke(_ index: Int) -> LineChart.Stroke {
    let strokes = LineChart.Stroke.allCases
    return chart.series[index].stroke ?? strokes[index / ChartColor.palette.count % strokes.count]
  }

  private func bandFill(_ index: Int) -> String {
    if let color = chart.bands[index].color { return ink.attribute("fill", color) }
    // From a light grey for the widest to one that lines of any colour of the palette still stand out on.
    let rank = chart.bandsFromWideToNarrow.firstIndex(of: index) ?? 0
    let level = UInt8(chart.bands.count == 1 ? 228 : 240 - 30 * rank / (chart.bands.count - 1))
    return ink.grey("fill", ChartColor(red: level, green: level, blue: level))
  }

  private func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String) -> String {
    #"<rect x="\#(number(x))" y="\#(number(y))" width="\#(number(width))" height="\#(number(height))" \#(fill)/>"#
  }

  private func number(_ value: Double) -> String { ChartNumber.coordinate(value) }

  private func place(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }
}
