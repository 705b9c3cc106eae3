import Foundation
import Testing

@testable import Diagrams

@Suite struct FiguresReportTests {
  @Test(arguments: [
    ("1", PaperItem.figure1), ("figure9", .figure9), ("fig4", .figure4), ("Table1", .table1), ("tab2", .table2),
    ("future-work", .futureWork),
  ])
  func itemsAreNamedAsPeopleWrite(text: String, item: PaperItem) { #expect(PaperItem(parsing: text) == item) }

  @Test(arguments: ["", "0", "10", "table3", "figure", "fig", "future"])
  func otherWordsAreNoItems(text: String) { #expect(PaperItem(parsing: text) == nil) }

  @Test func aClaimHoldsWhereAllThatIsExpectedIsFound() {
    var result = FigureResult(.figure1, claim: "a claim")
    #expect(result.holds == nil && result.verdict == "drawn")
    result.findings = [FigureFinding("a", 1, expected: "below 2", holds: true), FigureFinding("b", 3)]
    #expect(result.holds == true && result.verdict == "holds")
    result.findings.append(FigureFinding("c", 3, expected: "below 2", holds: false))
    #expect(result.holds == false && result.verdict == "does not hold")
    result.obstacle = "no model has an encoder"
    #expect(result.verdict == "not drawn, since no model has an encoder")
  }

  @Test func numbersAreShownWithIntervalAndUnit() throws {
    let finding = FigureFinding(
      "length",
      -6.6123,
      interval: -6.7 ... -6.5,
      unit: "sd",
      places: 1,
      expected: "below -2",
      holds: true
    )
    #expect(finding.shown == "-6.6 sd" && finding.intervalText == "-6.7 to -6.5")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = String(decoding: try encoder.encode(finding), as: UTF8.self)
    #expect(
      json
        == #"{"expected":"below -2","holds":true,"lower":-6.7,"measured":-6.6123,"subject":"length","unit":"sd","upper":-6.5}"#
    )
  }

  @Test func whatPeopleAndFilesSaidBecomesNoMarkup() throws {
    var result = FigureResult(.figure5, claim: "<b>claim</b>")
    result.notes = ["<script>alert(1)</script>"]
    result.table = .init(head: ["", "share"], rows: [["<i>", "17 %"]])
    var request = FiguresRequest()
    request.data = "<img src=x>"
    let report = FiguresReport(request: request, models: [], data: "<img src=x>", cache: "/kept", results: [result])
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try report.write(into: folder)
    let page = try String(contentsOf: folder.appendingPathComponent(FiguresReport.pageName), encoding: .utf8)
    #expect(!page.contains("<script") && !page.contains("<b>") && !page.contains("<img") && !page.contains("<i>"))
    #expect(page.contains("&lt;script&gt;") && page.contains("Figure 5"))
    let numbers = try Data(contentsOf: folder.appendingPathComponent(FiguresReport.numbersName))
    #expect(try JSONSerialization.jsonObject(with: numbers) is [String: Any])
  }

  @Test(arguments: [499, 1_000_000])
  func countsThatLeaveNothingAreRefused(count: Int) {
    var request = FiguresRequest()
    request.count = count
    #expect(throws: RequestError.self) { try request.validate() }
  }

  @Test func labelsMustDiffer() {
    var request = FiguresRequest()
    request.confound = "Smiling"
    #expect(throws: RequestError.self) { try request.validate() }
  }

  @Test(arguments: [
    (["XDG_CACHE_HOME": "/a/b", "HOME": "/h"], "/a/b/sextant/figures"),
    (["XDG_CACHE_HOME": "relative", "HOME": "/h"], nil), (["HOME": "/h"], nil),
  ])
  func cachesLieWhereTheEnvironmentSays(environment: [String: String], path: String?) {
    let folder = FigureCache.folder(of: environment).path
    if let path { #expect(folder == path) }
    #expect(folder.hasPrefix(path == nil ? "/h/" : "/a/") && folder.hasSuffix("sextant/figures"))
    #expect(FigureCache.folder(of: [:]).path.hasSuffix("sextant/figures"))
  }
}
