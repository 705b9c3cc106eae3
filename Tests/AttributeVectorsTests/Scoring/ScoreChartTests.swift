import AttributeVectors
import Imaging
import Manifold
import Testing

@Suite struct ScoreChartTests {
  private static func ranked(_ name: String, _ shift: Double, count: Int = 1000) throws -> RankedScores {
    // A van der Corput sequence through a smooth quantile function: no chance, no ties.
    let scores = (1...count).map { index -> Double in
      var (u, step, rest) = (0.0, 0.5, index)
      while rest > 0 { (u, step, rest) = (u + step * Double(rest & 1), step / 2, rest / 2) }
      return 2 * u - 1 + (index % 3 == 0 ? shift : 0)
    }
    return try RankedScores(name, scores: scores, labels: (1...count).map { $0 % 3 == 0 })
  }

  @Test func curvesHaveTheirAreasAndTheDiagonal() throws {
    let (good, bad) = (try Self.ranked("Smiling", 1), try Self.ranked("Smiling", 0))
    let chart = RankedScores.rocChart([("mean", good), ("random", bad)], title: "Smiling")
    #expect(chart.series.map(\.name).first == "guess" && chart.series.count == 3)
    #expect(chart.series[1].name.hasPrefix("mean, area 0.8") && chart.series[2].name.hasPrefix("random, area 0.5"))
    for series in chart.series {
      #expect(series.points.first == LineChart.Point(x: 0, y: 0) && series.points.last == LineChart.Point(x: 1, y: 1))
      #expect(series.points.count <= 402 && zip(series.points, series.points.dropFirst()).allSatisfy { $0.x <= $1.x })
    }
    #expect(chart.series[1].color != chart.series[2].color)
    #expect(try chart.picture(width: 300).width == 300)
    #expect(RankedScores.rocChart([]).series.count == 1)
  }

  @Test func barsAreSharesOfEachKind() throws {
    let ranked = try Self.ranked("Smiling", 1.5)
    let chart = ranked.histogramChart(title: "t", threshold: 0.4, bins: 20)
    #expect(chart.series.map(\.name) == ["not Smiling, \(ranked.negatives)", "Smiling, \(ranked.positives)"])
    for series in chart.series {
      #expect(series.form == .bars && series.points.count == 21)
      #expect(abs(series.points.reduce(0) { $0 + $1.y } - 100) < 1e-9)
    }
    #expect(chart.marks == [LineChart.Mark("threshold", .x, at: 0.4)])
    #expect(ranked.histogramChart().marks.isEmpty)
  }

  @Test func aComparisonHasACellForEachAttributeAndMethod() throws {
    var table = ScoreComparison(items: "split = 'test'")
    let (good, bad) = (try Self.ranked("Smiling", 1), try Self.ranked("Smiling", 0.2))
    table.add(good, method: "cells", threshold: good.bestThreshold, seed: 3, replicateCount: 50)
    table.add(bad, method: "mean", threshold: 0, seed: 3, replicateCount: 50)
    table.add(try Self.ranked("Male", 0.5), method: "mean", threshold: 0, seed: 3, replicateCount: 50)
    #expect(table.attributes == ["Smiling", "Male"] && table.methods == ["cells", "mean"])
    #expect(table["Smiling", "cells"]?.areaUnderCurve == good.areaInterval(seed: 3, replicateCount: 50))
    #expect(table["Smiling", "mean"]?.accuracy.estimate == bad.decisions(at: 0).accuracy)
    #expect(table["Male", "cells"] == nil && table.cells.count == 3)
    // A cell is not there twice.
    table.add(good, method: "mean", threshold: 0, seed: 3, replicateCount: 50)
    #expect(table.cells.count == 3 && table["Smiling", "mean"]?.areaUnderCurve.estimate == good.areaUnderCurve)
  }
}
