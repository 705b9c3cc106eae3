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

/// `sextant replay`.
@Suite struct ReplayTests {
  private let place: Workplace

  /// The example pictures as a, b and c in the test's own folder, where they can be changed.
  private let pictures = ["a.png", "b.png", "c.png"]
  private var jdiagram: [String] { ["jdiagram"] + pictures + ["--model", Workplace.model] }

  init() throws {
    place = try Workplace()
    for name in ["a", "b", "c"] {
      try FileManager.default.copyItem(atPath: Workplace.picture(name), toPath: place.file("\(name).png").path)
    }
  }

  /// One command for each verb that draws, and for each kind of anchor.
  static let drawings: [[String]] = [
    ["sample", "--rows", "2", "--cols", "2", "--seed", "3", "--scale", "1.5"],
    ["sample", "--rows", "1", "--cols", "2", "--seed", "3", "--rng", "numpy", "--gap", "0"],
    ["reconstruct", "a.png", "b.png", "--posterior", "sample", "--seed", "1"],
    ["interpolate", "a.png", "b.png", "--steps", "4", "--originals"],
    ["interpolate", "--random-pairs", "2", "--seed", "4", "--method", "slerp"],
    ["jdiagram", "a.png", "b.png", "c.png", "--linear"],
    ["jdiagram", "z.npy:1", "random", "a.png", "--seed", "8", "--rows", "3"],
    ["jdiagram", "*.png", "--tight", "--no-originals"],
    ["grid", "a.png", "random", "--fill", "--seed", "5", "--rows", "3", "--cols", "5", "--spacing", "2"],
    ["grid", "--layout", "fan", "--rows", "2", "--cols", "3", "--typical", "rescale"],
    ["interpolate", "--report", "--random-pairs", "20", "--steps", "3", "--pictures", "2", "--seed", "6"],
    ["animate", "a.png", "b.png", "c.png", "--motion", "spline", "--frames", "5"],
    ["animate", "--motion", "noise", "--rows", "2", "--cols", "2", "--frames", "3", "--seed", "7", "--quality", "60"],
  ]

  @Test(arguments: drawings)
  func drawsThePictureAgainByteForByte(_ command: [String]) async throws {
    try place.makeLatents(2)
    let report = try await place.report(command + ["--model", Workplace.model, "--out", "one.webp"])
    let again = try await place.report(["replay", "one.webp", "--batch", "2", "--threads", "1", "--out", "two.webp"])
    #expect(try place.bytes("one.webp") == place.bytes("two.webp"))
    for key in ["verb", "width", "height", "seed", "models", "results"] {
      #expect(again[key] == report[key], "\(key)")
    }
  }

  @Test func decodedPicturesAreReplayedOneByOne() async throws {
    try place.makeLatents(3)
    try await place.succeed(["decode", "z.npy", "--model", Workplace.model, "--out", "frames"])
    try await place.succeed(["replay", "frames/000001.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("frames/000001.png"))
    try await place.succeed(["replay", "frames/000001.png", "z.npy:2", "--out", "other.png"])
    #expect(try place.picture("other.png") == place.picture("frames/000002.png"))
    try FileManager.default.removeItem(at: place.file("z.npy"))
    let lost = ["replay", "frames/000001.png", "--out", "lost.png"]
    try await place.fail(lost, code: 66, naming: ["z.npy"])
    try await place.succeed(lost + ["--from-latents"])
    #expect(try place.picture("lost.png") == place.picture("again.png"))
  }

  @Test func seedsThatWereDrawnAreKept() async throws {
    try await place.succeed([
      "sample", "--rows", "1", "--cols", "2", "--model", Workplace.model, "--quiet", "--out", "s.png",
    ])
    let result = try await place.succeed(["replay", "s.png", "--quiet", "--out", "again.png"])
    #expect(try place.bytes("s.png") == place.bytes("again.png"))
    #expect(result.out.isEmpty && result.err.isEmpty)
  }

  @Test(arguments: [
    ["--cols", "4"], ["--rows", "2"], ["--tight"], ["--linear"], ["--scale", "2"], ["--no-originals"],
    ["b.png", "c.png", "a.png"], ["--model", Workplace.fixture("signed")], ["--tight", "--cols", "3", "--linear"],
  ])
  func optionsReplaceWhatTheRecipeSays(_ overrides: [String]) async throws {
    try await place.succeed(jdiagram + ["--cols", "5", "--rows", "3", "--out", "j.png"])
    try await place.succeed(["replay", "j.png", "--out", "replayed.png"] + overrides)
    // The last of two values counts, and anchors and models are replaced as a whole.
    let anchors = overrides.contains("b.png") ? Array(overrides.prefix(3)) : pictures
    let model = overrides.contains("--model") ? overrides.suffix(2) : ["--model", Workplace.model]
    let rest = overrides.filter { !anchors.contains($0) && !model.contains($0) }
    try await place.succeed(["jdiagram", "--cols", "5", "--rows", "3", "--out", "drawn.png"] + anchors + model + rest)
    #expect(try place.bytes("replayed.png") == place.bytes("drawn.png"))
    #expect(try place.bytes("replayed.png") != place.bytes("j.png"))
  }

  @Test func flagsCanBeTakenBack() async throws {
    try await place.succeed(jdiagram + ["--out", "plain.png"])
    try await place.succeed(jdiagram + ["--linear", "--tight", "--no-originals", "--out", "other.png"])
    try await place.succeed(["replay", "other.png", "--no-linear", "--gap", "2", "--originals", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("plain.png"))
  }

  @Test func showPrintsTheRecipe() async throws {
    try await place.succeed(jdiagram + ["--out", "j.png"])
    let result = try await place.succeed(["replay", "j.png", "--show"])
    #expect(result.err.isEmpty)
    let recipe = try result.json()
    #expect(recipe.keys == ["sextant", "request", "models", "inputs", "anchors", "typicality"])
    #expect(recipe["request"]?["verb"] == "jdiagram")
    #expect(recipe["request"]?["options"]?["anchors"]?.texts == pictures)
    #expect(recipe["request"]?["options"]?["rows"] == 5)
    #expect(recipe["inputs"]?.texts("path") == pictures)
    #expect(recipe["models"]?[0]?["name"] == "tiny")
    #expect(recipe["anchors"]?[0]?.elements?.map { $0.numbers?.count } == [48, 48, 48])
  }

  @Test func latentsOfTheRecipeStandInForLostInputs() async throws {
    try await place.succeed(jdiagram + ["--no-originals", "--out", "j.png"])
    try await place.succeed([
      "interpolate", "--random-pairs", "2", "--seed", "4", "--model", Workplace.model, "--out", "i.png",
    ])
    for name in pictures { try FileManager.default.removeItem(at: place.file(name)) }
    for name in ["j.png", "i.png"] {
      try await place.succeed(["replay", name, "--from-latents", "--out", "again-\(name)"])
      #expect(try place.picture("again-\(name)") == place.picture(name))
    }
    // The picture from latents carries a recipe of its own.
    try await place.succeed(["replay", "again-j.png", "--out", "third.png"])
    #expect(try place.bytes("third.png") == place.bytes("again-j.png"))
  }

  @Test func recipesTooLongForAPictureLieBesideIt() async throws {
    let many = ["interpolate", "--random-pairs", "80", "--steps", "2", "--method", "slerp", "--tight", "--seed", "1"]
    try await place.succeed(many + ["--model", Workplace.model, "--out", "many.jpg"])
    #expect(try place.names().contains("many.jpg.json"))
    try await place.succeed(["replay", "many.jpg", "--out", "again.jpg"])
    #expect(try place.bytes("again.jpg") == place.bytes("many.jpg"))
    #expect(try place.bytes("again.jpg.json") == place.bytes("many.jpg.json"))
    try FileManager.default.removeItem(at: place.file("many.jpg.json"))
    try await place.fail(["replay", "many.jpg", "--out", "third.jpg"], code: 66, naming: ["many.jpg.json"])
  }

  // MARK: What cannot be replayed

  @Test func changedAndLostInputsAreNoticed() async throws {
    try await place.succeed(jdiagram + ["--out", "j.png"])
    let replay = ["replay", "j.png", "--out", "again.png"]
    try FileManager.default.removeItem(at: place.file("b.png"))
    try await place.fail(replay, code: 66, naming: ["j.png", "made from b.png", "--from-latents"])
    try FileManager.default.copyItem(at: place.file("c.png"), to: place.file("b.png"))
    try await place.fail(replay, code: 65, naming: ["j.png", "b.png has changed", "SHA-256"])
    // Other anchors do not need the one that is gone.
    try await place.succeed(replay + ["a.png", "a.png", "c.png"])
  }

  /// What mends a missing file depends on what it was for, not on its name.
  @Test func lostFilesAreToldByWhatTheyWereFor() async throws {
    try place.makeLatents(2, to: "v.json")
    try place.makeLatents(2, to: "z.json")
    try place.write("[[1, 0, 0], [0, 0, 1]]".utf8, to: "y.json")
    let plain = ["--model", Workplace.model, "--rows", "1", "--cols", "2"]
    try await place.succeed(["sample", "--seed", "1", "--offset", "v.json:1", "--out", "offset.png"] + plain)
    try await place.succeed(["sample", "--seed", "1", "--field", "v.json:0:ramp:0,1", "--out", "field.png"] + plain)
    try await place.succeed(
      ["interpolate", "z.json:0", "z.json:1", "--steps", "3", "--condition", "y.json", "--out", "condition.png"]
        + ["--model", Workplace.fixture("conditional/one-hot")]
    )
    for name in ["v.json", "y.json"] { try FileManager.default.removeItem(at: place.file(name)) }
    for name in ["offset", "field"] {
      try await place.fail(
        ["replay", "\(name).png", "--out", "x.png"],
        code: 66,
        naming: ["the vectors v.json", "--no-offset or --no-field"]
      )
    }
    try await place.fail(
      ["replay", "condition.png", "--out", "x.png"],
      code: 66,
      naming: ["made from y.json", "by --condition", "--no-condition"]
    )
    try await place.succeed(["replay", "field.png", "--no-field", "--out", "plain.png"])
    try FileManager.default.removeItem(at: place.file("z.json"))
    try await place.fail(
      ["replay", "condition.png", "--no-condition", "--out", "x.png"],
      code: 66,
      naming: ["made from z.json", "--from-latents"]
    )
  }

  @Test func changedLatentsAreNoticed() async throws {
    try place.makeLatents(3)
    try await place.succeed(["jdiagram", "z.npy", "--model", Workplace.model, "--out", "j.png"])
    try FileManager.default.removeItem(at: place.file("z.npy"))
    try place.makeLatents(3, seed: 8)
    try await place.fail(["replay", "j.png", "--out", "again.png"], code: 65, naming: ["z.npy has changed"])
  }

  @Test func anotherModelUnderTheSameNameIsNoticed() async throws {
    try FileManager.default.copyItem(at: Repository.tinyModel, to: place.file("model"))
    try await place.succeed(["sample", "--seed", "1", "--model", "model", "--out", "s.png"])
    try FileManager.default.removeItem(at: place.file("model"))
    let other = Repository.fixture("signed", of: "GenerativeModels")
    try FileManager.default.copyItem(at: other, to: place.file("model"))
    let replay = ["replay", "s.png", "--out", "again.png"]
    try await place.fail(replay, code: 65, naming: ["s.png", "the model tiny", "--model"])
    try await place.succeed(replay + ["--model", Workplace.model])
    #expect(try place.picture("again.png") == place.picture("s.png"))
    try FileManager.default.removeItem(at: place.file("model"))
    try await place.fail(
      ["replay", "s.png", "--out", "third.png"],
      code: 66,
      naming: ["s.png", "the model model", "--model"]
    )
  }

  @Test func picturesWithoutARecipeCannotBeReplayed() async throws {
    try await place.fail(["replay", "a.png", "--out", "again.png"], code: 65, naming: ["a.png", "no recipe"])
    try await place.fail(["replay", "a.png", "--show"], code: 65, naming: ["a.png", "no recipe"])
    try await place.fail(["replay", "none.png", "--show"], code: 66, naming: ["none.png"])
    let foreign = try place.picture("a.png").encoded(as: .png, recipe: #"{"made by": "another program"}"#)
    try place.write(foreign, to: "foreign.png")
    try await place.fail(["replay", "foreign.png", "--show"], code: 65, naming: ["foreign.png", "recipe"])
  }

  @Test func recipesThatAskForTooMuchAreRefused() async throws {
    try await place.succeed(jdiagram + ["--out", "j.png"])
    let recipe = try #require(try PlanarImage.recipe(inImageAt: place.file("j.png")))
    let changes = [
      ("\"rows\":5", "\"rows\":4611686018427387904"), ("\"gap\":2", "\"gap\":-7"), ("\"scale\":1", "\"scale\":0"),
    ]
    for (old, new) in changes {
      try #require(recipe.contains(old))
      let changed = recipe.replacing(old, with: new)
      try place.write(try place.picture("a.png").encoded(as: .png, recipe: changed), to: "changed.png")
      let result = try await place.run(["replay", "changed.png", "--out", "again.png"])
      #expect(result.code == 64 && result.notes.count == 1, "\(new): \(result.err)")
    }
  }

  @Test func wrongOptionsAreExplainedByTheirVerb() async throws {
    try await place.succeed(jdiagram + ["--out", "j.png"])
    let replay = ["replay", "j.png", "--out", "again.png"]
    try await place.fail(replay + ["--steps", "4"], code: 64, naming: ["--steps", "sextant jdiagram --help"])
    try await place.fail(replay + ["--cols", "many"], code: 64, naming: ["many", "--cols", "sextant jdiagram --help"])
    try await place.fail(replay + ["--cols", "1"], code: 64, naming: ["--cols 1"])
    try await place.fail(["replay", "j.png", "--out", "j.png"], code: 73, naming: ["j.png", "--force"])
    let noOutput = try await place.run(["replay", "j.png"])
    #expect(noOutput.code == 64 && noOutput.err.contains("--out FILE is needed"))
    #expect(noOutput.err.contains("sextant replay [<options>] <picture>"))
    // What shows original pictures, or has no latents, cannot start from latents.
    try await place.succeed(["reconstruct", "a.png", "--model", Workplace.model, "--out", "r.png"])
    try await place.succeed(["sample", "--seed", "1", "--model", Workplace.model, "--out", "s.png"])
    for name in ["r.png", "s.png"] {
      try await place.fail(
        ["replay", name, "--from-latents", "--out", "x.png"],
        code: 65,
        naming: [name, "--from-latents"]
      )
    }
  }
}
