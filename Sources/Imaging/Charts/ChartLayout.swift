/// Where everything on a chart lies, in pixels of a document 900 wide.
struct ChartLayout {
  /// The width of the document.
  static let width = 900.0
  static let titleSize = 20.0
  static let labelSize = 17.0
  static let tickSize = 15.0
  private static let margin = 18.0
  private static let plotHeight = 400.0
  private static let legendRow = 26.0

  let xAxis: ChartAxis
  let yAxis: ChartAxis
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let height: Double
  /// The legend's entries: lines first, then bands from narrow to wide, then marks.
  let entries: [Entry]

  /// A sample of a line or a band with its name.
  struct Entry {
    var kind: Kind
    var text: String
    var x: Double
    /// The middle of its line of text.
    var y: Double
  }

  /// What an entry explains: a line's, a band's or a mark's number in the chart.
  enum Kind: Equatable {
    case series(Int)
    case band(Int)
    case mark(Int)
  }

  /// The width of a sample, and of the gaps beside its text.
  static let sample = 34.0
  private static let gap = 9.0
  private static let between = 28.0

  init(_ chart: LineChart) {
    let shown = chart.series.map { $0.runs(chart) }
    func marks(_ axis: LineChart.Mark.Axis) -> [Double] { chart.marks.filter { $0.axis == axis }.map(\.value) }
    let xAxis = Self.xAxis(
      shown.joined().joined().map(\.x) + marks(.x),
      scale: chart.xScale,
      room: chart.series.contains { $0.form == .dots } ? 0.01 : 0
    )
    let spreads = shown.joined().joined().flatMap { $0.spread.map { [$0.lowerBound, $0.upperBound] } ?? [] }
    let bands = chart.bands.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
    let ys = shown.joined().joined().map(\.y) + spreads + bands + marks(.y)
    let startsAtZero = chart.startsAtZero || chart.series.contains { $0.form == .bars }
    yAxis =
      chart.yScale == .logarithmic
      ? ChartAxis(logarithmic: ys, room: 0.05, steps: 7)
      : ChartAxis(ys, room: 0.05, steps: 7, startsAtZero: startsAtZero)

    let yTicks = yAxis.ticks.map(Self.width).max() ?? 0
    left = (Self.margin + (chart.yLabel.isEmpty ? 0 : Self.labelSize * 1.6) + yTicks + 10).rounded()
    self.xAxis = xAxis
    // The last number of the x axis may stand at its very end.
    right = (Self.width - Self.margin - (xAxis.ticks.last.map(Self.width) ?? 0) / 2).rounded()
    top = Self.margin + (chart.title.isEmpty ? 0 : Self.titleSize * 1.8)
    bottom = top + Self.plotHeight
    let below = bottom + 12 + Self.tickSize * 1.2 + (chart.xLabel.isEmpty ? 0 : Self.labelSize * 1.6)
    let (entries, rows) = Self.legend(chart, left: left, right: right, top: below + 12)
    self.entries = entries
    height = (below + (rows == 0 ? 0 : 12 + Double(rows) * Self.legendRow) + Self.margin).rounded(.up)
  }

  private static func width(of tick: ChartAxis.Tick) -> Double {
    ChartText.width(of: tick.label, fontSize: tickSize)
  }

  /// An axis with as many ticks as have room for their numbers; dots need room at its ends.
  private static func xAxis(_ values: [Double], scale: LineChart.Scale, room: Double) -> ChartAxis {
    func axis(_ steps: Int) -> ChartAxis {
      scale == .logarithmic
        ? ChartAxis(logarithmic: values, room: room, steps: steps) : ChartAxis(values, room: room, steps: steps)
    }
    let axes = [8, 5, 3].lazy.map(axis)
    let fitting = axes.first { axis in
      let widest = axis.ticks.map(width).max() ?? 0
      return Double(axis.ticks.count) * (widest + 16) < 0.75 * Self.width
    }
    return fitting ?? axis(2)
  }

  func x(_ value: Double) -> Double { left + xAxis.fraction(of: value) * (right - left) }
  func y(_ value: Double) -> Double { bottom - yAxis.fraction(of: value) * (bottom - top) }

  /// Entries from left to right, in as many rows as they need.
  private static func legend(
    _ chart: LineChart,
    left: Double,
    right: Double,
    top: Double
  ) -> (entries: [Entry], rows: Int) {
    let narrowFirst = chart.bandsFromWideToNarrow.reversed()
    let named =
      chart.series.indices.map { (Kind.series($0), chart.series[$0].name) }
      + narrowFirst.map { (Kind.band($0), chart.bands[$0].label) }
      + chart.marks.indices.map { (Kind.mark($0), chart.marks[$0].label) }
    var entries: [Entry] = []
    var (x, row) = (left, 0)
    for (kind, name) in named {
      let text = ChartText.fitted(name, fontSize: labelSize, into: right - left - sample - gap)
      let width = sample + gap + ChartText.width(of: text, fontSize: labelSize)
      if x > left, x + width > right { (x, row) = (left, row + 1) }
      entries.append(Entry(kind: kind, text: text, x: x, y: top + (Double(row) + 0.5) * legendRow))
      x += width + between
    }
    return (entries, entries.isEmpty ? 0 : row + 1)
  }
}

extension ChartLayout {
  /// How far the text of an entry lies to the right of its sample.
  static var textOffset: Double { sample + gap }
}

extension LineChart {
  /// The numbers of the bands in the order in which they are drawn.
  var bandsFromWideToNarrow: [Int] {
    func width(_ index: Int) -> Double { bands[index].range.upperBound - bands[index].range.lowerBound }
    return bands.indices.sorted { (width($1), $0) < (width($0), $1) }
  }
}

extension LineChart.Series {
  /// A point that can be drawn, with its spread where that can be drawn too.
  struct Place {
    var x: Double
    var y: Double
    var spread: ClosedRange<Double>?
  }

  /// The points that a chart can draw, in runs without a gap.
  func runs(_ chart: LineChart) -> [[Place]] {
    func isDrawable(_ value: Double, _ scale: LineChart.Scale) -> Bool {
      value.isDrawable && (scale == .linear || value >= 1e-300)
    }
    var runs: [[Place]] = [[]]
    for (index, point) in points.enumerated() {
      if isDrawable(point.x, chart.xScale), isDrawable(point.y, chart.yScale) {
        let range = spread?[index]
        let isShown =
          range.map { isDrawable($0.lowerBound, chart.yScale) && isDrawable($0.upperBound, chart.yScale) } ?? false
        runs[runs.count - 1].append(Place(x: point.x, y: point.y, spread: isShown ? range : nil))
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
