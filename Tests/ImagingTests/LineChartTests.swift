#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import TestSupport
import Testing

@testable import Imaging

/// Charts as documents and as pixels. To write the document anew after a change:
///
///     SEXTANT_RECORD=1 script/checked test --filter LineChartTests
@Suite struct LineChartTests {
  /// The lengths along three ways between two draws of N(0, I) at d = 64, and where the prior's own lie.
  private static var tentpole: LineChart {
    func points(_ length: (Double) -> Double) -> [LineChart.Point] {
      (0...40).map { LineChart.Point(x: Double($0) / 40, y: length(Double($0) / 40)) }
    }
    return LineChart(
      title: "Lengths between two draws",
      xLabel: "t",
      yLabel: "‖z‖",
      series: [
        LineChart.Series("lerp", points: points { 8 * (1 - 2 * $0 * (1 - $0)).squareRoot() }),
        LineChart.Series("slerp", points: points { 8 - 0.06 * $0 }),
        LineChart.Series("matched", points: points { _ in 7.97 }, stroke: .dashed),
      ],
      bands: [LineChart.Band("prior ± 1 sd", 7.27...8.67)]
    )
  }

  @Test func theDocumentIsAsRecorded() throws {
    let golden = Repository.fixture("charts/tentpole.svg", of: "Imaging")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(Self.tentpole.svg.utf8).write(to: golden)
    }
    let recorded = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
    #expect(Self.tentpole.svg == recorded, "record it anew with SEXTANT_RECORD=1")
  }

  // MARK: Cases

  private static func chart(_ ys: [Double], xs: [Double]? = nil) -> LineChart {
    let points = ys.enumerated().map { LineChart.Point(x: xs?[$0.offset] ?? Double($0.offset), y: $0.element) }
    return LineChart(series: [LineChart.Series("a", points: points)])
  }

  /// Charts that something could be wrong with.
  private static let cases: [LineChart] = [
    tentpole,
    LineChart(series: []),
    LineChart(title: "t", xLabel: "x", yLabel: "y", series: [LineChart.Series("", points: [])]),
    LineChart(series: [], bands: [LineChart.Band("b", 2...2)]),
    chart([3]), chart([0, 0, 0]), chart([-5, -5]), chart([1, .nan, 2, .infinity, 3]), chart([.nan]),
    chart([1e300, -1e300]), chart([1e301, 1]), chart([0, .leastNonzeroMagnitude]), chart([1e-300, 2e-300]),
    chart([1e9, 1e9 + 5]),
    chart([1, 1 + 1e-15]), chart([0, 1], xs: [1e9, 1e9 + 9]), chart([1, 2, 3], xs: [5, 5, 5]),
    chart([0, 1], xs: [-123_456.789, 0.001]), chart([99_999, 1_000_001]), chart([-0.00012, 0.0001]),
    LineChart(
      title: String(repeating: "long ", count: 50),
      xLabel: String(repeating: "x", count: 300),
      yLabel: String(repeating: "y", count: 300),
      series: (0..<30).map { LineChart.Series("\($0) & <\"'>\n", points: [.init(x: 0, y: Double($0))]) }
        + [LineChart.Series(String(repeating: "名", count: 300), points: [])],
      bands: [LineChart.Band("wide", -9...9), LineChart.Band("narrow", -1...1), LineChart.Band("narrow", -1...1)]
    ),
    LineChart(series: [
      LineChart.Series(
        "spread",
        points: (0..<5).map { LineChart.Point(x: Double($0), y: $0 == 3 ? .nan : 1) },
        spread: [0...2, -1...3, -.infinity...1, 0...2, 0.5...1.5]
      )
    ]),
    forms, logarithmic([0.001, 3, 0, -1, 1e5]), logarithmic([1, 2, 3], xs: [1, 3, 50], form: .dots),
    logarithmic([0.5, 0.6], xs: [1e-200, 1e200]), logarithmic([0, 0]), logarithmic([5, 5, 5], form: .bars),
    logarithmic([1e9, 1e9 + 1], xs: [0.3, 0.31]), logarithmic([0.47, 1.7], form: .dots),
    LineChart(series: LineChart.Form.allCases.map { LineChart.Series("one", points: [.init(x: 1, y: 1)], form: $0) }),
    LineChart(series: LineChart.Form.allCases.map { LineChart.Series("none", points: [], form: $0) }),
    LineChart(series: [LineChart.Series("falling", points: [.init(x: 0, y: -3), .init(x: 1, y: 0)], form: .bars)]),
  ]

  /// A histogram with its law, sorted values, and marks on either axis.
  private static var forms: LineChart {
    func points(_ ys: [Double]) -> [LineChart.Point] {
      ys.enumerated().map { .init(x: Double($0.offset), y: $0.element) }
    }
    var chart = LineChart(
      title: "Forms",
      xLabel: "x",
      yLabel: "share, %",
      series: [
        LineChart.Series("bars", points: points([1, 4, 9, 6, 2, 0]), form: .bars),
        LineChart.Series("law", points: points([2, 5, 8, 5, 2, 1])),
        LineChart.Series("dots", points: points([3, 3.5, 4, 4.5, 5, 5.5]), form: .dots),
      ],
      bands: [LineChart.Band("chance", 3...5)]
    )
    chart.marks = [LineChart.Mark("edge", .x, at: 2.5), LineChart.Mark("limit", .y, at: 7)]
    return chart
  }

  @Test func theFormsAreAsRecorded() throws {
    let golden = Repository.fixture("charts/forms.svg", of: "Imaging")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
      try Data(Self.forms.svg.utf8).write(to: golden)
    }
    let recorded = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
    #expect(Self.forms.svg == recorded, "record it anew with SEXTANT_RECORD=1")
  }

  /// A chart of some forms with logarithmic axes.
  private static func logarithmic(_ ys: [Double], xs: [Double]? = nil, form: LineChart.Form = .line) -> LineChart {
    var chart = chart(ys, xs: xs)
    chart.series[0].form = form
    (chart.xScale, chart.yScale) = (.logarithmic, .logarithmic)
    return chart
  }

  @Test(arguments: cases)
  func everythingLiesInsideThePlot(_ chart: LineChart) throws {
    let layout = ChartLayout(chart)
    #expect(layout.left < layout.right - 400 && layout.right < 900 && layout.top >= 0)
    let svg = chart.svg
    for piece in svg.split(separator: "<").filter({ $0.contains("class=") }) {
      // Path data of M, L and Z, or a circle's centre.
      let data = piece.split(separator: "\"").drop { !$0.hasSuffix(" d=") && !$0.hasSuffix(" cx=") }
      let isCircle = piece.hasPrefix("circle")
      let numbers =
        isCircle
        ? [data.dropFirst().first, data.dropFirst(3).first].compactMap { $0.flatMap { Double($0) } }
        : (data.dropFirst().first ?? "").split { "MLZ ".contains($0) }.compactMap { Double($0) }
      #expect(!numbers.isEmpty && numbers.count % 2 == 0)
      for (index, number) in numbers.enumerated() {
        let range = index % 2 == 0 ? layout.left...layout.right : layout.top...layout.bottom
        #expect(range.lowerBound - 0.005 <= number && number <= range.upperBound + 0.005)
      }
    }
    #expect(!svg.contains("nan") && !svg.contains("inf") && svg == chart.svg)
  }

  @Test(arguments: cases)
  func theDocumentCanBeDrawn(_ chart: LineChart) throws {
    let picture = try chart.picture(width: 300)
    #expect(picture.width == 300 && picture.channels == 3)
    #expect(picture.samples.contains { $0 < 0.5 } && picture.pixel(0, 0) == [1, 1, 1])
  }

  @Test(arguments: cases)
  func theLegendHidesNothing(_ chart: LineChart) {
    let layout = ChartLayout(chart)
    #expect(layout.entries.count == chart.series.count + chart.bands.count + chart.marks.count)
    for (entry, next) in zip(layout.entries, layout.entries.dropFirst()) {
      #expect(entry.y < next.y || entry.x + ChartLayout.sample < next.x)
    }
    for entry in layout.entries {
      let end =
        entry.x + ChartLayout.textOffset + ChartText.width(of: entry.text, fontSize: ChartLayout.labelSize)
      #expect(entry.y > layout.bottom + 20 && entry.y < layout.height && end <= layout.right + 0.01)
    }
  }

  @Test(arguments: cases)
  func ticksAreRoundAndNotTooMany(_ chart: LineChart) {
    let layout = ChartLayout(chart)
    for axis in [layout.xAxis, layout.yAxis] {
      #expect((2...10).contains(axis.ticks.count))
      #expect(Set(axis.ticks.map(\.label)).count == axis.ticks.count)
      let values = axis.ticks.map(\.value)
      #expect(values.allSatisfy { axis.lower <= $0 && $0 <= axis.upper } && values == values.sorted())
      for tick in axis.ticks {
        let read = Double(tick.label.replacing("\u{2212}", with: "-"))
        let room = axis.scale == .linear ? 1e-6 * (axis.upper - axis.lower) : 1e-6 * tick.value
        #expect(read.map { abs($0 - tick.value) <= room } == true)
      }
    }
  }

  // MARK: Forms

  @Test func barsStandOnZero() {
    let layout = ChartLayout(Self.forms)
    #expect(layout.yAxis.lower == 0 && layout.y(0) == layout.bottom)
    // A number below 0 needs room.
    let falling = LineChart(series: [
      LineChart.Series("f", points: [.init(x: 0, y: -3), .init(x: 1, y: 0)], form: .bars)
    ])
    #expect(ChartLayout(falling).yAxis.lower < -3)
    var line = Self.chart([2, 3])
    #expect(ChartLayout(line).yAxis.lower > 1)
    line.startsAtZero = true
    #expect(ChartLayout(line).yAxis.lower == 0)
  }

  @Test func anAxisReachesToItsMarks() {
    var chart = Self.chart([1, 2])
    chart.marks = [LineChart.Mark("far", .x, at: 9), LineChart.Mark("high", .y, at: 7)]
    let layout = ChartLayout(chart)
    #expect(layout.xAxis.upper >= 9 && layout.yAxis.upper >= 7)
    chart.marks = [LineChart.Mark("none", .x, at: .nan), LineChart.Mark("none", .y, at: .infinity)]
    #expect(ChartLayout(chart).xAxis.upper == 1 && !chart.svg.contains("nan"))
  }

  @Test func equalRatiosAreEquallyFarOnALogarithmicAxis() {
    let axis = ChartAxis(logarithmic: [0.01, 100], room: 0, steps: 8)
    #expect(abs(axis.fraction(of: 1) - 0.5) < 1e-12 && abs(axis.fraction(of: 0.1) - 0.25) < 1e-12)
    // Numbers that are not above 0 have no place.
    let chart = Self.logarithmic([1, 0, -1, 10])
    #expect(chart.series[0].runs(chart).map(\.count) == [1], "x and y are above 0 once")
    let positive = Self.logarithmic([1, 2, 0, 10], xs: [1, 2, 3, 4])
    #expect(positive.series[0].runs(positive).map(\.count) == [2, 1])
  }

  @Test(arguments: [
    ([1.0, 50], ["1", "2", "3", "5", "10", "20", "30", "50"]),
    ([0.001, 1000], ["0.001", "0.01", "0.1", "1", "10", "100", "1000"]),
    ([0.47, 1.7], ["0.5", "0.6", "0.7", "0.8", "0.9", "1"]),
    ([1e-8, 1e8], ["1e−8", "1e−6", "0.0001", "0.01", "1", "100", "10000", "1e6", "1e8"]),
  ])
  func logarithmicTicksAreWrittenForPeople(_ ends: [Double], _ labels: [String]) {
    #expect(ChartAxis(logarithmic: ends, room: 0, steps: 8).ticks.map(\.label) == labels)
  }

  @Test(arguments: cases)
  func anElementOfAPageHasThePagesColours(_ chart: LineChart) {
    let element = chart.inlineSVG
    let markup = Markup(element)
    #expect(markup.flaw == nil && markup.elements.first == "svg", "\(markup.flaw ?? "")")
    #expect(!element.contains("#ffffff") && !element.contains("#222222") && !element.contains("font-family"))
    #expect(chart.title.isEmpty || !element.contains(">\(chart.title)<"))
    let colors = element.split(separator: "var(--chart-").dropFirst()
    #expect(colors.allSatisfy { $0.dropFirst(6).hasPrefix(",#") })
  }

  // MARK: Details

  @Test func everyNameAppears() {
    let svg = Self.tentpole.svg
    for name in ["lerp", "slerp", "matched", "prior ± 1 sd", "Lengths between two draws", ">t<", "‖z‖"] {
      #expect(svg.contains(name))
    }
    let escaped = LineChart(title: "a < b & c", series: [LineChart.Series("\"<d>\"", points: [])]).svg
    #expect(escaped.contains("a &lt; b &amp; c") && escaped.contains("&quot;&lt;d&gt;&quot;"))
  }

  @Test func bandsLieBehindLinesAndWideOnesBehindNarrowOnes() throws {
    var chart = Self.tentpole
    let color = ChartColor(red: 1, green: 2, blue: 3)
    chart.bands = [LineChart.Band("a", 7.9...8, color: color), LineChart.Band("b", 7...9)]
    let svg = chart.svg
    let narrow = try #require(svg.firstRange(of: color.code)?.lowerBound)
    let wide = try #require(svg.firstRange(of: "#f0f0f0")?.lowerBound)
    let line = try #require(svg.firstRange(of: #"class="series""#)?.lowerBound)
    #expect(wide < narrow && narrow < line)
  }

  @Test func linesHaveColoursOfTheirOwnAndThenStrokes() {
    let chart = LineChart(
      series: (0..<10).map { LineChart.Series("\($0)", points: [.init(x: 0, y: 0), .init(x: 1, y: 1)]) }
    )
    let lines = chart.svg.split(separator: "\n").filter { $0.contains("class=\"series\"") }
    #expect(lines.count == 10 && Set(lines).count == 10)
    #expect(lines[8].contains(ChartColor.palette[0].code) && lines[8].contains("stroke-dasharray"))
  }

  @Test(arguments: [
    (0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (100, "100"), (-20.256, "-20.26"), (0.07, "0.07"), (0.999, "1"),
  ])
  func coordinatesHaveFewDigits(_ value: Double, _ text: String) { #expect(ChartNumber.coordinate(value) == text) }

  @Test(arguments: [
    ([0.0, 1], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ([0, 1e6], ["0", "0.2e6", "0.4e6", "0.6e6", "0.8e6", "1.0e6"]),
    ([-3, 4], ["−3", "−2", "−1", "0", "1", "2", "3", "4"]),
    ([0, 2e-5], ["0", "0.5e−5", "1.0e−5", "1.5e−5", "2.0e−5"]),
    ([0, 400], ["0", "50", "100", "150", "200", "250", "300", "350", "400"]),
  ])
  func ticksAreWrittenForPeople(_ ends: [Double], _ labels: [String]) {
    #expect(ChartAxis(ends, room: 0, steps: 8).ticks.map(\.label) == labels)
  }

  @Test func textsAreCutWhereTheyDoNotFit() {
    #expect(ChartText.fitted("short", fontSize: 10, into: 100) == "short")
    let cut = ChartText.fitted("a text that is long", fontSize: 10, into: 60)
    #expect(cut.hasSuffix("…") && !cut.hasSuffix(" …") && ChartText.width(of: cut, fontSize: 10) <= 60)
    #expect(ChartText.fitted("a\nb\tc", fontSize: 10, into: 100) == "a b c")
    #expect(ChartText.fitted("abc", fontSize: 10, into: 0) == "…")
  }

  @Test func textsTakeNoMoreRoomThanTheyAreGiven() throws {
    // What the machine's font really needs; names as they occur.
    for text in [
      "slerp, angle-matched", "WWWiiimmm", "Smiling − Male ± 1 sd", "‖z‖ (t = 0.5)", "0123456789", "Grüße ÄÖÜ",
    ] {
      let real = try TextLabel(text, fontSize: 17, limit: 10_000).width
      #expect(Double(real) <= ChartText.width(of: text, fontSize: 17) + 1, "\(text)")
    }
  }
}
