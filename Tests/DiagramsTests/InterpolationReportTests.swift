import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

/// Reports as numbers, and the chart of one. To write the chart anew after a change:
///
///     SEXTANT_RECORD=1 script/checked test --filter InterpolationReportTests
@Suite struct InterpolationReportTests {
  private func report(_ drawing: Drawing) throws -> InterpolationReport {
    try #require(drawing.measurements as? InterpolationReport)
  }

  private func row(_ method: InterpolationMethod, of report: InterpolationReport) throws -> InterpolationReport.Row {
    try #require(report.methods.first { $0.name == method.rawValue })
  }

  private func moments(_ numbers: [Double]) -> (mean: Double, sd: Double) {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    return (mean, (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)).squareRoot())
  }

  // MARK: Numbers

  @Test(arguments: [Prior.standardGaussian, .uniform(low: -1, high: 1)])
  func numbersAreThoseOfTheLibrary(_ prior: Prior) throws {
    var request = Tiny.report
    request.models = [Tiny.bare(prior)]
    let drawing = try request.draw(in: Studio())
    let report = try report(drawing)
    #expect(report.pairs == 200 && report.pictures == nil)
    #expect(report.methods.map(\.name) == InterpolationMethod.allCases.map(\.rawValue))
    let draws = Tiny.draws(400, prior: prior)
    let from = draws.rows(Array(stride(from: 0, to: 400, by: 2)))
    let to = draws.rows(Array(stride(from: 1, to: 400, by: 2)))
    let law = prior.lengthDistribution(dimension: 48)
    let exact = prior.lengthLaw(dimension: 48)
    #expect(report.priorLength.mean == exact.mean && report.priorLength.sd == exact.standardDeviation)
    for method in InterpolationMethod.allCases {
      let row = try row(method, of: report)
      let middle = method.interpolate(from: from, to: to, at: 0.5, prior: prior)
      let lengths = middle.lengths()
      let (mean, sd) = moments(lengths)
      #expect(abs(row.meanLength - mean) < 1e-9 && abs(row.sdLength - sd) < 1e-9, "\(method)")
      #expect(abs(try #require(row.deviation) - (mean - exact.mean) / exact.standardDeviation) < 1e-6)
      let test = KolmogorovSmirnov(of: lengths, against: law.cumulative)
      #expect(abs(row.ksDistance - test.distance) < 1e-9 && abs(row.pValue - test.pValue) < 1e-9, "\(method)")
      #expect(row.path.map(\.t) == [0, 0.25, 0.5, 0.75, 1])
      #expect(row.path[2].mean == row.meanLength && row.path[2].sd == row.sdLength)
      // Ends are exact in every method.
      #expect(abs(row.path[0].mean - moments(from.lengths()).mean) < 1e-9)
      #expect(abs(row.path[4].mean - moments(to.lengths()).mean) < 1e-9)
      let outside = prior.sharesOutsideSupport(of: middle).map { $0.reduce(0, +) / Double($0.count) }
      #expect(row.outsideSupport == outside)
    }
    #expect(report.ends.name == "ends" && report.ends.path.isEmpty)
    #expect(abs(report.ends.meanLength - moments(draws.lengths()).mean) < 1e-9)
  }

  @Test func methodsLieWhereTheLawSays() throws {
    let report = try report(try Tiny.report.draw(in: Studio()))
    // Draws of the prior itself; over the seeds 1 to 20 the p-value is uniform, here only not absurd.
    #expect(report.ends.pValue > 0.01 && report.ends.ksDistance < 0.1)
    // The linear midpoint is √½ as long; at d = 48 that is 2.9 sd.
    let linear = try row(.lerp, of: report)
    #expect(linear.ksDistance > 0.9 && linear.pValue < 1e-6 && (linear.deviation ?? 0) < -2)
    // Matched methods keep the law: 200 lengths are within 0.115 of it in 99 % of cases.
    for method in [InterpolationMethod.matched, .matchedSlerp] {
      #expect(try row(method, of: report).ksDistance < 0.12)
    }
    #expect(abs(try #require(try row(.slerp, of: report).deviation)) < 0.5)
  }

  @Test func pointsOnASphereHaveNoDeviationsWhereTheLawHasNoSpread() throws {
    var request = Tiny.report
    request.models = [Tiny.bare(.sphere(radius: 3))]
    let report = try report(try request.draw(in: Studio()))
    #expect(try row(.lerp, of: report).deviation == nil && row(.slerp, of: report).outsideSupport == nil)
    // JSON has no infinity.
    #expect(throws: Never.self) { try JSONEncoder().encode(report) }
    #expect(report.lines.allSatisfy { !$0.contains("inf") && !$0.contains("nan") })
  }

  // MARK: Pictures

  @Test func picturesAreMeasuredAtTheMiddle() throws {
    let model = try GenerativeModel(package: Repository.tinyModel)
    var request = Tiny.report
    (request.picturePairs, request.methods) = (7, [.lerp, .slerp])
    let pictures = try #require(try report(try request.draw(in: Studio(batch: 3))).pictures)
    #expect(pictures.pairs == 7 && pictures.classifier == nil && pictures.methods.map(\.name) == ["lerp", "slerp"])
    let draws = Tiny.draws(14)
    let from = draws.rows(Array(stride(from: 0, to: 14, by: 2)))
    let to = draws.rows(Array(stride(from: 1, to: 14, by: 2)))
    func sharpness(_ latents: LatentBatch) throws -> Double {
      let images = try model.decode(latents)
      return (0..<latents.count).reduce(0) { $0 + images[$1].sharpness } / Double(latents.count)
    }
    let ends = try sharpness(draws)
    #expect(pictures.ends.sharpness == 1 && pictures.ends.confidence == nil)
    for (row, method) in zip(pictures.methods, [InterpolationMethod.lerp, .slerp]) {
      let middle = method.interpolate(from: from, to: to, at: 0.5)
      #expect(abs(row.sharpness - (try sharpness(middle)) / ends) < 1e-6)
      // The encoder of the tiny model takes its pictures back where no pixel is clamped.
      let again = try model.encode(model.decode(middle))
      let expected = (0..<7).reduce(0.0) {
        $0 + again[$1].lengths(around: middle[$1].values)[0] / middle[$1].lengths()[0] / 7
      }
      #expect(abs(try #require(row.reencoding) - expected) < 1e-6)
    }
    // Linear midpoints are shorter, and a linear model makes greyer squares of them.
    #expect(pictures.methods[0].sharpness < pictures.methods[1].sharpness)
  }

  @Test func morePicturesThanPairsAreAllOfThem() throws {
    var request = Tiny.report
    (request.randomPairs, request.picturePairs, request.methods) = (3, 1000, [.slerp])
    #expect(try report(try request.draw(in: Studio())).pictures?.pairs == 3)
  }

  @Test func aClassifierSaysHowSureItIs() throws {
    var request = Tiny.report
    request.models = [.package("portraits-vae")]
    (request.randomPairs, request.picturePairs, request.methods) = (4, 2, [.lerp, .matched])
    let report = try report(try request.draw(in: Studio()))
    let pictures = try #require(report.pictures)
    #expect(pictures.classifier == "portraits-classifier")
    for row in [pictures.ends] + pictures.methods {
      #expect((0...1).contains(try #require(row.confidence)) && (row.reencoding ?? 0) > 0 && row.sharpness > 0)
    }
    #expect(report.lines.contains { $0.contains("confidence") && $0.contains("re-encoding") })
  }

  @Test func rescalingChangesPicturesAndNotLengths() throws {
    var request = Tiny.report
    (request.randomPairs, request.picturePairs, request.methods) = (20, 20, [.lerp])
    request.anchors = []
    request.models = [Tiny.bare(.sphere(radius: 3))]
    let plain = try report(try request.draw(in: Studio()))
    request.typical = .rescale
    let mended = try report(try request.draw(in: Studio()))
    #expect(plain.methods[0].meanLength == mended.methods[0].meanLength)
    #expect(try #require(plain.pictures).methods[0].sharpness < #require(mended.pictures).methods[0].sharpness)
  }

  // MARK: Anchors

  @Test func namedPairsAreMeasuredAsTheyAre() throws {
    let draws = Tiny.draws(8, seed: 4)
    var request = Tiny.report
    request.anchors = Tiny.vectors(draws)
    request.seed = nil
    let drawing = try request.draw(in: Studio())
    let report = try report(drawing)
    #expect(report.pairs == 4 && drawing.recipe.anchors[0].count == 8)
    let middles = InterpolationMethod.lerp
      .interpolate(from: draws.rows([0, 2, 4, 6]), to: draws.rows([1, 3, 5, 7]), at: 0.5)
    #expect(abs(try row(.lerp, of: report).meanLength - moments(middles.lengths()).mean) < 1e-9)
    let again = try drawing.recipe.withRecordedLatents(request, picture: "r.svg")
    #expect(try again.draw(in: Studio()).chart?.svg == drawing.chart?.svg)
  }

  // MARK: The chart

  @Test(arguments: ["svg", "png", "webp"])
  func chartsAreDrawnAgainFromTheirRecipe(_ format: String) throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.file("first.\(format)"), folder.file("second.\(format)"))
    try Tiny.report.draw(in: Studio()).write(to: first)
    let recipe = try Recipe(inPictureAt: first)
    #expect(recipe.request == Tiny.report.erased && recipe.anchors.isEmpty)
    try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio()).write(to: second)
    #expect(try Data(contentsOf: first) == Data(contentsOf: second))
  }

  @Test func theTentpolePlotIsAsRecorded() throws {
    var request = Tiny.report
    (request.randomPairs, request.steps) = (100, 11)
    let svg = try #require(try request.draw(in: Studio()).chart).svg
    let golden = Repository.fixture("tentpole.svg", of: "Diagrams")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(svg.utf8).write(to: golden)
    }
    #expect(
      try svg == String(decoding: Data(contentsOf: golden), as: UTF8.self),
      "record it anew with SEXTANT_RECORD=1"
    )
  }

  @Test func theChartHasAllMethodsAndThePriorsBand() throws {
    let drawing = try Tiny.report.draw(in: Studio())
    let chart = try #require(drawing.chart)
    #expect(chart.series.map(\.name) == InterpolationMethod.allCases.map(\.rawValue))
    #expect(chart.bands.map(\.label) == ["prior ± 1 sd", "± 4 sd"])
    let law = Prior.standardGaussian.lengthLaw(dimension: 48)
    #expect(abs(chart.bands[0].range.lowerBound - (law.mean - law.standardDeviation)) < 1e-12)
    #expect(drawing.picture.width == 900)
  }

  // MARK: Mistakes

  struct Wrong: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var request: InterpolationReportRequest

    init(_ name: String, isNamed: Bool = false, _ change: (inout InterpolationReportRequest) -> Void) {
      testDescription = name
      request = Tiny.report
      if isNamed { request.anchors = Tiny.vectors(Tiny.draws(4)) }
      change(&request)
    }
  }

  static let wrong = [
    Wrong("two models") { $0.models.append(Tiny.model) }, Wrong("no method") { $0.methods = [] },
    Wrong("a method twice") { $0.methods = [.lerp, .lerp] }, Wrong("one pair") { $0.randomPairs = 1 },
    Wrong("pairs beyond counting") { $0.randomPairs = .max }, Wrong("no seed") { $0.seed = nil },
    Wrong("one place") { $0.steps = 1 }, Wrong("an even number of places") { $0.steps = 4 },
    Wrong("too many places") { $0.steps = 1003 }, Wrong("pictures below 0") { $0.picturePairs = -1 },
    Wrong("no places over named pairs", isNamed: true) { $0.steps = 0 },
    Wrong("an even number of places over named pairs", isNamed: true) { $0.steps = 2 },
    Wrong("pictures below 0 over named pairs", isNamed: true) { $0.picturePairs = -1 },
    Wrong("half a pair", isNamed: true) { $0.anchors.removeLast() },
    Wrong("a single pair", isNamed: true) { $0.anchors.removeLast(2) },
  ]

  @Test(arguments: wrong)
  func mistakesAreUsageErrors(_ wrong: Wrong) {
    let error = #expect(throws: RequestError.self) { try wrong.request.draw(in: Studio()) }
    #expect(error?.category == .usage)
  }
}
