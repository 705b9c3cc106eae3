#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import SafeFiles
import TestSupport
import Testing

@testable import Imaging

/// Recipes inside charts.
@Suite struct SVGRecipeTests {
  private static let chart = LineChart(
    title: "a </metadata> & </svg> b",
    series: [LineChart.Series("s", points: [.init(x: 0, y: 1), .init(x: 1, y: 2)])]
  )

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String = "c.svg") throws -> URL {
    let url = folder.file(name)
    try Data(text.utf8).write(to: url)
    return url
  }

  @Test(arguments: [
    "{}", "", #"{"a": "</metadata></svg>", "b": "<![CDATA[ ]]> -- & < > \" '"}"#, "two\nlines\ttab", "Grüße 名 🙂",
    String(repeating: "long ", count: 20_000),
  ])
  func everyTextComesBack(_ recipe: String) throws {
    let url = try write(Self.chart.svg(carrying: recipe))
    #expect(try PlanarImage.recipe(inImageAt: url) == recipe)
  }

  @Test func theDrawingIsTheSame() throws {
    let carrying = Self.chart.svg(carrying: #"{"t": "</svg>"}"#)
    #expect(carrying.hasSuffix("</svg>\n") || carrying.hasSuffix("</svg>"))
    #expect(try PlanarImage(svg: carrying, width: 300) == PlanarImage(svg: Self.chart.svg, width: 300))
  }

  @Test func aChartWithoutARecipeHasNone() throws {
    #expect(try PlanarImage.recipe(inImageAt: write(Self.chart.svg)) == nil)
    #expect(try PlanarImage.recipe(inImageAt: write("<svg></svg>")) == nil)
    #expect(try PlanarImage.recipe(inImageAt: write("<svg><metadata>of another program</metadata></svg>")) == nil)
    #expect(try PlanarImage.recipe(inImageAt: write("<svg></metadata><metadata></svg>")) == nil)
  }

  @Test(arguments: [5, 100, 400])
  func cutOffDocumentsAreNotTakenForCharts(_ count: Int) throws {
    let text = Self.chart.svg(carrying: "recipe")
    let url = try write(String(text.prefix(count)))
    do {
      #expect(try PlanarImage.recipe(inImageAt: url) == nil)
    } catch let error as any ExplainedError {
      #expect(error.category == .badData && error.description.contains("c.svg"))
    }
  }

  @Test func aChangedRecipeIsRefused() throws {
    let text = Self.chart.svg(carrying: "drawn by a request")
    let changed = text.replacing("request", with: "requesT")
    try #require(changed != text)
    let url = try write(changed)
    // Either it is noticed, or the text is what now stands there: never something else.
    do {
      #expect(try PlanarImage.recipe(inImageAt: url) == "drawn by a requesT")
    } catch let error as any ExplainedError {
      #expect(error.category == .badData)
    }
  }
}
