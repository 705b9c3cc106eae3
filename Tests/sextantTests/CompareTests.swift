import Imaging
import TestSupport
import Testing

/// `sextant compare`.
@Suite struct CompareTests {
  private let place: Workplace
  private let command = ["compare"] + Workplace.pictures + ["--model", Workplace.model, "--vectors", "smile.vectors"]

  init() throws {
    place = try Workplace()
    try place.makeVectors()
    try place.makeVectors(named: "other.vectors", seed: 4)
  }

  @Test func drawsARowForEachEditAndReportsIt() async throws {
    let report = try await place.report(
      command + [
        "--edit", "Smiling:1.5", "--edit", "biased=other.vectors:Smiling:-1", "--edit", "Smiling:1 + Male:-0.5",
        "--edit",
        "Smiling:to=0.6", "--by", "score", "--no-labels", "--out", "c.png",
      ]
    )
    #expect(report["verb"] == "compare" && report["width"] == 104 && report["height"] == 206)
    let edits = try #require(report["results"]?["comparisons"]?[0]?["edits"])
    #expect(edits.texts("label") == ["Smiling 1.5", "biased", "Smiling 1 + Male -0.5", "Smiling to 0.6"])
    #expect(edits[0]?["vectors"]?[0]?["amounts"]?.numbers == [1.5, 1.5, 1.5])
    #expect(edits[3]?["vectors"]?[0]?["calibration"]?[2]?["outcome"] == "reached")
    for key in ["sharpness", "brightness", "distance"] {
      #expect(try #require(edits[2]?["pictures"]?[1]?[key]?.number) > 0, "\(key)")
    }
  }

  @Test func recipesAreReplayedAndOverridden() async throws {
    let score = ["--by", "score"]
    let first = try await place.succeed(
      command + score + ["--edit", "Smiling", "--to", "0.6", "--out", "c.png"]
    )
    #expect(first.out.contains("Smiling to 0.6") && first.out.contains("brightness"))
    try await place.succeed(["replay", "c.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("c.png"))
    try await place.succeed(["replay", "c.png", "--out", "other.png", "--vectors", "other.vectors", "--to", "0.7"])
    try await place.succeed(
      ["compare"] + Workplace.pictures + ["--model", Workplace.model] + score
        + ["--edit", "other.vectors:Smiling", "--to", "0.7", "--out", "direct.png"]
    )
    #expect(try place.picture("other.png") == place.picture("direct.png"))
    try await place.succeed(["replay", "c.png", "--out", "two.png", "--edit", "Male:1", "--edit", "Smiling:2"])
    #expect(try place.picture("two.png").size[1] == place.picture("c.png").size[1] + 34)
  }

  /// Two folders have a vector of the same name: each edit keeps its own.
  @Test func aReplayWithTheSameFoldersChangesNothing() async throws {
    let edits = ["--edit", "a=other.vectors:Smiling:1", "--edit", "b=smile.vectors:Smiling:1"]
    try await place.succeed(command + edits + ["--out", "c.png"])
    for folders in [["smile", "other.vectors"], ["other", "smile"]] {
      let flags = folders.flatMap { ["--vectors", $0] }
      try await place.succeed(["replay", "c.png", "--out", "again.png", "--force"] + flags)
      #expect(try place.picture("again.png") == place.picture("c.png"), "\(folders)")
    }
    try place.makeVectors(named: "third.vectors", seed: 5)
    try await place.fail(
      ["replay", "c.png", "--out", "third.png", "--vectors", "third"],
      code: 64,
      naming: ["takes the place of other.vectors"]
    )
  }

  @Test(arguments: [
    (["--edit", "Smiling:much"], 64, "Smiling"), ([], 64, "--edit"), (["--edit", "Smiling", "--to", "2"], 64, "--to"),
    (["--edit", "Smiling:to=0.9"], 64, "--by score"), (["--edit", "Smiling:1 +"], 64, "--edit"),
    (["--edit", "Smiling:to=0.9 + Male:to=0.2", "--by", "score"], 64, "only one"),
    (["--edit", "Male:to=0.9", "--by", "score"], 64, "no calibration"),
  ])
  func wrongEditsAreExplained(arguments: [String], code: Int32, word: String) async throws {
    try await place.fail(command + arguments + ["--out", "c.png"], code: code, naming: [word])
  }
}
