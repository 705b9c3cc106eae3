public import Imaging

extension RankedScores {
  /// ROC curves of several vectors or methods in one chart, with the diagonal of guessing.
  ///
  /// - Parameters:
  ///   - curves: What the legend says, to which the area is added, and the scores.
  ///   - title: Above the plot.
  /// - Returns: The share of true positives against that of false ones, from 0 to 1, at most some 400 points a curve.
  public static func rocChart(_ curves: [(name: String, ranked: RankedScores)], title: String = "") -> LineChart {
    let guess = LineChart.Series(
      "guess",
      points: [LineChart.Point(x: 0, y: 0), LineChart.Point(x: 1, y: 1)],
      color: ChartColor(red: 136, green: 136, blue: 136),
      stroke: .dotted
    )
    let series = curves.enumerated().map { index, curve in
      // The palette's place is the curve's, not the one behind the diagonal.
      LineChart.Series(
        "\(curve.name), area \(threePlaces(curve.ranked.areaUnderCurve))",
        points: curve.ranked.curve(count: 400).map {
          LineChart.Point(x: $0.falsePositiveRate, y: $0.truePositiveRate)
        },
        color: ChartColor.palette[index % ChartColor.palette.count],
        stroke: LineChart.Stroke.allCases[index / ChartColor.palette.count % LineChart.Stroke.allCases.count]
      )
    }
    var chart = LineChart(
      title: title,
      xLabel: "false positives",
      yLabel: "true positives",
      series: [guess] + series
    )
    chart.startsAtZero = true
    return chart
  }

  /// How the scores of both kinds lie, each kind's bars adding up to 100 %.
  ///
  /// - Parameters:
  ///   - title: Above the plot.
  ///   - threshold: Marked by a line; nil for none.
  ///   - bins: Common to both kinds, ≥ 1.
  /// - Returns: Two overlapping histograms over the projection.
  public func histogramChart(title: String = "", threshold: Double? = nil, bins: Int = 60) -> LineChart {
    let histogram = histogram(bins: bins)
    func series(_ name: String, _ counts: [Int], of total: Int, color: ChartColor) -> LineChart.Series {
      let shares = counts.map { 100 * Double($0) / Double(total) } + [0]
      let points = zip(histogram.edges, shares).map { LineChart.Point(x: $0, y: $1) }
      return LineChart.Series(name, points: points, color: color, form: .bars)
    }
    var chart = LineChart(
      title: title,
      xLabel: "projection",
      yLabel: "share of each kind, %",
      series: [
        series("not \(name), \(negatives)", histogram.negatives, of: negatives, color: ChartColor.palette[0]),
        series("\(name), \(positives)", histogram.positives, of: positives, color: ChartColor.palette[1]),
      ]
    )
    chart.marks = threshold.map { [LineChart.Mark("threshold", .x, at: $0)] } ?? []
    return chart
  }

  /// A number from 0 to 1 with three decimal places.
  private static func threePlaces(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
