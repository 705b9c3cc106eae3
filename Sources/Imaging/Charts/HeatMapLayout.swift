/// Where everything on a heat map lies, in pixels of a document 900 wide.
struct HeatMapLayout {
  static let width = 900.0
  static let titleSize = 20.0
  static let tickSize = 14.0
  private static let margin = 18.0
  private static let largestCell = 110.0
  private static let largestLetters = 16.0
  private static let smallestLetters = 7.0

  let colors: HeatMapColors
  /// The scale's round numbers.
  let axis: ChartAxis
  /// The width and height of a cell.
  let cell: Double
  /// The upper left corner of the first cell.
  let left: Double
  let top: Double
  let height: Double
  /// The size of names.
  let nameSize: Double
  /// Every so many rows and columns are named.
  let nameStride: Int
  /// The names, cut to their place.
  let rowNames: [String]
  let columnNames: [String]
  /// Whether the columns' names stand upright.
  let isTurned: Bool
  /// What is written in each cell, and how large; nil where there is no room.
  let numbers: (texts: [String], size: Double)?
  /// The colour bar.
  let bar: (x: Double, top: Double, height: Double)
  /// The top of the swatch of missing cells; nil where none is missing.
  let missing: Double?

  static let barWidth = 20.0

  init(_ map: HeatMap) {
    colors = HeatMapColors(map)
    axis = ChartAxis([colors.range.lowerBound, colors.range.upperBound], room: 0, steps: 6)
    let (r, c) = (Double(map.rows.count), Double(map.columns.count))
    let ticks = axis.ticks.map { ChartText.width(of: $0.label, fontSize: Self.tickSize) }.max() ?? 0
    let isMissing = map.values.contains { !($0?.isDrawable ?? false) }
    let legend = Self.barWidth + 8 + max(ticks, isMissing ? Self.missingWidth : 0) + Self.margin + 24

    // Names are as high as cells where these are small, and so their room follows from the cells, which follow from it.
    func nameSize(_ cell: Double) -> Double { min(Self.largestLetters, max(Self.smallestLetters, 0.82 * cell)) }
    func longest(_ names: [String], _ size: Double, _ limit: Double) -> Double {
      min(limit, names.map { ChartText.width(of: $0, fontSize: size) }.max() ?? 0)
    }
    var cell = Self.largestCell
    for _ in 0..<4 {
      let names = longest(map.rows, nameSize(cell), 300)
      // A map much higher than wide would be a picture of narrow cells with a long way down.
      cell = min(Self.largestCell, (Self.width - Self.margin - names - 10 - legend) / c, 1400 / r)
      if cell >= 4 { cell.round(.down) }
    }
    let size = nameSize(cell)
    self.cell = cell
    self.nameSize = size
    nameStride = max(1, Int((size * 1.15 / cell).rounded(.up)))
    let room = longest(map.rows, size, 300)
    rowNames = map.rows.map { ChartText.fitted($0, fontSize: size, into: room) }
    let widest = map.columns.map { ChartText.width(of: $0, fontSize: size) }.max() ?? 0
    isTurned = widest > cell - 6
    let below = isTurned ? longest(map.columns, size, 220) : cell
    columnNames = map.columns.map { ChartText.fitted($0, fontSize: size, into: below) }
    numbers = Self.numbers(map, cell: cell)

    // What is left over stands to both sides alike.
    let used = room + 10 + cell * c + legend + Self.margin
    left = (max(Self.margin, (Self.width - used) / 2) + room + 10).rounded()
    top = (Self.margin + (map.title.isEmpty ? 0 : Self.titleSize * 1.8)).rounded()
    let bottom = top + cell * r
    let names = 8 + (isTurned ? below : size)
    let barHeight = min(max(cell * r, 120), 320)
    bar = (x: left + cell * c + 24, top: top + Self.tickSize / 2, height: barHeight - Self.tickSize)
    missing = isMissing ? top + barHeight + 14 : nil
    let legendEnd = top + barHeight + (isMissing ? 14 + 18 : 0)
    height = (max(bottom + names, legendEnd) + Self.margin).rounded(.up)
  }

  /// The text beside the swatch of missing cells.
  static let missingText = "none"
  private static let missingWidth = ChartText.width(of: missingText, fontSize: tickSize)

  /// The numbers of all cells in the largest letters that they all have room for.
  private static func numbers(_ map: HeatMap, cell: Double) -> (texts: [String], size: Double)? {
    guard let decimals = map.decimals else { return nil }
    let texts = map.values.map { value in
      guard let value, value.isDrawable else { return "" }
      return ChartNumber.fixed(value, decimals) ?? ""
    }
    let widest = texts.map { ChartText.width(of: $0, fontSize: 1) }.max() ?? 0
    guard widest > 0 else { return nil }
    let size = min(largestLetters, (cell - 4) / widest, 0.7 * cell)
    return size >= smallestLetters ? (texts, size) : nil
  }

  func x(_ column: Int) -> Double { left + Double(column) * cell }
  func y(_ row: Int) -> Double { top + Double(row) * cell }
}

extension ChartNumber {
  /// A number with so many decimal places, never "−0.00"; nil for one with more digits than a Double has.
  static func fixed(_ value: Double, _ places: Int) -> String? {
    var scaled = value
    for _ in 0..<places { scaled *= 10 }
    guard abs(scaled) < 1e15 else { return nil }
    return decimal(Int(scaled.rounded()), exponent: -places)
  }
}
