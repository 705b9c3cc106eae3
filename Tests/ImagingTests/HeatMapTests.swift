#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import TestSupport
import Testing

@testable import Imaging

/// Heat maps as documents and as pixels. To write the document anew after a change:
///
///     SEXTANT_RECORD=1 script/checked test --filter HeatMapTests
@Suite struct HeatMapTests {
  private static let attributes = HeatMap(
    title: "φ of labels",
    rows: ["Smiling", "Male", "Mouth_Slightly_Open"],
    columns: ["Smiling", "Male", "Mouth_Slightly_Open"],
    values: [1, -0.14, 0.53, -0.14, 1, nil, 0.53, nil, 1],
    colors: .diverging(limit: 1)
  )

  private static func square(_ size: Int, decimals: Int? = 2) -> HeatMap {
    let names = (0..<size).map { "attribute number \($0)" }
    let values = (0..<size * size).map { index -> Double? in
      let (row, column) = index.quotientAndRemainder(dividingBy: size)
      return Double((row * column) % 21 - 10) / 10
    }
    return HeatMap(title: "\(size)", rows: names, columns: names, values: values, decimals: decimals)
  }

  private static func row(_ values: [Double?], _ colors: HeatMap.Colors = .diverging()) -> HeatMap {
    HeatMap(rows: ["a"], columns: values.indices.map { "\($0)" }, values: values, colors: colors)
  }

  /// Maps that something could be wrong with.
  private static let cases: [HeatMap] = [
    attributes, square(1), square(2), square(12), square(40), square(40, decimals: nil), square(150),
    row([nil]), row([.nan, 1]), row([.infinity, -.infinity, 2]), row([0]), row([0, 0], .sequential()),
    row([5, 5], .sequential()), row([1e300, -1e300]), row([1e300, -1e300], .sequential()), row([1e-300], .sequential()),
    row([-3, 3], .diverging(limit: 1)), row([2, 7, 12], .sequential(0...10)), row([1], .diverging(limit: 0)),
    row([1, 2], .sequential(4...4)), row((0..<400).map { Double($0) }, .sequential()),
    HeatMap(rows: (0..<60).map { "row \($0)" }, columns: ["one"], values: (0..<60).map { Double($0) }),
    HeatMap(
      title: String(repeating: "long & <", count: 50),
      rows: [String(repeating: "行", count: 100), ""],
      columns: ["\"c\" <&>", String(repeating: "W", count: 200), "\n"],
      values: [1, 2, 3, -4, nil, 123_456.789]
    ),
  ]

  @Test func theDocumentIsAsRecorded() throws {
    let golden = Repository.fixture("charts/heatmap.svg", of: "Imaging")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
      try Data(Self.attributes.svg.utf8).write(to: golden)
    }
    let recorded = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
    #expect(Self.attributes.svg == recorded, "record it anew with SEXTANT_RECORD=1")
  }

  @Test(arguments: cases)
  func allCellsLieInsideAndBesideEachOther(_ map: HeatMap) {
    let layout = HeatMapLayout(map)
    let (right, bottom) = (layout.x(map.columns.count), layout.y(map.rows.count))
    #expect(layout.cell > 0 && layout.left >= 18 && right < layout.bar.x && bottom < layout.height - 18)
    let ticks = layout.axis.ticks.map { ChartText.width(of: $0.label, fontSize: HeatMapLayout.tickSize) }.max() ?? 0
    #expect(layout.bar.x + HeatMapLayout.barWidth + 8 + ticks <= 900 - 17)
    for name in layout.rowNames {
      #expect(layout.left - 8 - ChartText.width(of: name, fontSize: layout.nameSize) > 0)
    }
    let tallest = layout.columnNames.map { ChartText.width(of: $0, fontSize: layout.nameSize) }.max() ?? 0
    #expect(!layout.isTurned || bottom + 8 + tallest <= layout.height - 17)
    #expect(layout.isTurned || tallest <= layout.cell)
    #expect(layout.nameSize * 1.1 <= layout.cell * Double(layout.nameStride))
    let markup = Markup(map.svg)
    #expect(markup.flaw == nil, "\(markup.flaw ?? "")")
    #expect(markup.attributes.count { $0 == #"class="cell""# } == map.values.count)
    #expect(!map.svg.contains("nan") && !map.svg.contains("inf") && map.svg == map.svg)
  }

  @Test(arguments: cases)
  func theDocumentCanBeDrawn(_ map: HeatMap) throws {
    let picture = try map.picture(width: 300)
    #expect(picture.width == 300 && picture.channels == 3 && picture.pixel(0, 0) == [1, 1, 1])
    #expect(picture.samples.contains { $0 < 0.9 })
  }

  @Test func cellsHaveTheirColoursInThePicture() throws {
    let map = Self.attributes
    let layout = HeatMapLayout(map)
    let picture = try map.picture()
    for index in map.values.indices {
      let (row, column) = index.quotientAndRemainder(dividingBy: 3)
      let color = layout.colors.color(of: map.values[index])
      // Near a corner, where no number stands.
      let found = picture.pixel(Int(layout.x(column)) + 5, Int(layout.y(row)) + 5)
      for (sample, channel) in zip(found, [color.red, color.green, color.blue]) {
        #expect(abs(sample - Float(channel) / 255) < 1e-3)
      }
    }
  }

  @Test func zeroIsWhiteAndEqualMagnitudesAreEquallyStrong() {
    let colors = HeatMapColors(Self.row([-2, 0.5]))
    #expect(colors.range == -2...2)
    #expect(colors.color(of: 0) == ChartColor(0xF7F7F7))
    #expect(colors.color(of: -2) == ChartColor(0x2166AC) && colors.color(of: 2) == ChartColor(0xB2182B))
    #expect(colors.color(of: 1) == ChartColor(0xF4A582) && colors.color(of: -1) == ChartColor(0x92C5DE))
    // Beyond the limit there is no other colour.
    #expect(colors.color(of: 99) == colors.color(of: 2))
    for missing in [nil, Double.nan, .infinity] { #expect(colors.color(of: missing) == HeatMapColors.missing) }
    #expect(HeatMapColors(Self.row([3], .diverging(limit: 1))).range == -1...1)
    let sequential = HeatMapColors(Self.row([2, 4, nil], .sequential()))
    #expect(sequential.range == 2...4 && sequential.color(of: 3) == ChartColor(0x6BAED6))
  }

  @Test func numbersAreWrittenWhereAllHaveRoom() {
    let svg = Self.attributes.svg
    for number in ["1.00", "\u{2212}0.14", "0.53"] { #expect(svg.contains(">\(number)</text>")) }
    #expect(HeatMapLayout(Self.square(40)).numbers == nil)
    let twelve = HeatMapLayout(Self.square(12))
    #expect((twelve.numbers?.size ?? 0) >= 7)
    for text in twelve.numbers?.texts ?? [] {
      #expect(ChartText.width(of: text, fontSize: twelve.numbers?.size ?? 0) <= twelve.cell)
    }
    var none = Self.attributes
    none.decimals = nil
    #expect(HeatMapLayout(none).numbers == nil)
    none.decimals = 0
    #expect(none.svg.contains(">0</text>") && !none.svg.contains("\u{2212}0<"))
  }

  @Test func namesOfManyRowsAreThinnedOut() {
    let map = Self.row((0..<400).map { Double($0) }, .sequential())
    let layout = HeatMapLayout(map)
    #expect(layout.nameStride > 1 && layout.isTurned)
    #expect(map.svg.contains(">\(layout.nameStride)</text>") && !map.svg.contains(">399</text>"))
    #expect(HeatMapLayout(Self.square(40)).nameStride == 1)
  }

  @Test func onlyMapsWithGapsExplainGrey() {
    #expect(Self.attributes.svg.contains(">none</text>"))
    #expect(!Self.square(3).svg.contains(">none</text>"))
  }

  @Test func aRecipeIsCarried() throws {
    let place = try TemporaryFolder()
    try Data(Self.attributes.svg(carrying: "how").utf8).write(to: place.file("m.svg"))
    #expect(try PlanarImage.recipe(inImageAt: place.file("m.svg")) == "how")
  }
}
