/// What became of the paper's figures and tables.
public struct FiguresReport: Measurements {
  /// What was asked for.
  public let request: FiguresRequest
  /// The models, in order.
  public let models: [ModelStamp]
  /// What the pictures were.
  public let data: String
  /// The folder with what recipes and commands read: portraits, encodings and vectors.
  public let cache: String
  /// One entry for each figure and table, in the paper's order.
  public let results: [FigureResult]
  /// The version of Sextant.
  public let sextant: String

  init(request: FiguresRequest, models: [ModelStamp], data: String, cache: String, results: [FigureResult]) {
    (self.request, self.models, self.data, self.cache, self.results) = (request, models, data, cache, results)
    sextant = Sextant.version
  }

  /// The name of the page in the folder.
  public static let pageName = "index.html"
  /// The name of the numbers in the folder.
  public static let numbersName = "figures.json"

  /// A line for each figure, and one for each of its numbers.
  public var lines: [String] {
    results.flatMap { result -> [String] in
      ["\(result.item.title), \(result.item.subject): \(result.verdict)"]
        + result.findings.map { finding in
          "  \(finding.subject): \(finding.shown)" + (finding.intervalText.map { " (\($0))" } ?? "")
            + (finding.expected.map { ", expected \($0): \(finding.holds == true ? "yes" : "no")" } ?? "")
        }
    }
  }
}

extension FigureResult {
  /// What is said of the claim in a few words.
  public var verdict: String {
    if let obstacle { return "not drawn, since \(obstacle)" }
    return holds.map { $0 ? "holds" : "does not hold" } ?? "drawn"
  }
}

extension FigureFinding {
  /// The number with its unit.
  var shown: String { (texts?.number ?? measured.fixed(places)) + (unit.isEmpty ? "" : " \(unit)") }
  /// The interval as "0.94 to 0.96"; nil without one.
  var intervalText: String? { texts?.range }

  private var texts: IntervalText? {
    interval.map { IntervalText(measured, from: $0.lowerBound, to: $0.upperBound, places: places) }
  }
}
