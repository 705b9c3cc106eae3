public import EncodedSets
internal import Imaging
internal import GenerativeModels
internal import LatentFiles
public import LatentGeometry
internal import SafeFiles

/// A chart of a ``ManifoldReport``, as its recipe tells it: everything is measured again and one chart drawn.
public struct ManifoldChartRequest: DiagramRequest {
  /// What recipes call it.
  public static let verb = "report-chart"
  /// The program's verb, which draws all charts.
  public static let command = "report"
  /// The picture is a chart.
  public static let isChart = true

  /// What is measured.
  public var report = ManifoldReportRequest()
  /// The name of the chart, such as `lengths`.
  public var chart = ""
  /// No model is opened.
  public var models: [ModelReference] = []
  /// Where the report's draws come from.
  public var generator = RandomAlgorithm.sextant
  /// Nothing is decoded.
  public var typical = TypicalityPolicy.off
  /// Nothing is decoded.
  public var offsets: [LatentOffset] = []

  /// No set and no chart yet.
  public init() {}

  /// A chart of a report.
  ///
  /// - Parameters:
  ///   - chart: The name of the chart.
  ///   - report: What is measured.
  public init(_ chart: String, of report: ManifoldReportRequest) { (self.chart, self.report) = (chart, report) }

  /// What the report's random numbers start from.
  public var seed: UInt64? {
    get { report.seed }
    set { report.seed = newValue }
  }

  /// The held-out items, the draws and the permutations are.
  public var isRandom: Bool { true }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .reportChart(self) }
  /// The set.
  public var ownNames: [NameKey: String] { [.set: report.set.setStem] }

  /// Checks all that can be checked before a set is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    guard models.isEmpty else { throw fail("--model", "a report is about a set and opens no model; leave it out") }
    guard offsets.isEmpty, typical == .off else {
      throw fail("--offset and --typical", "a report decodes nothing; leave them out")
    }
    guard generator == .sextant else { throw fail("--rng", "a report's draws are Sextant's own; leave it out") }
    guard ManifoldReportOutput.plotNames.contains(chart) else {
      throw fail("--chart \(chart)", "there are \(ManifoldReportOutput.plotNames.joined(separator: ", "))")
    }
    try report.validate()
  }

  /// Measures everything and draws the chart.
  ///
  /// - Parameter studio: Says how many threads work, and hears of the progress in per cent.
  /// - Returns: The chart, its recipe and what was measured.
  /// - Throws: ``RequestError``, and the errors of sets, files and linear algebra.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    let report = try report.measure(threads: studio.session.threads) { _, share in
      studio.progress(Int(100 * share), 100)
    }
    guard let chart = report.chart(chart) else {
      throw RequestError.invalid(
        option: "--chart \(chart)",
        reason: "this report has no such chart; there are \(report.charts.map(\.name).joined(separator: ", "))"
      )
    }
    return try report.drawing(of: chart, from: report.inputs())
  }
}

extension ManifoldReport {
  /// What was measured, for the recipes of all charts.
  ///
  /// - Returns: The set, the latents and what the prior was learned from, each with its digest.
  /// - Throws: The errors of sets and files.
  func inputs() throws -> [InputStamp] {
    var inputs = [InputStamp(path: request.set, sha256: set.vectorsSHA256)]
    for source in [request.latents, request.prior?.source].compactMap({ $0 }) {
      let digest =
        SetFolder(naming: source).hasSet
        ? try EncodedSet(named: source).digest() : try FileDigest.sha256(of: LatentReference(parsing: source).file)
      inputs.append(InputStamp(path: source, sha256: digest))
    }
    return inputs
  }

  /// A chart with the recipe that draws it again.
  ///
  /// - Parameters:
  ///   - chart: One of ``charts``.
  ///   - inputs: ``inputs()``.
  /// - Returns: The chart as a picture and as lines.
  /// - Throws: The errors of drawing.
  func drawing(of chart: Chart, from inputs: [InputStamp]) throws -> Drawing {
    let recipe = Recipe(
      request: ManifoldChartRequest(chart.name, of: request).erased,
      models: [],
      anchors: [],
      offsets: try OffsetSum([], for: []),
      conditions: inputs,
      typicality: []
    )
    return Drawing(
      picture: try chart.chart.picture(),
      recipe: recipe,
      measurements: self,
      notes: [],
      chart: chart.chart
    )
  }
}
