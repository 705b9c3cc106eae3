public import Imaging
internal import Manifold

extension ManifoldReport {
  /// A chart of a report.
  public struct Chart: Sendable {
    /// What a file of it is called, without extension.
    public let name: String
    /// The chart.
    public let chart: LineChart
    /// What it shows, in a sentence.
    public let caption: String
  }

  /// All charts, in the order of the page.
  public var charts: [Chart] {
    [outsidenessChart, outsideChart, lengthsChart, meansChart, deviationsChart, distancesChart, spectrumChart]
      .compactMap { $0 }
  }

  /// The chart of a name; nil where there is none.
  func chart(_ name: String) -> Chart? { charts.first { $0.name == name } }

  private static let (blue, orange, green) = (ChartColor.palette[0], ChartColor.palette[1], ChartColor.palette[2])

  // MARK: The manifold

  private var outsidenessChart: Chart? {
    guard let result = manifold.result(k: answer.k) else { return nil }
    let groups = [
      ("held-out encodings", Self.blue, result.heldOutOutsideness),
      ("prior samples", Self.orange, result.priorSampleOutsideness),
      ("latents", Self.green, result.latentOutsideness),
    ].filter { !$0.2.isEmpty }.map { ($0.0, $0.1, $0.2.sorted()) }
    // A few rows far away must not press all others together.
    let start = groups.map { $0.2[($0.2.count - 1) / 100] }.min() ?? 0
    let end = groups.map { $0.2[99 * ($0.2.count - 1) / 100] }.filter(\.isFinite).max() ?? 2
    let range = min(start, 0.95)...max(end, 1.05)
    let series = groups.map { name, color, sorted in
      LineChart.Series(name, points: Self.distribution(of: sorted, in: range), color: color)
    }
    var chart = LineChart(
      title: "Distance to the manifold, k = \(answer.k)",
      xLabel: "outsideness: distance to a ball's center by its radius, for the best ball",
      yLabel: "share with at most this, %",
      series: series
    )
    chart.marks = [LineChart.Mark("edge of the balls", .x, at: 1)]
    chart.startsAtZero = true
    return Chart(
      name: "outsideness",
      chart: chart,
      caption:
        "What a line has not reached at 1, the edge of the balls (k = \(answer.k)), is outside. Were the laws equal, the lines "
        + "would lie on one another."
    )
  }

  /// A distribution function in per cent, at both ends of a range and some 200 places between.
  private static func distribution(of sorted: [Double], in range: ClosedRange<Double>) -> [LineChart.Point] {
    let below = sorted.prefix { $0 < range.lowerBound }.count
    let upTo = sorted.prefix { $0 <= range.upperBound }.count
    let inside = below..<upTo
    let step = max(1, inside.count / 200)
    let places = stride(from: below, to: upTo, by: step).map { (sorted[$0], $0 + 1) }
    return ([(range.lowerBound, below)] + places + [(range.upperBound, upTo)]).map { place, count in
      LineChart.Point(x: place, y: 100 * Double(count) / Double(sorted.count))
    }
  }

  private var outsideChart: Chart? {
    func series(_ name: String, _ color: ChartColor, _ share: (ManifoldOutsideness.Result) -> ShareInterval?)
      -> LineChart.Series?
    {
      let shares = manifold.results.compactMap { result in share(result).map { (Double(result.k), $0) } }
      guard !shares.isEmpty else { return nil }
      return LineChart.Series(
        name,
        points: shares.map { LineChart.Point(x: $0.0, y: 100 * $0.1.value) },
        color: color,
        spread: shares.map { 100 * $0.1.lower...100 * $0.1.upper }
      )
    }
    var chart = LineChart(
      title: "Share outside the manifold",
      xLabel: "k, the neighbor that a ball reaches to",
      yLabel: "outside, %",
      series: [
        series("held-out encodings", Self.blue) { $0.heldOut.outside },
        series("prior samples", Self.orange) { $0.priorSamples.outside },
        series("latents", Self.green) { $0.latents?.outside },
      ].compactMap { $0 }
    )
    chart.xScale = .logarithmic
    chart.startsAtZero = true
    return Chart(
      name: "outside",
      chart: chart,
      caption:
        "Larger balls leave less outside. The distance between the lines is what counts, not their height. Shades are the "
        + "intervals of 95 %."
    )
  }

  // MARK: The law of the encodings

  private var lengthsChart: Chart? {
    let histogram = comparison.lengths.histogram
    let total = Double(comparison.count)
    let bars = histogram.edges.enumerated().map { index, edge in
      LineChart.Point(x: edge, y: index < histogram.counts.count ? 100 * Double(histogram.counts[index]) / total : 0)
    }
    let law = histogram.lawShares.enumerated().map { index, share in
      LineChart.Point(x: (histogram.edges[index] + histogram.edges[index + 1]) / 2, y: 100 * share)
    }
    return Chart(
      name: "lengths",
      chart: LineChart(
        title: "Lengths",
        xLabel: "length, from the prior's center",
        yLabel: "share in a bin, %",
        series: [
          LineChart.Series(subject, points: bars, color: Self.blue, form: .bars),
          LineChart.Series("prior", points: law, color: Self.orange),
        ]
      ),
      caption: "Lengths of the \(subject), and the prior's exact law in the same bins."
    )
  }

  private var meansChart: Chart? {
    let means = comparison.coordinates.coordinates.filter { $0.priorStandardDeviation > 0 }
      .map { ($0.mean - $0.priorMean) / $0.priorStandardDeviation }.sorted(by: >)
    guard !means.isEmpty else { return nil }
    return Chart(
      name: "means",
      chart: Self.ranked(
        means,
        title: "Means of the dimensions",
        yLabel: "mean, in the prior's sd",
        bands: [LineChart.Band("all dimensions by chance, 95 %", bands.mean)]
      ),
      caption:
        "Each dimension's mean, the largest first, less the prior's and in its standard deviations. Under the prior all would lie in "
        + "the band with a probability of 95 %."
    )
  }

  private var deviationsChart: Chart? {
    let ratios = comparison.coordinates.coordinates.filter { $0.priorStandardDeviation > 0 }
      .map { $0.standardDeviation / $0.priorStandardDeviation }.sorted(by: >)
    guard !ratios.isEmpty else { return nil }
    var chart = Self.ranked(
      ratios,
      title: "Standard deviations of the dimensions",
      yLabel: "sd, by the prior's",
      bands: [LineChart.Band("all dimensions by chance, 95 %", bands.standardDeviation)]
    )
    chart.marks = [LineChart.Mark("inactive below", .y, at: 0.1)]
    chart.startsAtZero = true
    return Chart(
      name: "deviations",
      chart: chart,
      caption:
        "Each dimension's standard deviation over the prior's, the largest first. Under the prior all would lie in the band with a "
        + "probability of 95 %. Below 0.1 the encoder does not use a dimension."
    )
  }

  private var distancesChart: Chart? {
    let distances = comparison.coordinates.coordinates.map(\.distance).sorted(by: >)
    var chart = Self.ranked(
      distances,
      title: "Kolmogorov-Smirnov distances of the dimensions",
      yLabel: "largest difference",
      bands: []
    )
    chart.series.append(
      LineChart.Series(
        "false discovery rate 5 %",
        points: bands.rejectionDistances.enumerated().map { LineChart.Point(x: Double($0.offset + 1), y: $0.element) },
        color: Self.orange
      )
    )
    chart.startsAtZero = true
    return Chart(
      name: "distances",
      chart: chart,
      caption:
        "The largest difference between each dimension's distribution function and the prior's, the largest first. All dimensions up "
        + "to the last that reaches the line have another law; of those at most 5 % are expected to be named wrongly."
    )
  }

  private var spectrumChart: Chart? {
    guard let spectrum = comparison.spectrum, let largest = spectrum.eigenvalues.first, largest > 0 else { return nil }
    let shown = spectrum.eigenvalues.filter { $0 > 1e-6 * largest }
    var chart = Self.ranked(
      shown,
      title: "Eigenvalues of the covariance",
      yLabel: "eigenvalue, the prior's being 1",
      bands: spectrum.lowerLimit > 0
        ? [LineChart.Band("by chance, 99 %", spectrum.lowerLimit...spectrum.upperLimit)] : [],
      xLabel: "direction, sorted"
    )
    chart.series.append(
      LineChart.Series(
        "prior (Marchenko-Pastur)",
        points: spectrum.expectedEigenvalues.enumerated().filter { $0.element > 0 }
          .map { LineChart.Point(x: Double($0.offset + 1), y: $0.element) },
        color: Self.orange
      )
    )
    chart.yScale = .logarithmic
    return Chart(
      name: "spectrum",
      chart: chart,
      caption:
        "Variances along the principal directions of the \(subject), in coordinates in which the prior's are 1, and where those of as "
        + "many draws of the prior would lie."
    )
  }

  private static func ranked(
    _ values: [Double],
    title: String,
    yLabel: String,
    bands: [LineChart.Band],
    xLabel: String = "dimension, sorted"
  ) -> LineChart {
    LineChart(
      title: title,
      xLabel: xLabel,
      yLabel: yLabel,
      series: [
        LineChart.Series(
          xLabel.hasPrefix("direction") ? "directions" : "dimensions",
          points: values.enumerated().map { LineChart.Point(x: Double($0.offset + 1), y: $0.element) },
          color: blue,
          form: .dots
        )
      ],
      bands: bands
    )
  }
}
