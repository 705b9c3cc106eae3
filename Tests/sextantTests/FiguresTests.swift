import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant figures`.
@Suite struct FiguresTests {
  private let place: Workplace
  private let command = ["figures", "--data", "d", "--model", Workplace.model, "--cache", "cache", "--out", "figs"]

  init() throws {
    place = try Workplace()
    try place.makeLabelledPictures(120)
  }

  private func figureNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.file("figs").path).sorted()
  }

  @Test func everyFigureIsDrawnOrSaysWhatItLacks() async throws {
    let report = try await place.report(command)
    let results = try #require(report["results"]?.elements)
    #expect(
      results.compactMap { $0["item"]?.text } == [
        "figure1", "figure2", "figure3", "figure4", "figure5", "table1", "table2", "figure6", "figure7", "figure8",
        "figure9",
        "future-work",
      ]
    )
    func obstacle(_ item: String) -> String? { results.first { $0["item"]?.text == item }?["obstacle"]?.text }
    #expect(obstacle("figure3") == "a second model with an encoder is needed")
    #expect(obstacle("table2")?.contains("no attribute Mouth_Slightly_Open") == true)
    #expect(obstacle("figure7") != nil)
    for item in ["figure1", "figure2", "figure4", "figure5", "table1", "figure6", "figure8", "future-work"] {
      #expect(obstacle(item) == nil, "\(item): \(obstacle(item) ?? "")")
    }
    // Every number with an expectation says whether it holds, and every picture that is named is there.
    for result in results {
      for finding in result["findings"]?.elements ?? [] {
        #expect((finding["expected"] == nil) == (finding["holds"] == nil) && finding["measured"]?.number != nil)
      }
      for picture in result["pictures"]?.elements ?? [] {
        let file = try #require(picture["file"]?.text)
        let width = try place.picture("figs/\(file)").width
        #expect(picture["width"]?.number == Double(width))
      }
    }
    let page = String(decoding: try place.bytes("figs/index.html"), as: UTF8.self)
    let markup = Markup(page)
    #expect(markup.flaw == nil, "\(markup.flaw ?? "")")
    #expect(markup.elements.count { $0 == "section" } == 12)
    #expect(!markup.elements.contains { ["script", "link", "iframe"].contains($0) })
    #expect(!markup.attributes.contains { $0.hasPrefix("src=") && !$0.hasPrefix("src=\"data:image/png;base64,") })
    #expect(page.contains("read encodings and vectors in \(place.file("cache").path)"))
    // Every picture is drawn again from its own recipe.
    for name in try figureNames() where name.hasSuffix(".png") {
      try await place.succeed(["replay", "figs/\(name)", "--out", name])
      #expect(try place.bytes(name) == place.bytes("figs/\(name)"), "\(name)")
    }
  }

  /// The second run finds the encodings in the cache.
  @Test func aSecondRunEndsWithTheSameBytes() async throws {
    let some = command + ["--only", "2,5,6,future-work"]
    try await place.succeed(some)
    let (numbers, page) = (try place.bytes("figs/figures.json"), try place.bytes("figs/index.html"))
    try await place.succeed(some + ["--force"])
    #expect(try place.bytes("figs/figures.json") == numbers)
    #expect(try place.bytes("figs/index.html") == page)
  }

  @Test func someFiguresAreDrawnAlone() async throws {
    let result = try await place.succeed(command + ["--only", "table1, 1"])
    #expect(result.out.hasPrefix("Figure 1, Linear and spherical interpolation") && result.out.contains("\nTable 1"))
    #expect(!result.out.contains("Figure 2"))
    #expect(result.notes.contains { $0.hasPrefix("sextant: Table 1, Smiling with Male: ") })
    let own = try figureNames()
    #expect(own.allSatisfy { $0.hasPrefix("figure1") || $0 == "index.html" || $0 == "figures.json" })
  }

  @Test(arguments: [
    (["--only", "10"], 64, "--only 10: there are figures 1 to 9, table1, table2 and future-work"),
    (["--count", "20"], 64, "--count 20"), (["--attribute", "Male"], 64, "four different labels are needed"),
    (
      ["--data", DocumentSandbox.faces.path, "--partner", "Smilin"], 64,
      "--partner Smilin: the pictures have no label Smilin; did you mean Smiling?"
    ),
    (["--data", "nowhere"], 66, "nowhere"), (["--model", "nowhere"], 66, "nowhere"),
    (["--classifier-labels", "a,b"], 64, "--classifier-labels goes with --classifier FILE.onnx"),
  ])
  func whatCannotBeDrawnIsSaid(options: [String], code: Int32, words: String) async throws {
    try await place.fail(["figures", "--cache", "cache", "--out", "figs"] + options, code: code, naming: [words])
  }

  @Test func aPageWithoutAFigureIsNotWritten() async throws {
    let picture = DocumentSandbox.faces.appendingPathComponent("img_align_celeba/000001.jpg").path
    let result = try await place.run(
      ["figures", "--cache", "cache", "--out", "figs", "--data", picture, "--only", "5"]
    )
    #expect(result.code == 64)
    #expect(result.err.contains("nothing can be drawn: Figure 5, since the pictures have no labels"))
    #expect(!FileManager.default.fileExists(atPath: place.file("figs").path))
  }

  @Test func nothingOfAnybodyElseIsReplaced() async throws {
    try FileManager.default.createDirectory(at: place.file("figs"), withIntermediateDirectories: false)
    try place.write("mine".utf8, to: "figs/notes.txt")
    for force in [[], ["--force"]] {
      let result = try await place.run(command + ["--only", "table1"] + force)
      #expect(result.code == 73)
    }
    #expect(try figureNames() == ["notes.txt"])
  }
}
