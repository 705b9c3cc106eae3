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

/// `--offset` and sums of anchors and attribute vectors.
@Suite struct OffsetTests {
  private let place: Workplace
  /// Smiling and Male of `smile.vectors`; the second alone is `unblur.vectors`, both are `plat.json`.
  private let numbers: LatentBatch

  init() throws {
    place = try Workplace()
    numbers = LatentGenerator(seed: 21).sample(.standardGaussian, count: 2, dimension: 48)
    let model = try GenerativeModel(package: Repository.tinyModel)
    let own = VectorSet.Model(name: model.name, hash: model.encodingHash)
    try writeVectors("smile.vectors", rows: 0..<2, model: own)
    try writeVectors("unblur.vectors", rows: 1..<2, model: own)
    try writeVectors("plat.json", rows: 0..<2, model: nil)
  }

  private func writeVectors(_ name: String, rows: Range<Int>, model: VectorSet.Model?) throws {
    let entries = rows.map { AttributeVector(name: ["Smiling", "Male"][$0], method: .mean, length: 1) }
    try VectorSet(entries: entries, vectors: numbers[rows], model: model)
      .write(named: place.file(name).path, overwrite: true)
  }

  /// Writes Σ wᵢzᵢ, summed in Double; a batch of one counts for every row.
  private func write(_ terms: [(weight: Double, latents: LatentBatch)], to name: String) throws {
    let size = terms.map(\.latents.values.count).max() ?? 0
    let values = (0..<size).map { index in
      Float(terms.reduce(0.0) { $0 + $1.weight * Double($1.latents.values[index % $1.latents.values.count]) })
    }
    let batch = LatentBatch(count: size / 48, dimension: 48, values: values)
    try LatentFile.write(batch, to: place.file(name), overwrite: true)
  }

  /// Writes latents with 0.8 of Smiling added and one of `unblur` taken away.
  private func writeMoved(_ latents: LatentBatch, to name: String) throws {
    try write([(1, latents), (0.8, numbers[0]), (-1, numbers[1])], to: name)
  }

  private let offsets = ["--vectors", "smile", "--offset", "Smiling:0.8", "--offset", "unblur:-1.0"]
  private let model = ["--model", Workplace.model]

  /// The flags that lay latents out one beside another in a row of a grid.
  private let row = ["grid", "--layout", "mine", "--rows", "1", "--spacing", "1"]

  // MARK: Offsets

  @Test func offsetsAreAddedToWhatIsDecoded() async throws {
    // Samples are the rows of the seed's table.
    try writeMoved(LatentGenerator(seed: 3).sample(.standardGaussian, count: 4, dimension: 48), to: "s.npy")
    try await place.succeed(
      ["sample", "--rows", "1", "--cols", "4", "--seed", "3", "--out", "sample.png"] + model + offsets
    )
    try await place.succeed(row + ["s.npy", "--cols", "4", "--out", "byhand.png"] + model)
    #expect(try place.picture("sample.png") == place.picture("byhand.png"))
  }

  @Test func gridsAndJDiagramsMoveAsTheirLatentsDo() async throws {
    try place.makeLatents(3)
    let size = ["--rows", "2", "--cols", "3"]
    let corners = ["--layout", "jdiagram"] + size
    try await place.succeed(["latents", "grid", "--anchors", "z.npy", "--out", "g.npy"] + corners)
    try writeMoved(place.latents("g.npy"), to: "moved.npy")
    let plain = ["grid", "--layout", "mine", "--spacing", "1", "moved.npy", "--out", "byhand.png"]
    try await place.succeed(plain + size + model)
    try await place.succeed(["grid", "z.npy", "--out", "grid.png"] + corners + model + offsets)
    try await place.succeed(["jdiagram", "z.npy", "--out", "j.png"] + size + model + offsets)
    #expect(try place.picture("grid.png") == place.picture("byhand.png"))
    #expect(try place.picture("j.png") == place.picture("byhand.png"))
  }

  @Test func framesAndFoldersOfPicturesMoveToo() async throws {
    try writeMoved(place.makeLatents(3), to: "moved.npy")
    try await place.succeed(["decode", "z.npy", "--out", "offset"] + model + offsets)
    try await place.succeed(["decode", "moved.npy", "--out", "byhand"] + model)
    for frame in 0..<3 {
      #expect(try place.picture("offset/00000\(frame).png") == place.picture("byhand/00000\(frame).png"))
    }
    // Still frames of a path that rests on its only anchor.
    try await place.succeed(["animate", "z.npy:1", "--frames", "2", "--out", "film"] + model + offsets)
    for frame in 0..<2 { #expect(try place.picture("film/00000\(frame).png") == place.picture("byhand/000001.png")) }
  }

  static let drawings: [[String]] = [
    ["sample", "--rows", "1", "--cols", "2", "--seed", "3"],
    ["jdiagram"] + Workplace.pictures,
    ["interpolate", "--report", "--random-pairs", "20", "--steps", "3", "--pictures", "2", "--seed", "6"],
    ["animate", "z.npy", "--frames", "3"],
  ]

  @Test(arguments: drawings) func replayDrawsThemAgain(_ verb: [String]) async throws {
    try place.makeLatents(3)
    try await place.succeed(verb + ["--out", "plain.webp"] + model)
    try await place.succeed(verb + ["--out", "one.webp"] + model + offsets)
    #expect(try place.bytes("one.webp") != place.bytes("plain.webp"))
    try await place.succeed(["replay", "one.webp", "--out", "two.webp"])
    #expect(try place.bytes("two.webp") == place.bytes("one.webp"))
    try await place.succeed(["replay", "one.webp", "--no-offset", "--out", "none.webp"])
    #expect(try place.bytes("none.webp") == place.bytes("plain.webp"))
    try await place.succeed(["replay", "plain.webp", "--out", "over.webp"] + offsets)
    #expect(try place.bytes("over.webp") == place.bytes("one.webp"))
  }

  @Test func decodedPicturesAreReplayedWithTheirOffsets() async throws {
    try place.makeLatents(2)
    try await place.succeed(["decode", "z.npy", "--out", "frames"] + model + offsets)
    try await place.succeed(["replay", "frames/000001.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("frames/000001.png"))
    let recipe = try await place.succeed(["replay", "again.png", "--show"]).json()
    #expect(recipe["inputs"]?.texts("path") == ["z.npy:1", "smile:Smiling", "unblur"])
    #expect(recipe["request"]?["options"]?["offsets"]?[1]?["amount"] == -1)
  }

  @Test func changedAndLostVectorsAreNoticed() async throws {
    let sample = ["sample", "--rows", "1", "--cols", "2", "--seed", "3", "--out", "s.png"]
    try await place.succeed(sample + model + offsets)
    let replay = ["replay", "s.png", "--out", "again.png"]
    let kept = try place.bytes("smile.vectors/vectors.npy")
    try LatentFile.write(numbers.rows([1, 0]), to: place.file("smile.vectors/vectors.npy"), overwrite: true)
    try await place.fail(replay, code: 65, naming: ["s.png", "smile:Smiling has changed", "--no-offset"])
    try kept.write(to: place.file("smile.vectors/vectors.npy"))
    try FileManager.default.removeItem(at: place.file("unblur.vectors"))
    try await place.fail(replay, code: 66, naming: ["s.png", "unblur.vectors", "--no-offset"])
    try await place.succeed(replay + ["--offset", "smile.vectors:Male:-1", "--offset", "smile:Smiling:.8"])
    #expect(try place.picture("again.png") == place.picture("s.png"))
  }

  @Test func whatCannotBeAddedIsExplained() async throws {
    let sample = ["sample", "--rows", "1", "--cols", "2", "--seed", "3", "--out", "x.png"]
    let signed = ["--model", Workplace.fixture("signed")]
    let wrong: [([String], Int32, [String])] = [
      (["--offset", "Smilin:2", "--vectors", "smile"], 64, ["Smilin", "did you mean Smiling?"]),
      (["--offset", "none"], 64, ["--vectors"]), (["--offset", "none.vectors:Smiling"], 66, ["none.vectors"]),
      (["--offset", "unblur:1e300"], 64, ["--offset unblur:1e+300", "too large"]),
      (["--offset", "unblur"] + signed, 65, ["unblur", "made with the model tiny"]),
    ]
    for (flags, code, words) in wrong {
      try await place.fail(sample + model + flags, code: code, naming: words)
    }
    try place.makeLatents(1, dimension: 7, to: "narrow.npy")
    try await place.fail(sample + model + ["--offset", "narrow.npy:0:2"], code: 65, naming: ["7 numbers", "48"])
    let both = try await place.run(sample + ["--offset", "unblur", "--no-offset"])
    #expect(both.code == 64 && both.err.contains("exclude each other"))
  }

  // MARK: Sums

  @Test func sumsAreWhatAddingByHandGives() async throws {
    try await place.makeSet(6)
    try await place.succeed(["sets", "export", "faces", "--npy", "e.npy"])
    let z = try place.makeLatents(2)
    let items = try place.latents("e.npy")
    try write([(0.5, items[2]), (0.5, items[5]), (-1, numbers[1])], to: "a.npy")
    try write([(1, z[1]), (0.8, numbers[0])], to: "b.npy")
    let texts = ["0.5*set:2 + 0.5*set:-1 - unblur", "z.npy:1 + 0.8*Smiling"]
    let named = ["--set", "faces", "--vectors", "smile"]
    try await place.succeed(["interpolate", "--steps", "3", "--out", "sum.png"] + texts + named)
    try await place.succeed(["interpolate", "--steps", "3", "a.npy", "b.npy", "--out", "byhand.png"] + model)
    #expect(try place.picture("sum.png") == place.picture("byhand.png"))
    try await place.succeed(["replay", "sum.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("sum.png"))
    try await place.succeed(["decode", texts[0], "--out", "d.png"] + named)
    try await place.succeed(["decode", "a.npy", "--out", "byhand-d.png"] + model)
    #expect(try place.picture("d.png") == place.picture("byhand-d.png"))
    try await place.succeed(["replay", "d.png", "--out", "d2.png"])
    #expect(try place.bytes("d2.png") == place.bytes("d.png"))
    try await place.succeed(["replay", "d.png", texts[1], "--vectors", "smile", "--out", "d3.png"])
    try await place.succeed(["decode", "b.npy", "--out", "byhand-b.png"] + model)
    #expect(try place.picture("d3.png") == place.picture("byhand-b.png"))
  }

  @Test func sumsAreQueries() async throws {
    try await place.makeSet(12)
    try await place.succeed(["sets", "export", "faces", "--npy", "e.npy"])
    try write([(1, place.latents("e.npy")[4]), (0.1, numbers[0])], to: "q.npy")
    let flags = ["--set", "faces", "--vectors", "smile"]
    let sum = try await place.report(["neighbors", "set:4 + 0.1*Smiling", "-k", "3"] + flags)
    let byHand = try await place.report(["neighbors", "q.npy", "-k", "3"] + flags)
    #expect(sum["queries"]?[0]?["neighbors"] == byHand["queries"]?[0]?["neighbors"])
    #expect(sum["queries"]?[0]?["query"] == "set:4 + 0.1*smile:Smiling")
    // The item itself is a neighbor of what it was changed into.
    #expect(sum["queries"]?[0]?["neighbors"]?[0]?["item"] == 4)
    let mine = ["mine", "--rows", "1", "--cols", "3"]
    try await place.succeed(mine + ["set:4 + 0.1*Smiling", "--out", "sum.png"] + flags)
    try await place.succeed(mine + ["q.npy", "--out", "byhand.png"] + flags)
    #expect(try place.picture("sum.png") == place.picture("byhand.png"))
    // Originals are not decoded, and an offset says so.
    let offset = ["--offset", "Smiling"]
    let drawn = try await place.succeed(["neighbors", "set:4", "-k", "2", "--out", "n.png"] + flags + offset)
    #expect(drawn.err.contains("--offset changed nothing"))
    let listed = try await place.run(["neighbors", "set:4"] + flags + offset)
    #expect(listed.code == 64 && listed.err.contains("--offset is for decoded pictures"))
  }

  @Test func itemsInSumsFollowTheSetToWhereItIs() async throws {
    try await place.makeSet(6)
    let sum = "set:2 + 0.8*Smiling"
    try await place.succeed([
      "grid", "--layout", "fan", "--cols", "2", sum, "set:1", "--set", "faces", "--vectors", "smile", "--out", "g.png",
    ])
    try FileManager.default.moveItem(at: place.file("faces.encodings"), to: place.file("moved.encodings"))
    try await place.fail(["replay", "g.png", "--out", "x.png"], code: 66, naming: ["faces.encodings", "--set"])
    try await place.succeed(["replay", "g.png", "--set", "moved", "--out", "again.png"])
    #expect(try place.picture("again.png") == place.picture("g.png"))
    try FileManager.default.removeItem(at: place.file("smile.vectors"))
    try await place.succeed(["replay", "g.png", "--from-latents", "--out", "latents.png"])
    #expect(try place.picture("latents.png") == place.picture("g.png"))
  }

  @Test func aSumThatBeginsWithAMinusComesLast() async throws {
    try place.makeLatents(3)
    for verb in [["decode"], ["grid", "--rows", "1", "--cols", "1"]] {
      let command = verb + model + ["--out", "minus.png"]
      try await place.fail(command + ["-1*z.npy:0"], code: 64, naming: ["-1*z.npy:0: ", "-- \"-1*z.npy:0\""])
      try await place.succeed(command + ["--force", "--", "-1*z.npy:0"])
    }
    // Values of options may begin so, and are not what is wrong.
    let field = ["grid", "--fill", "--seed", "1", "--field", "-1*z.npy:0:ramp", "--out", "x.png"] + model
    let result = try await place.run(field + ["--filed"])
    #expect(result.code == 64 && result.err.hasPrefix("sextant: error: Unknown option '--filed'"), "\(result.err)")
    try await place.succeed(field)
  }

  @Test func wrongSumsAreExplained() async throws {
    try place.makeLatents(5)
    let wrong: [(String, Int32, [String])] = [
      ("z.npy:0 + 0.8*Smilin", 64, ["Smilin", "did you mean Smiling?"]),
      ("z.npy:0 + 0,8*Smiling", 64, ["0,8 is no number"]),
      ("Smiling - 0.5*Male", 64, ["alone are no latent"]), ("Smiling", 64, ["alone are no latent"]),
      ("smile.vectors", 64, ["alone are no latent"]), ("z.npy + Smiling", 64, ["z.npy has 5", "z.npy:0"]),
      ("set:1 + Smiling", 64, ["which set is meant?"]), ("none.png + Smiling", 66, ["none.png"]),
    ]
    for (text, code, words) in wrong {
      try await place.fail(
        ["grid", "--layout", "fan", text, "random", "--seed", "1", "--vectors", "smile", "--out", "x.png"] + model,
        code: code,
        naming: words
      )
    }
    try await place.fail(
      [
        "grid", "--layout", "fan", "z.npy:0 + unblur", "z.npy:1", "--model", Workplace.fixture("signed"), "--out",
        "x.png",
      ],
      code: 65,
      naming: ["unblur", "made with the model tiny"]
    )
    try await place.fail(
      ["reconstruct", "\(Workplace.pictures[0]) + unblur", "--out", "x.png"] + model,
      code: 64,
      naming: ["no original"]
    )
    try await place.fail(["decode", "random + unblur", "--out", "x.png"] + model, code: 64, naming: ["random"])
    try await place.fail(
      ["grid", "\(Repository.tinyModel.path)/images + unblur", "--out", "x.png"] + model,
      code: 64,
      naming: ["a term is one latent"]
    )
  }

  @Test func picturesWithSignsInTheirNamesStayPictures() async throws {
    for name in ["a - b.png", "0.5*c.png"] {
      try FileManager.default.copyItem(atPath: Workplace.pictures[0], toPath: place.file(name).path)
    }
    try await place.succeed(["reconstruct", "a - b.png", "0.5*c.png", "--out", "r.png"] + model)
    try await place.succeed(["reconstruct"] + [0, 0].map { Workplace.pictures[$0] } + ["--out", "plain.png"] + model)
    #expect(try place.picture("r.png") == place.picture("plain.png"))
  }
}
