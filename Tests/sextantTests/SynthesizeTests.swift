import AttributeVectors
import Imaging
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant attributes synthesize`.
@Suite struct SynthesizeTests {
  private let place: Workplace
  private let verb = ["attributes", "synthesize"]
  private let model = ["--model", Workplace.model]

  init() async throws {
    place = try Workplace()
    try place.makeLabelledPictures()
  }

  private func vectors(_ name: String) throws -> VectorSet { try VectorSet(named: place.file(name).path) }

  private func makeSet() async throws {
    try await place.succeed(["encode", "d", "--set", "s"] + model)
  }

  @Test func vectorsOfASetAreWrittenAndTold() async throws {
    try await makeSet()
    let augments = ["--augment", "blur:2", "--augment", "crisp=-blur:2"]
    let report = try await place.report(verb + ["--set", "s"] + augments + ["--out", "v"])
    #expect(report.keys == ["out", "set", "model", "vectors"])
    #expect(report["out"] == "v.vectors" && report["set"] == "s" && report["model"]?["name"] == "tiny")
    let first = report["vectors"]?[0]
    #expect(first?["name"] == "blur" && first?["augmentation"] == "blur:2" && first?["pictures"] == 12)
    #expect(report["vectors"]?[1]?["name"] == "crisp" && report["vectors"]?[1]?["augmentation"] == "-blur:2")
    let written = try vectors("v")
    #expect(written.names == ["blur", "crisp"] && written.entries.allSatisfy { $0.method == .synthetic })
    #expect(written.vectors[1].values == written.vectors[0].values.map { -$0 })
    #expect(first?["length"]?.number == written.entries[0].length)
    #expect(written.model?.name == "tiny" && written.source?.name == "s" && written.source?.items == "all")
    // The same for people; and the same vectors from the files themselves, by any number of threads.
    let lines = try await place.succeed(verb + ["--set", "s"] + augments + ["--out", "w", "--threads", "3"]).out
    #expect(lines.split(separator: "\n").map { $0.split(separator: " ")[0] } == ["vector", "blur", "crisp"])
    #expect(try vectors("w") == written)
    try await place.succeed(verb + ["d"] + model + augments + ["--out", "x"])
    #expect(try vectors("x").vectors == written.vectors && vectors("x").source == nil)
  }

  @Test func conditionsAndCountsChoosePictures() async throws {
    try await makeSet()
    let flags = ["--augment", "blur:2", "--where", "Smiling = 1", "--out"]
    let report = try await place.report(verb + ["--set", "s"] + flags + ["v"])
    #expect(report["vectors"]?[0]?["pictures"] == 6 && report["seed"] == nil)
    try await place.succeed(verb + ["d"] + model + flags + ["w"])
    #expect(try vectors("v").vectors == vectors("w").vectors)
    #expect(try vectors("v").source?.items == "Smiling = 1")
    let count = ["--count", "3", "--split", "train", "--seed", "3"]
    let some = try await place.report(verb + ["--set", "s", "--augment", "blur:2", "--out", "c"] + count)
    #expect(some["vectors"]?[0]?["pictures"] == 3 && some["seed"] == 3)
    #expect(try vectors("c").source?.items == "split = 'train' and 3 drawn by seed 3")
    // A draw without a seed tells it.
    let drawn = try await place.succeed(verb + ["d"] + model + ["--augment", "blur:2", "--out", "e", "--count", "3"])
    #expect(drawn.notes.contains { $0.hasPrefix("sextant: seed ") }, "\(drawn.err)")
  }

  @Test func noiseIsTheSameForTheSameSeed() async throws {
    let flags = ["d"] + model + ["--augment", "noise:0.2", "--seed"]
    for (seed, name) in [("1", "a"), ("1", "b"), ("2", "c")] {
      try await place.succeed(verb + flags + [seed, "--out", name])
    }
    #expect(try vectors("a").vectors == vectors("b").vectors && vectors("a").vectors != vectors("c").vectors)
  }

  @Test func vectorsAreComparedWithOthers() async throws {
    try await place.succeed(verb + ["d"] + model + ["--augment", "blur:2", "--augment", "hue:90", "--out", "old"])
    let flags = ["d"] + model + ["--augment", "blur:2", "--augment", "-hue:90", "--compare", "old"]
    let report = try await place.report(verb + flags + ["--out", "new"])
    let cosines = try #require(report["vectors"]?[0]?["cosines"]?.elements)
    #expect(cosines.count == 2 && cosines[0]["name"] == "blur" && cosines[0]["vectors"] == "old")
    #expect(abs((cosines[0]["cosine"]?.number ?? 0) - 1) < 1e-6)
    #expect(abs((report["vectors"]?[1]?["cosines"]?[1]?["cosine"]?.number ?? 0) + 1) < 1e-6)
    let lines = try await place.succeed(verb + flags + ["--out", "more"]).out.split(separator: "\n")
    #expect(lines[0].hasSuffix("cosine") && lines[1].hasSuffix("  1.00 blur"), "\(lines)")
    // No vector of this name: the nearest ones.
    #expect(lines[2].contains("-1.00 hue, "), "\(lines)")
  }

  @Test func theSheetIsDrawn() async throws {
    let flags = ["d"] + model + ["--augment", "brightness:0.2", "--augment", "-blur:2", "--sheet", "pairs.png"]
    try await place.succeed(verb + flags + ["--out", "v"])
    let sheet = try place.picture("pairs.png")
    #expect(sheet.height == 2 + 8 * 34 && sheet.width > 8 * 34)
    try await place.succeed(["replay", "pairs.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("pairs.png"))
  }

  /// From a set, with noise, drawn pictures, and vectors in a plain file.
  @Test func sheetsOfASetAreDrawnAgain() async throws {
    try await makeSet()
    let flags = ["--set", "s", "--augment", "noise:0.2", "--augment", "blur:2", "--count", "5", "--seed", "3"]
    for out in ["v", "v.npy"] {
      try await place.succeed(verb + flags + ["--out", out, "--sheet", "\(out).png"])
      try await place.succeed(["replay", "\(out).png", "--out", "again.png", "--force"])
      #expect(try place.bytes("again.png") == place.bytes("\(out).png"))
    }
    #expect(try place.picture("v.png") == place.picture("v.npy.png"))
    // Other pictures, vectors of another folder, and what has no place in such a sheet.
    try await place.succeed(["replay", "v.png", "set:0", "set:1", "--out", "two.png"])
    #expect(try place.picture("two.png").width < place.picture("v.png").width)
    try await place.succeed(
      verb + ["--set", "s", "--augment", "noise:0.2", "--augment", "blur:2", "--out", "w", "--seed", "4"]
    )
    try await place.succeed(["replay", "v.png", "--vectors", "w", "--out", "moved.png"])
    let replay = ["replay", "v.png", "--out", "no.png"]
    try await place.fail(replay + ["--typical", "rescale"], code: 64, naming: ["--typical"])
    try await place.fail(replay + ["random"], code: 64, naming: ["only pictures have twins"])
    try await place.fail(replay + ["--from-latents"], code: 65, naming: ["--from-latents"])
    try FileManager.default.removeItem(at: place.file("v.vectors"))
    try await place.fail(replay, code: 66, naming: ["v.vectors"])
  }

  /// Pictures within a file are named in recipes as a person names them.
  @Test func sheetsOfPicturesWithinAFileAreDrawnAgain() async throws {
    try place.makeIDX(6)
    let file = "idx/train-images-idx3-ubyte"
    try await place.succeed(verb + [file] + model + ["--augment", "blur:2", "--out", "v", "--sheet", "six.png"])
    try await place.succeed(["replay", "six.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("six.png"))
    try await place.succeed(["replay", "six.png"] + (0..<6).map { "\(file):\($0)" } + ["--out", "named.png"])
    #expect(try place.bytes("named.png") == place.bytes("six.png"))
    let replay = ["replay", "six.png", "--out", "no.png"]
    try await place.fail(replay + ["\(file):6"], code: 74, naming: [file, "6 pictures, 0 to 5, and not 6"])
    try await place.fail(replay + ["none:6"], code: 66, naming: ["none:6"])
    // A picture of its own may be called so, too.
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Workplace.picture("a")), to: place.file("shot:1"))
    try await place.succeed(["replay", "six.png", "shot:1", "--out", "shot.png"])
    try await place.succeed(["replay", "six.png", Workplace.picture("a"), "--out", "a.png"])
    #expect(try place.picture("shot.png") == place.picture("a.png"))
  }

  @Test func bareModelsWorkToo() async throws {
    let folder = Repository.tinyModel
    let bare = ["--decoder", folder.path + "/decoder.onnx", "--encoder", folder.path + "/encoder.onnx"]
    try await place.succeed(verb + ["d"] + bare + ["--augment", "zoom:1.2", "--out", "v.npy", "--quiet"])
    try await place.succeed(verb + ["d"] + model + ["--augment", "zoom:1.2", "--out", "w"])
    #expect(try place.latents("v.npy") == vectors("w").vectors)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let flags: [String]
    let code: Int32
    let words: [String]

    init(_ flags: [String], _ code: Int32, _ words: [String]) {
      (self.flags, self.code, self.words) = (flags, code, words)
    }

    var testDescription: String { flags.joined(separator: " ") }
  }

  private static let refusals = [
    Refusal(["d", "--augment", "blurr:2"], 64, ["did you mean blur?"]),
    Refusal(["d", "--augment", "blur:200"], 64, ["blur:200", "SD from 0 to 100 pixels"]),
    Refusal(["d", "--augment", "blur:0"], 64, ["leaves pictures as they are"]),
    Refusal(["d", "--augment", "blur:1", "--augment", "blur:2"], 64, ["two vectors are called blur", "NAME=blur:2"]),
    Refusal(["d", "--augment", "blur:1", "--where", "Smiling = 3"], 64, ["Smiling = 3", "none of the 12"]),
    Refusal(["d", "--augment", "blur:1", "--where", "id = 3"], 64, ["at least 2", "there is 1"]),
    Refusal(["nowhere", "--augment", "blur:1"], 66, ["nowhere"]),
    Refusal(["d", "--augment", "blur:1", "--compare", "nowhere"], 66, ["nowhere.vectors"]),
    Refusal(["d", "--augment", "blur:1", "--sheet", "pairs.xyz"], 64, ["pairs.xyz"]),
    Refusal(["d", "--augment", "blur:1", "--out", "there"], 73, ["there.vectors", "--force"]),
    Refusal(["d", "--augment", "blur:1", "--model", "portraits-dcgan"], 64, ["portraits-dcgan", "encoder"]),
  ]

  @Test(arguments: refusals) func whatIsWrongIsExplained(_ refusal: Refusal) async throws {
    try await place.succeed(verb + ["d"] + model + ["--augment", "blur:2", "--out", "there"])
    var flags = refusal.flags
    if !flags.contains("--model") { flags += model }
    if !flags.contains("--out") { flags += ["--out", "v"] }
    try await place.fail(verb + flags, code: refusal.code, naming: refusal.words)
  }

  @Test func missingOriginalsAreNamedAndFoundElsewhere() async throws {
    try await makeSet()
    try FileManager.default.moveItem(at: place.file("d"), to: place.file("moved"))
    let flags = ["--set", "s", "--augment", "blur:2", "--out"]
    try await place.fail(verb + flags + ["v"], code: 66, naming: ["100.png", "--originals-in"])
    try await place.succeed(verb + flags + ["v", "--originals-in", "moved"])
    #expect(try vectors("v").entries[0].positives == 12)
  }

  @Test(arguments: [
    ["--augment", "blur:1", "--out", "v"], ["d", "--set", "s", "--augment", "blur:1", "--out", "v"],
    ["d", "--out", "v"], ["d", "--augment", "blur:1"], ["d", "--augment", "blur:1", "--out", "v", "--count", "1"],
    ["d", "--augment", "blur:1", "--out", "v", "--originals-in", "x"],
    ["d", "--augment", "blur:1", "--out", "v", "--prior", "uniform"],
  ])
  func wrongUsageIsExplained(_ flags: [String]) async throws {
    let result = try await place.run(verb + flags)
    #expect(result.code == 64 && result.out.isEmpty && result.err.hasPrefix("sextant: error: "), "\(result.err)")
  }
}
