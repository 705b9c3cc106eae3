import Imaging
import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `--condition` of the verbs that draw, and what the other verbs say of models that take one.
@Suite struct ConditionTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private static func model(_ name: String) -> [String] { ["--model", Workplace.fixture("conditional/\(name)")] }

  private static let three = ["red", "green", "blue"].flatMap { ["--condition", $0] }
  private static let corners = ["z.npy:0", "z.npy:1", "z.npy:2"]

  /// Commands with one condition for all, one for each anchor, and interpolated ones, of every kind of input.
  static let drawings: [[String]] = [
    ["sample", "--cols", "2", "--seed", "3", "--condition", "all"] + model("one-hot"),
    ["sample", "--cols", "2", "--seed", "3", "--condition", "red=0.3+blue=0.7", "--condition", "green"]
      + model("one-hot"),
    ["sample", "--rows", "1", "--cols", "2", "--seed", "3", "--condition", "2"] + model("label"),
    ["reconstruct", Workplace.picture("a"), Workplace.picture("b"), "--condition", "red", "--condition", "blue"]
      + model("one-hot"),
    ["interpolate", "--random-pairs", "2", "--seed", "4", "--steps", "3", "--condition", "warm", "--condition", "cold"]
      + model("embedding"),
    ["jdiagram", "--rows", "3", "--cols", "3"] + corners + three + model("label-pairs"),
    ["grid", "--layout", "fan", "--cols", "3"] + corners + three + model("one-hot"),
    ["grid", "--rows", "1", "--cols", "5", "--spacing", "2", "--condition", "y.npy"] + corners + model("one-hot"),
    ["canvas", "--from", "each", "--layout", "rows", "--rows", "1", "--cols", "3"] + corners + three
      + model("one-hot"),
    ["canvas", "--from", "random", "--rows", "2", "--cols", "3", "--seed", "2", "--condition", "all"]
      + model("label-pairs"),
    ["animate", "--frames", "4", "--motion", "spline"] + corners + three + model("one-hot"),
    ["animate", "--motion", "loop", "--cols", "3", "--frames", "2", "--seed", "5"] + three + model("one-hot"),
    [
      "interpolate", "--report", "--random-pairs", "4", "--steps", "3", "--pictures", "2", "--seed", "6", "--condition",
      "1",
    ]
      + model("label"),
  ]

  @Test(arguments: drawings)
  func areDrawnAgainByteForByte(_ command: [String]) async throws {
    try place.makeLatents(3)
    try LatentFile.write(
      LatentBatch(rows: [[1, 0, 0], [0, 0.5, 0], [0, 0, 2]]),
      to: place.file("y.npy"),
      overwrite: false
    )
    try await place.succeed(command + ["--out", "one.webp"])
    try await place.succeed(["replay", "one.webp", "--batch", "2", "--threads", "1", "--out", "two.webp"])
    #expect(try place.bytes("one.webp") == place.bytes("two.webp"))
    // The condition is what was drawn.
    let plain = command.contains { $0.hasSuffix("/label") } ? ["--condition", "0"] : ["--no-condition"]
    try await place.succeed(["replay", "one.webp", "--out", "other.webp"] + plain)
    #expect(try place.bytes("one.webp") != place.bytes("other.webp"))
  }

  @Test func latentsAreDecodedUnderTheConditionsOfTheirRows() async throws {
    try place.makeLatents(3)
    let model = Self.model("one-hot")
    try await place.succeed(["decode", "z.npy", "--out", "own"] + Self.three + model)
    try await place.succeed(["decode", "z.npy", "--out", "green", "--condition", "green"] + model)
    #expect(try place.picture("own/000001.png") == place.picture("green/000001.png"))
    #expect(try place.picture("own/000002.png") != place.picture("green/000002.png"))
    try await place.succeed(["replay", "own/000002.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("own/000002.png"))
    try await place.fail(
      ["decode", "z.npy", "--out", "x", "--condition", "red", "--condition", "blue"] + model,
      code: 64,
      naming: ["--condition", "2 conditions", "3 latents"]
    )
    // A file of conditions is replayed by its rows.
    try LatentFile.write(
      LatentBatch(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
      to: place.file("y.npy"),
      overwrite: false
    )
    try await place.succeed(["decode", "z.npy", "--out", "file", "--condition", "y.npy"] + model)
    #expect(try place.picture("file/000002.png") == place.picture("own/000002.png"))
    try await place.succeed(["replay", "file/000002.png", "--out", "row.png"])
    #expect(try place.bytes("row.png") == place.bytes("file/000002.png"))
    try LatentFile.write(LatentBatch(count: 3, dimension: 3), to: place.file("y.npy"), overwrite: true)
    try await place.fail(
      ["replay", "file/000002.png", "--out", "x.png"],
      code: 65,
      naming: ["y.npy:2 has changed", "--condition"]
    )
  }

  @Test func picturesAreEncodedUnderTheirConditions() async throws {
    let model = Self.model("one-hot")
    let pictures = ["a", "b"].map(Workplace.picture)
    try await place.succeed(
      ["encode", "--out", "own.npy", "--condition", "green", "--condition", "red"] + pictures + model
    )
    try await place.succeed(["encode", "--out", "red.npy"] + pictures + model)
    try await place.succeed(["encode", "--out", "green.npy", "--condition", "green"] + pictures + model)
    let (own, red, green) = (try place.latents("own.npy"), try place.latents("red.npy"), try place.latents("green.npy"))
    #expect(own[0] == green[0] && own[1] == red[1] && red[0] != green[0])
    // Nothing is begun that could not be ended.
    try await place.fail(
      ["encode", "--set", "s.encodings"] + pictures + Self.model("label"),
      code: 64,
      naming: ["label", "a default into its model.json"]
    )
    try await place.fail(
      ["encode", "--set", "s.encodings", "--condition", "all"] + pictures + model,
      code: 64,
      naming: ["--condition", "3 were given", "--condition-labels"]
    )
    try await place.succeed(["encode", "--set", "s.encodings", "--condition", "green"] + pictures + model)
    #expect(try place.latents("s.encodings/vectors.npy") == green)
    try await place.fail(
      ["encode", "--set", "s.encodings"] + pictures + model,
      code: 64,
      naming: ["another condition (green)", "--force"]
    )
    #expect(try await place.succeed(["sets", "inspect", "s"]).out.contains("condition    green\n"))
    try await place.succeed(
      [
        "grid", "--set", "s.encodings", "set:0", "set:1", "--rows", "1", "--cols", "2", "--spacing", "1", "--out",
        "g.png",
      ]
        + ["--condition", "green", "--condition", "blue"]
    )
    try await place.succeed(
      ["mine", "--set", "s.encodings", "set:0", "--rows", "1", "--cols", "1", "--condition", "blue", "--out", "m.png"]
    )
    // A query that is encoded otherwise than the set.
    let query = ["neighbors", "--set", "s.encodings", Workplace.picture("a"), "-k", "1"]
    let other = try await place.succeed(query)
    #expect(other.err.contains("encoded under the condition green and the query under red"), "\(other.err)")
    #expect(try await !place.succeed(query + ["--condition", "green"]).err.contains("under the condition"))
    // On a canvas the neighbors have one condition.
    let mine = ["canvas", "--mine", "set:0", "--set", "s.encodings", "--anchor-rows", "1", "--anchor-cols", "2"]
    try await place.succeed(mine + ["--condition", "blue", "--out", "c.png"])
    try await place.succeed(["replay", "c.png", "--condition", "green", "--out", "cg.png"])
    try await place.succeed(mine + ["--condition", "green", "--out", "cg2.png"])
    #expect(try place.bytes("cg.png") == place.bytes("cg2.png"))
    try await place.fail(
      mine + ["--condition", "blue", "--condition", "red", "--out", "x.png"],
      code: 64,
      naming: ["--condition", "--mine", "one for all tiles"]
    )
    try await place.fail(
      ["encode", "--out", "x.npy", "--condition", "all"] + pictures + model,
      code: 64,
      naming: ["3 conditions", "2 pictures"]
    )
  }

  /// Three classes by turns, as IDX files have them.
  @Test func eachPictureIsEncodedUnderItsOwnLabel() async throws {
    try place.makeIDX(6)
    let encode = ["encode", "idx", "--set"]
    try await place.succeed(encode + ["own", "--condition-labels", "class_*"] + Self.model("label"))
    let own = try place.latents("own.encodings/vectors.npy")
    for label in 0..<3 {
      try await place.succeed(encode + ["all\(label)", "--condition", "\(label)"] + Self.model("label"))
      let all = try place.latents("all\(label).encodings/vectors.npy")
      for row in 0..<6 { #expect((own[row] == all[row]) == (row % 3 == label)) }
    }
    let shown = "condition    each picture's own, by its labels class_0, class_1, class_2\n"
    #expect(try await place.succeed(["sets", "inspect", "own"]).out.contains(shown))
    let report = try await place.report(["sets", "inspect", "own"])
    #expect(report["description"]?["conditions"]?[0]?["labels"]?[2] == "class_2")
    try await place.succeed(
      ["canvas", "set:0", "set:1", "--set", "own", "--from", "each", "--rows", "1", "--cols", "2", "--condition", "0"]
        + ["--condition", "1", "--out", "c.png"]
    )
    try await place.fail(
      encode + ["x", "--condition-labels", "class_0,class_1"] + Self.model("label"),
      code: 64,
      naming: ["--condition-labels", "3 classes", "2 labels"]
    )
    // What is no label is named before anything is counted: a pattern that finds none stays one name.
    for name in ["kind_*", "class_9"] {
      try await place.fail(
        encode + ["x", "--condition-labels", name] + Self.model("label"),
        code: 64,
        naming: ["--condition-labels", "no label \(name);", "class_0"]
      )
    }
    for flags in [["--set", "x", "--condition", "1"], ["--out", "x.npy"]] {
      let result = try await place.run(
        ["encode", "idx", "--condition-labels", "class_*"] + flags + Self.model("label")
      )
      #expect(result.code == 64 && result.err.contains("--condition-labels"), "\(result.err)")
    }
  }

  @Test func inspectingAModelShowsItsCondition() async throws {
    let lines = try await place.succeed(["models", "inspect"] + Self.model("one-hot")).out
    let condition = "condition    c takes the weights of 3 classes: red, green, blue (default: red)\n"
    #expect(lines.components(of: condition) == 2, "\(lines)")
    let embedding = try await place.succeed(["models", "inspect"] + Self.model("embedding")).out
    #expect(embedding.contains("condition    c takes an embedding of 4 numbers: warm, cold, plain (default: plain)\n"))
    let label = try await place.succeed(["models", "inspect"] + Self.model("label")).out
    #expect(label.contains("condition    c takes the number of a class, one of 3 (no default)\n"))
    let report = try await place.report(["models", "inspect"] + Self.model("label"))
    #expect(report["package"]?["decoder"]?["condition"]?["kind"] == "label")
    let shelf = ["SEXTANT_MODELS": Workplace.fixture("conditional")]
    let listed = try await place.report(["models", "list"], environment: shelf)
    #expect(listed["models"]?[0]?["name"] == "binary" && listed["models"]?[0]?["condition"] == "label")
    #expect(try await place.succeed(["models", "list"], environment: shelf).out.contains("latent 48, embedding"))
  }

  @Test func bareModelsTakeConditionsByTheirInput() async throws {
    let bare = [
      "--decoder", Workplace.fixture("conditional/one-hot/decoder.onnx"), "--image-range", "0,1", "--seed", "1",
    ]
    let sheet = ["--cols", "2", "--condition", "all"]
    try await place.succeed(["sample", "--out", "package.png", "--seed", "1"] + sheet + Self.model("one-hot"))
    let told = ["--condition-input", "c", "--condition-classes", "red,green,blue"]
    try await place.succeed(["sample", "--out", "bare.png"] + bare + sheet + told)
    #expect(try place.picture("bare.png") == place.picture("package.png"))
    try await place.succeed(["replay", "bare.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("bare.png"))
    try await place.fail(
      ["sample", "--out", "x.png", "--condition-input", "c", "--condition", "1"] + bare,
      code: 64,
      naming: ["--condition-kind label"]
    )
    try await place.fail(["sample", "--out", "x.png"] + bare, code: 64, naming: ["--latent-input"])
    let label = [
      "--decoder", Workplace.fixture("conditional/label/decoder.onnx"), "--image-range", "0,1", "--seed", "1",
    ]
    try await place.fail(
      ["sample", "--out", "x.png"] + label,
      code: 64,
      naming: ["--constant c", "--condition-input c"]
    )
  }

  @Test(
    arguments: [
      (["--condition", "grren"] + model("one-hot"), ["one-hot", "grren", "did you mean green?"]),
      (["--condition", "3"] + model("label"), ["no class 3", "0 to 2"]),
      (model("label"), ["label", "--condition", "0, 1, 2"]),
      (["--condition", "0.5"] + model("label"), ["whole classes", "one-hot"]),
      (["--condition", "1,2"] + model("embedding"), ["4 numbers", "2 were given"]),
      (["--condition", "red=a"] + model("one-hot"), ["'red=a'", "NAME=WEIGHT"]),
      (["--condition", "red", "--model", Workplace.model], ["tiny", "takes no condition"]),
      (["--condition", "all", "--rows", "2"] + model("one-hot"), ["--rows", "--cols"]),
      (["--constant", "c=1,0,0"] + model("one-hot"), ["--constant c", "--condition"]),
    ] as [([String], [String])]
  )
  func wrongConditionsAreExplained(_ flags: [String], words: [String]) async throws {
    try await place.fail(["sample", "--seed", "1", "--out", "s.png"] + flags, code: 64, naming: words)
  }

  @Test(arguments: [
    (["--condition", "red", "--no-condition"] + model("one-hot"), "exclude each other"),
    (["--condition", ""] + model("one-hot"), "a value is needed"),
    (["--condition-kind", "label", "--decoder", "d.onnx"], "--condition-input"),
    (["--condition-input", "c"] + model("one-hot"), "--condition-input describes"),
    (["--condition-input", "c", "--condition-classes", "a,a", "--decoder", "d.onnx"], "each once"),
    (["--condition-input", "c", "--condition-shape", "x", "--decoder", "d.onnx"], "--condition-shape x"),
    (
      ["--condition-input", "c", "--condition-classes", "a", "--condition-kind", "embedding", "--decoder", "d.onnx"],
      "are for labels"
    ),
  ])
  func flagsThatDoNotFitAreRefused(_ flags: [String], words: String) async throws {
    let result = try await place.run(["sample", "--seed", "1", "--out", "s.png"] + flags)
    #expect(result.code == 64 && result.out.isEmpty && result.err.contains(words), "\(result.err)")
    #expect(try place.names().isEmpty)
  }

  @Test func asManyConditionsAsAnchorsAreNeeded() async throws {
    try place.makeLatents(3)
    try await place.fail(
      ["jdiagram", "--out", "j.png", "--condition", "red", "--condition", "blue"] + Self.corners
        + Self.model("one-hot"),
      code: 64,
      naming: ["--condition", "2 conditions", "3 anchors", "one for each"]
    )
    try await place.fail(
      ["grid", "--out", "j.png", "--condition", "missing.npy"] + Self.corners + Self.model("one-hot"),
      code: 66,
      naming: ["missing.npy"]
    )
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
