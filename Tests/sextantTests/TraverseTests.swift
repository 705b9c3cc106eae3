import AttributeVectors
import GenerativeModels
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

/// `sextant traverse`.
@Suite struct TraverseTests {
  private let place: Workplace
  private let vectors: VectorSet
  private let command = ["traverse", Workplace.picture("a"), "--model", Workplace.model, "--vectors", "smile.vectors"]

  init() throws {
    place = try Workplace()
    vectors = try place.makeVectors()
  }

  @Test func drawsAStripAsTheDesignSpellsIt() async throws {
    let report = try await place.report(
      command + ["--attribute", "Smiling", "--range=-2,2", "--steps", "9", "--no-labels", "--out", "strip.png"]
    )
    #expect(report["verb"] == "traverse" && report["width"] == 308 && report["height"] == 36)
    let walk = try #require(report["results"]?["walks"]?[0])
    #expect(walk["axes"]?[0]?["attribute"] == "Smiling" && walk["anchor"]?.text == Workplace.picture("a"))
    #expect(walk["axes"]?[0]?["amounts"]?.numbers == [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2])
    #expect(walk["typicality"]?["lengths"]?.numbers?.count == 9)

    let model = try GenerativeModel(package: Repository.tinyModel)
    let z = try model.encode(ImageBatch(contentsOf: [URL(fileURLWithPath: Workplace.picture("a"))], for: model))
    let sheet = try place.picture("strip.png")
    for (column, amount) in [(0, -2.0), (4, 0), (7, 1.5)] {
      let expected = try model.decode(z.moved(along: vectors.vector(named: "Smiling"), by: [amount]))[0]
      let cell = try sheet.cropped(x: 2 + 34 * column, y: 2, width: 32, height: 32)
      #expect(cell.meanSquaredError(to: expected) < 1e-5, "column \(column)")
    }
  }

  @Test func twoVectorsMakeAPlaneAndReferencesNeedNoFlag() async throws {
    try await place.succeed(
      command + [
        "--attribute", "Smiling,Male", "--range", "-1,1", "--range-y", "0,3", "--rows", "4", "--steps", "3",
        "--originals",
        "--no-labels", "--out", "plane.png",
      ]
    )
    #expect(try place.picture("plane.png").size == [172, 138])
    try place.makeVectors(named: "other.vectors", seed: 4)
    try await place.succeed([
      "traverse", "random", "--seed", "1", "--model", Workplace.model, "--attribute", "other.vectors:Male", "--out",
      "r.png",
    ])
  }

  @Test func calibratedEndsAreReplayedAndOverridden() async throws {
    let calibrated = command + ["--attribute", "Smiling", "--to", "0.2,0.7", "--by", "score", "--steps", "3"]
    let report = try await place.report(calibrated + ["--out", "t.png"])
    let axis = try #require(report["results"]?["walks"]?[0]?["axes"]?[0])
    #expect(axis["low"]?["outcome"] == "reached")
    #expect(abs(try #require(axis["high"]?["after"]?.number) - 0.7) < 1e-6)
    try await place.succeed(["replay", "t.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("t.png"))

    // Names are looked for in the recipe's vectors, and a range takes the place of the probabilities.
    try await place.succeed(["replay", "t.png", "--out", "male.png", "--attribute", "Male", "--range=-1,1"])
    try await place.succeed(
      command + ["--attribute", "Male", "--range=-1,1", "--steps", "3", "--by", "score", "--out", "direct.png"]
    )
    #expect(try place.picture("male.png") == place.picture("direct.png"))

    // Other vectors of the same name.
    try place.makeVectors(named: "other.vectors", seed: 4)
    try await place.succeed(["replay", "t.png", "--out", "other.png", "--vectors", "other.vectors"])
    #expect(try place.picture("other.png") != place.picture("t.png"))

    // The recipe's own vectors, changed since.
    try FileManager.default.removeItem(at: place.file("smile.vectors"))
    try place.makeVectors(seed: 9)
    try await place.fail(
      ["replay", "t.png", "--out", "new.png"],
      code: 65,
      naming: ["smile.vectors:Smiling", "changed"]
    )
    try FileManager.default.removeItem(at: place.file("smile.vectors"))
    try await place.fail(["replay", "t.png", "--out", "new.png"], code: 66, naming: ["smile.vectors", "not there"])
  }

  @Test func aPlanesRecipeBecomesAStrip() async throws {
    try await place.succeed(
      command + ["--attribute", "Smiling,Male", "--rows", "2", "--steps", "3", "--out", "plane.png"]
    )
    try await place.succeed(["replay", "plane.png", "--attribute", "Male", "--no-labels", "--out", "strip.png"])
    #expect(try place.picture("strip.png").size == [104, 36])
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var code: Int32
    var words: [String]
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let wrong = [
    Wrong(arguments: ["--attribute", "Smilng"], code: 64, words: ["Smilng", "Smiling"]),
    Wrong(arguments: [], code: 64, words: ["--attribute"]),
    Wrong(arguments: ["--attribute", "Smiling,Male,Smiling"], code: 64, words: ["3 vectors"]),
    Wrong(arguments: ["--attribute", "Smiling", "--range", "2"], code: 64, words: ["--range", "-2,2"]),
    Wrong(arguments: ["--attribute", "Smiling", "--range", "a,b"], code: 64, words: ["--range a,b"]),
    Wrong(arguments: ["--attribute", "Smiling", "--range", "2,-2"], code: 64, words: ["--range", "lower first"]),
    Wrong(arguments: ["--attribute", "Smiling", "--to", "0.1,1.5"], code: 64, words: ["--to", "probabilities"]),
    Wrong(arguments: ["--attribute", "Smiling", "--to", "0.1,0.9"], code: 64, words: ["tiny", "--by score"]),
    Wrong(arguments: ["--attribute", "Smiling", "--to", "0.1,0.9", "--range", "0,1"], code: 64, words: ["not both"]),
    Wrong(arguments: ["--attribute", "Male", "--to", "0.1,0.9", "--by", "score"], code: 64, words: ["no calibration"]),
    Wrong(arguments: ["--attribute", "Smiling", "--steps", "1"], code: 64, words: ["--steps 1"]),
    Wrong(arguments: ["--attribute", "Smiling", "--rows", "3"], code: 64, words: ["--rows", "plane"]),
    Wrong(arguments: ["--attribute", "gone.vectors:Smiling"], code: 66, words: ["gone.vectors"]),
  ]

  @Test(arguments: wrong)
  func wrongRequestsAreExplained(_ wrong: Wrong) async throws {
    try await place.fail(command + wrong.arguments + ["--out", "t.png"], code: wrong.code, naming: wrong.words)
  }

  @Test func vectorsOfAnotherModelAreRefused() async throws {
    try await place.fail(
      ["traverse", "random", "--vectors", "smile.vectors", "--attribute", "Smiling", "--seed", "1", "--out", "t.png"],
      code: 65,
      naming: ["smile.vectors", "48", "portraits-vae"]
    )
    try await place.fail(
      ["traverse", "random", "--attribute", "Smiling", "--seed", "1", "--out", "t.png"],
      code: 64,
      naming: ["Smiling", "--vectors"]
    )
  }
}
