extension LineChart {
  /// The chart as an SVG document, 900 pixels wide.
  ///
  /// Numbers are written to a hundredth of a pixel.
  public var svg: String {
    let layout = ChartLayout(self)
    let parts =
      [background(layout)]
      + bandsFromWideToNarrow.map { band($0, layout) }
      + [grid(layout)]
      + series.indices.map { spread($0, layout) }
      + series.indices.map { line($0, layout) }
      + [texts(layout), legend(layout)]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</svg>\n"
  }

  /// The same document with a recipe inside, which ``PlanarImage/recipe(inImageAt:)`` reads.
  ///
  /// - Parameter recipe: Any Unicode string.
  /// - Returns: The document with an XMP packet in its `metadata`.
  public func svg(carrying recipe: String) -> String { SVGRecipe.document(svg, carrying: recipe) }

  // MARK: Behind the lines

  private func background(_ layout: ChartLayout) -> String {
    let (width, height) = (number(ChartLayout.width), number(layout.height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="DejaVu Sans, sans-serif" fill="#222222">
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      """
  }

  private func band(_ index: Int, _ layout: ChartLayout) -> String {
    let (top, bottom) = (layout.y(bands[index].range.upperBound), layout.y(bands[index].range.lowerBound))
    // A band of no height is still to be seen.
    let height = max(bottom - top, 1)
    return rectangle(
      x: layout.left,
      y: min(top, layout.bottom - height),
      width: layout.right - layout.left,
      height: height,
      fill: bandColor(index)
    )
  }

  private func grid(_ layout: ChartLayout) -> String {
    let columns = layout.xAxis.ticks.map { "M\(place(layout.x($0.value), layout.top))V\(number(layout.bottom))" }
    let rows = layout.yAxis.ticks.map { "M\(place(layout.left, layout.y($0.value)))H\(number(layout.right))" }
    return """
      <path d="\((columns + rows).joined())" stroke="#000000" stroke-opacity="0.12" stroke-width="1" fill="none"/>
      <path d="M\(place(layout.left, layout.top))V\(number(layout.bottom))H\(number(layout.right))" stroke="#555555" \
      stroke-width="1.2" fill="none"/>
      """
  }

  // MARK: Lines

  private func spread(_ index: Int, _ layout: ChartLayout) -> String {
    let shapes = series[index].runs.flatMap { run in
      run.split { $0.spread == nil }.map { part in
        let upper = part.map { place(layout.x($0.x), layout.y($0.spread?.upperBound ?? $0.y)) }
        let lower = part.reversed().map { place(layout.x($0.x), layout.y($0.spread?.lowerBound ?? $0.y)) }
        return "M" + (upper + lower).joined(separator: "L") + "Z"
      }
    }
    guard !shapes.isEmpty else { return "" }
    return #"<path class="spread" d="\#(shapes.joined())" fill="\#(lineColor(index).code)" fill-opacity="0.18"/>"#
  }

  private func line(_ index: Int, _ layout: ChartLayout) -> String {
    let runs = series[index].runs.map { run in run.map { place(layout.x($0.x), layout.y($0.y)) } }
    let lines = runs.filter { $0.count > 1 }.map { "M" + $0.joined(separator: "L") }
    let dots = series[index].runs.filter { $0.count == 1 }.map { run in
      #"<circle class="series" cx="\#(number(layout.x(run[0].x)))" cy="\#(number(layout.y(run[0].y)))" r="4" "#
        + #"fill="\#(lineColor(index).code)"/>"#
    }
    let path = lines.isEmpty ? [] : [#"<path class="series" d="\#(lines.joined())" \#(strokeStyle(index))/>"#]
    return (path + dots).joined(separator: "\n")
  }

  private func strokeStyle(_ index: Int) -> String {
    let dashes =
      switch stroke(index) {
      case .solid: ""
      case .dashed: #" stroke-dasharray="10 5""#
      case .dotted: #" stroke-dasharray="2.5 4""#
      }
    return #"fill="none" stroke="\#(lineColor(index).code)" stroke-width="2.5" stroke-linejoin="round"\#(dashes)"#
  }

  // MARK: Texts

  private func texts(_ layout: ChartLayout) -> String {
    let (width, middle) = (layout.right - layout.left, (layout.left + layout.right) / 2)
    var texts = layout.xAxis.ticks.map {
      text($0.label, layout.x($0.value), layout.bottom + 8 + ChartLayout.tickSize, ChartLayout.tickSize, "middle")
    }
    texts += layout.yAxis.ticks.map {
      text($0.label, layout.left - 8, layout.y($0.value) + 0.36 * ChartLayout.tickSize, ChartLayout.tickSize, "end")
    }
    if !xLabel.isEmpty {
      let fitted = ChartText.fitted(xLabel, fontSize: ChartLayout.labelSize, into: width)
      let y = layout.bottom + 12 + ChartLayout.tickSize * 1.2 + ChartLayout.labelSize
      texts.append(text(fitted, middle, y, ChartLayout.labelSize, "middle"))
    }
    if !yLabel.isEmpty {
      let fitted = ChartText.fitted(yLabel, fontSize: ChartLayout.labelSize, into: layout.bottom - layout.top)
      let turn =
        "translate(\(number(ChartLayout.labelSize + 10)) \(number((layout.top + layout.bottom) / 2))) rotate(-90)"
      texts.append(#"<g transform="\#(turn)">"# + text(fitted, 0, 0, ChartLayout.labelSize, "middle") + "</g>")
    }
    if !title.isEmpty {
      let fitted = ChartText.fitted(title, fontSize: ChartLayout.titleSize, into: ChartLayout.width - 36)
      texts.append(text(fitted, ChartLayout.width / 2, layout.top - 16, ChartLayout.titleSize, "middle"))
    }
    return texts.joined(separator: "\n")
  }

  private func legend(_ layout: ChartLayout) -> String {
    layout.entries.map { entry in
      let sample =
        switch entry.kind {
        case .series(let index): sample(index, entry)
        case .band(let index):
          rectangle(
            x: entry.x,
            y: entry.y - 8,
            width: ChartLayout.sample,
            height: 16,
            fill: bandColor(index)
          )
        }
      let size = ChartLayout.labelSize
      return sample + text(entry.text, entry.x + ChartLayout.textOffset, entry.y + 0.36 * size, size, "start")
    }.joined(separator: "\n")
  }

  private func sample(_ index: Int, _ entry: ChartLayout.Entry) -> String {
    let line = #"<path d="M\#(place(entry.x, entry.y))h\#(number(ChartLayout.sample))" \#(strokeStyle(index))/>"#
    guard series[index].spread != nil else { return line }
    let shade =
      #"<rect x="\#(number(entry.x))" y="\#(number(entry.y - 8))" width="\#(number(ChartLayout.sample))" height="16" "#
      + #"fill="\#(lineColor(index).code)" fill-opacity="0.18"/>"#
    return shade + line
  }

  private func text(_ text: String, _ x: Double, _ y: Double, _ size: Double, _ anchor: String) -> String {
    #"<text x="\#(number(x))" y="\#(number(y))" font-size="\#(number(size))px" text-anchor="\#(anchor)">"#
      + XMLText.escaped(text) + "</text>"
  }

  // MARK: Colours and numbers

  private func lineColor(_ index: Int) -> ChartColor {
    series[index].color ?? ChartColor.palette[index % ChartColor.palette.count]
  }

  private func stroke(_ index: Int) -> Stroke {
    series[index].stroke ?? Stroke.allCases[index / ChartColor.palette.count % Stroke.allCases.count]
  }

  private func bandColor(_ index: Int) -> ChartColor {
    if let color = bands[index].color { return color }
    // From a light grey for the widest to one that lines of any colour of the palette still stand out on.
    let rank = bandsFromWideToNarrow.firstIndex(of: index) ?? 0
    let level = UInt8(bands.count == 1 ? 228 : 240 - 30 * rank / (bands.count - 1))
    return ChartColor(red: level, green: level, blue: level)
  }

  private func rectangle(x: Double, y: Double, width: Double, height: Double, fill: ChartColor) -> String {
    #"<rect x="\#(number(x))" y="\#(number(y))" width="\#(number(width))" height="\#(number(height))" "#
      + #"fill="\#(fill.code)"/>"#
  }

  private func number(_ value: Double) -> String { ChartNumber.coordinate(value) }

  private func place(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }
}
