import EncodedSets
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

/// Items of encoded sets as anchors, and the law of a set as a prior.
@Suite struct SetAnchorTests {
  private let place: Workplace
  private let items = ["set:3", "set:0", "set:-1"]

  init() throws {
    place = try Workplace()
    try place.makeLabelledPictures()
  }

  private func encode(_ flags: [String] = []) async throws {
    try await place.succeed(["encode", "d", "--set", "s", "--model", Workplace.model] + flags)
  }

  /// The pictures of the items, as they would be named without a set.
  private var files: [String] { [3, 0, 11].map { "d/img_align_celeba/\(Workplace.labelled($0))" } }

  static let verbs: [[String]] = [
    ["jdiagram", "--rows", "3", "--cols", "3"], ["reconstruct"], ["interpolate", "--steps", "3"],
    ["grid", "--layout", "jdiagram", "--rows", "3", "--cols", "3"],
  ]

  @Test(arguments: verbs) func itemsDrawWhatTheirPicturesDraw(_ verb: [String]) async throws {
    try await encode()
    let (items, files) = verb[0] == "interpolate" ? (Array(items.prefix(2)), Array(files.prefix(2))) : (items, files)
    try await place.succeed(verb + items + ["--set", "s", "--out", "set.png"])
    try await place.succeed(verb + files + ["--model", Workplace.model, "--out", "files.png"])
    #expect(try place.picture("set.png") == place.picture("files.png"))
    // And again from the recipe, from the set or from the latents that the recipe keeps.
    try await place.succeed(["replay", "set.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("set.png"))
    try FileManager.default.removeItem(at: place.file("s.encodings"))
    try await place.fail(["replay", "set.png", "--out", "x.png"], code: 66, naming: ["s.encodings"])
  }

  @Test func animationsTakeItems() async throws {
    try await encode()
    let command = ["animate", "--frames", "3"]
    try await place.succeed(command + items + ["--set", "s", "--out", "set"])
    try await place.succeed(command + files + ["--model", Workplace.model, "--out", "files"])
    for frame in 0..<3 {
      #expect(try place.picture("set/00000\(frame).png") == place.picture("files/00000\(frame).png"))
    }
  }

  @Test func itemsStandBesideOtherAnchors() async throws {
    try await encode()
    try place.makeLatents(1)
    let others = ["z.npy", "random", files[1]]
    let command = ["interpolate", "--steps", "2", "--seed", "4"]
    for other in others {
      try await place.succeed(command + ["set:3", other, "--set", "s", "--out", "set.png", "--force"])
      try await place.succeed(
        command + [files[0], other, "--model", Workplace.model, "--out", "files.png", "--force"]
      )
      #expect(try place.picture("set.png") == place.picture("files.png"), "\(other)")
    }
  }

  @Test func anotherModelEncodesThePicturesAnew() async throws {
    try await encode()
    let command = ["jdiagram", "--model", Workplace.fixture("signed"), "--rows", "2", "--cols", "2"]
    try await place.succeed(command + items + ["--set", "s", "--out", "set.png"])
    try await place.succeed(command + files + ["--out", "files.png"])
    #expect(try place.picture("set.png") == place.picture("files.png"))
    // It has nothing to encode where they are gone.
    try FileManager.default.moveItem(at: place.file("d"), to: place.file("moved"))
    try await place.fail(
      command + items + ["--set", "s", "--out", "x.png"],
      code: 66,
      naming: ["103.png", "s.encodings", "--originals-in DIR"]
    )
    let moved = ["--originals-in", "moved/img_align_celeba"]
    try await place.succeed(command + items + ["--set", "s", "--out", "moved.png"] + moved)
    #expect(try place.picture("moved.png") == place.picture("files.png"))
  }

  @Test func latentsAreThereWithoutTheOriginals() async throws {
    try await encode()
    let command = ["jdiagram", "--rows", "2", "--cols", "2", "--no-originals"]
    try await place.succeed(command + items + ["--set", "s", "--out", "before.png"])
    try FileManager.default.moveItem(at: place.file("d"), to: place.file("moved"))
    try await place.succeed(command + items + ["--set", "s", "--out", "after.png"])
    #expect(try place.picture("after.png") == place.picture("before.png"))
    try await place.succeed(["jdiagram"] + items + ["--set", "s", "--out", "without.png"])
    // What compares with the originals needs them.
    try await place.fail(
      ["reconstruct"] + items + ["--set", "s", "--out", "x.png"],
      code: 66,
      naming: ["set:3", "--originals-in"]
    )
    let moved = ["--originals-in", "moved/img_align_celeba"]
    try await place.succeed(["reconstruct"] + items + ["--set", "s", "--out", "r.png"] + moved)
  }

  @Test func recipesKnowTheSetByItsDigest() async throws {
    try await encode()
    try await place.succeed(["jdiagram"] + items + ["--set", "s", "--no-originals", "--out", "j.png"])
    let recipe = try (await place.succeed(["replay", "j.png", "--show"])).json()
    let anchor = recipe["request"]?["options"]?["anchors"]?[0]
    #expect(anchor == .object(["set": "s", "item": 3]))
    try await encode(["--force", "--where", "id > 0"])
    try await place.fail(["replay", "j.png", "--out", "x.png"], code: 65, naming: ["s", "j.png"])
    try await place.succeed(["replay", "j.png", "--from-latents", "--out", "k.png"])
    #expect(try place.picture("k.png") == place.picture("j.png"))
  }

  @Test func wrongItemsAreExplained() async throws {
    try await encode()
    let command = ["jdiagram", "set:0", "set:1"]
    try await place.fail(
      command + ["set:12", "--set", "s", "--out", "x.png"],
      code: 65,
      naming: ["set:12", "0 to 11"]
    )
    try await place.fail(command + ["set:-13", "--set", "s", "--out", "x.png"], code: 65, naming: ["set:-13"])
    try await place.fail(command + ["set:2", "--out", "x.png"], code: 64, naming: ["set:0", "--set"])
    try await place.fail(command + ["set:2", "--set", "no", "--out", "x.png"], code: 66, naming: ["no.encodings"])
    try await place.fail(
      command + ["set:two", "--set", "s", "--out", "x.png"],
      code: 64,
      naming: ["set:two", "set:17"]
    )
  }

  // MARK: - Priors

  @Test func theLawOfAnotherModelsSetIsRefused() async throws {
    try await encode()
    try await place.fail(
      ["sample", "--model", Workplace.fixture("signed"), "--prior", "set:s", "--seed", "1", "--out", "x.png"],
      code: 64,
      naming: ["--prior set:s", "of the model tiny"]
    )
    let result = try await place.run(
      ["sample", "--model", Workplace.model, "--prior", "s.encodings", "--seed", "1", "--out", "x.png"]
    )
    #expect(result.code == 64 && result.err.contains("set:s.encodings"))
  }

  @Test func theLawOfASetIsAPrior() async throws {
    try await encode()
    let set = try EncodedSet(named: place.file("s").path)
    let laws: [(text: String, prior: Prior)] = [
      ("set:s", .empirical(try set.empiricalPrior())), ("empirical:s.encodings", .empirical(try set.empiricalPrior())),
      ("gaussian:s.encodings", .correlatedGaussian(try set.gaussianPrior())),
      ("gaussian:s.encodings/vectors.npy", .correlatedGaussian(try set.gaussianPrior())),
    ]
    for (text, prior) in laws {
      try await place.succeed(
        ["latents", "sample", "--prior", text, "--count", "5", "--seed", "2", "--out", "z.npy", "--force"]
      )
      let draws = LatentGenerator(seed: 2).sample(prior, count: 5, dimension: 48)
      #expect(try place.latents("z.npy") == draws, "\(text)")
      // Any verb that draws takes it for any model.
      let sheet = ["--seed", "2", "--rows", "1", "--cols", "5", "--typical", "off"]
      try await place.succeed(
        ["sample", "--model", Workplace.model, "--prior", text, "--out", "s.png", "--force"] + sheet
      )
      try await place.succeed(["decode", "z.npy", "--model", Workplace.model, "--out", "frames", "--force"])
      let first = try place.picture("frames/000000.png")
      let cell = try place.picture("s.png").cropped(x: 2, y: 2, width: 32, height: 32)
      #expect(cell.meanSquaredError(to: first) == 0, "\(text)")
    }
  }

  @Test func replayingLearnsThePriorAgain() async throws {
    try await encode()
    let command = ["sample", "--model", Workplace.model, "--prior", "set:s", "--rows", "2", "--cols", "2"]
    try await place.succeed(command + ["--seed", "1", "--out", "s.png"])
    try await place.succeed(["replay", "s.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("s.png"))
    let plain = ["sample", "--model", Workplace.model, "--rows", "2", "--cols", "2", "--seed", "1", "--out", "p.png"]
    try await place.succeed(plain)
    #expect(try place.picture("p.png") != place.picture("s.png"))
    try await place.succeed(["replay", "p.png", "--prior", "set:s", "--out", "q.png"])
    #expect(try place.picture("q.png") == place.picture("s.png"))
  }

  @Test func wrongPriorsAreExplained() async throws {
    try await encode(["--limit", "1"])
    let command = ["sample", "--model", Workplace.model, "--seed", "1", "--out", "x.png", "--prior"]
    try await place.fail(command + ["set:no"], code: 66, naming: ["no.encodings"])
    try await place.fail(command + ["set:s"], code: 64, naming: ["s.encodings", "a single item"])
    try place.makeLatents(9, dimension: 47)
    try await place.fail(command + ["gaussian:z.npy"], code: 65, naming: ["model tiny", "48", "47"])
    for text in ["set:", "empirical:z", "cauchy"] {
      let result = try await place.run(command + [text])
      #expect(result.code == 64 && result.err.contains("--prior \(text): "), "\(result.err)")
    }
  }
}
