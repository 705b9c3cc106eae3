import AttributeVectors
import GenerativeModels
import Imaging
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `--field` and `grid --points`.
@Suite struct FieldTests {
  private let place: Workplace
  private let model = ["--model", Workplace.model]

  init() throws {
    place = try Workplace()
    let model = try GenerativeModel(package: Repository.tinyModel)
    try VectorSet(
      entries: [AttributeVector(name: "Smiling", method: .mean, length: 1)],
      vectors: LatentGenerator(seed: 21).sample(.standardGaussian, count: 1, dimension: 48),
      model: VectorSet.Model(name: model.name, hash: model.encodingHash)
    )
    .write(named: place.file("smile.vectors").path)
  }

  /// A field of single amounts is an offset in every cell.
  @Test func tablesAreOffsetsOfCells() async throws {
    let sample = ["sample", "--rows", "1", "--cols", "2", "--seed", "3"] + model
    try place.write("[[0.5, -2]]".utf8, to: "amounts.json")
    try await place.succeed(sample + ["--field", "smile:path:amounts.json", "--out", "field.png"])
    for (amount, column) in [("0.5", 0), ("-2", 1)] {
      try await place.succeed(sample + ["--offset", "smile:\(amount)", "--out", "o.png", "--force"])
      let (field, offset) = (try place.picture("field.png"), try place.picture("o.png"))
      let x = 2 + 34 * column
      let cell = try field.cropped(x: x, y: 2, width: 32, height: 32)
      #expect(try offset.cropped(x: x, y: 2, width: 32, height: 32) == cell)
    }
  }

  static let drawings: [[String]] = [
    ["sample", "--rows", "2", "--cols", "3", "--seed", "3", "--time", "0.25"],
    ["grid", "z.npy", "--layout", "gradient", "--rows", "3", "--cols", "3", "--time", "0.25"],
    ["animate", "z.npy:0", "--frames", "4"],
  ]

  @Test(arguments: drawings) func replayDrawsThemAgain(_ verb: [String]) async throws {
    try place.makeLatents(4)
    let field = ["--field", "smile:wave:amplitude=2,wavelength=3,radial", "--field", "smile:noise:low=0"]
    let plain = verb.filter { !["--time", "0.25"].contains($0) }
    try await place.succeed(plain + ["--out", "plain.webp"] + model)
    try await place.succeed(verb + ["--out", "one.webp"] + model + field)
    #expect(try place.bytes("one.webp") != place.bytes("plain.webp"))
    try await place.succeed(["replay", "one.webp", "--out", "two.webp"])
    #expect(try place.bytes("two.webp") == place.bytes("one.webp"))
    try await place.succeed(["replay", "one.webp", "--no-field", "--out", "none.webp"])
    #expect(try place.picture("none.webp") == place.picture("plain.webp"))
    let recipe = try await place.succeed(["replay", "one.webp", "--show"]).json()
    #expect(recipe["request"]?["options"]?["fields"]?[0]?["kind"] == "wave")
    try FileManager.default.removeItem(at: place.file("smile.vectors"))
    try await place.fail(["replay", "one.webp", "--out", "x.webp"], code: 66, naming: ["smile.vectors", "--no-field"])
  }

  /// A sequence without pictures goes through a round of the fields.
  @Test func sequencesMoveFields() async throws {
    let sample = ["sample", "--rows", "1", "--cols", "2", "--seed", "3", "--field", "smile:ramp:time"] + model
    try await place.succeed(sample + ["--sequence", "1..4", "--out", "s%d.png"])
    try await place.succeed(sample + ["--time", "0.5", "--out", "half.png"])
    #expect(try place.bytes("s3.png") == place.bytes("half.png"))
    #expect(try place.bytes("s2.png") != place.bytes("s3.png"))
    #expect(try place.picture("s2.png") == place.picture("s4.png"))
  }

  @Test func gridsOfPointsAreDrawnAndReplayed() async throws {
    try place.makeLatents(4)
    try place.write("[[0, 0], [0.5, 0.5], [1, 1]]".utf8, to: "p.json")
    try await place.succeed(["grid", "z.npy", "--points", "p.json", "--cols", "2", "--out", "g.png"] + model)
    #expect(try place.picture("g.png").size == [70, 70])
    try await place.succeed(["animate", "z.npy", "--points", "p.json", "--out", "film"] + model)
    for (frame, cell) in [(0, (2, 2)), (1, (36, 2)), (2, (2, 36))] {
      let shown = try place.picture("g.png").cropped(x: cell.0, y: cell.1, width: 32, height: 32)
      #expect(try place.picture("film/00000\(frame).png") == shown)
    }
    try FileManager.default.removeItem(at: place.file("p.json"))
    try await place.succeed(["replay", "g.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("g.png"))
    try await place.succeed(["replay", "g.png", "--layout", "gradient", "--rows", "2", "--cols", "2", "--out", "l.png"])
  }

  @Test func mistakesAreExplained() async throws {
    try place.makeLatents(4)
    let sample = ["sample", "--rows", "1", "--cols", "2", "--seed", "3", "--out", "x.png"] + model
    try place.write("[[1, 2, 3]]".utf8, to: "t.json")
    let wrong: [([String], Int32, [String])] = [
      (["--field", "smile"], 64, ["--field smile", "wave, noise, ramp or path"]),
      (["--field", "smile:wave:wavelenght=3"], 64, ["did you mean wavelength?"]),
      (["--field", "smile:path:t.json"], 64, ["1 x 3 numbers", "1 x 2 cells"]),
      (["--field", "smile:path:none.json"], 66, ["none.json"]),
      (["--field", "none.vectors:a:wave"], 66, ["none.vectors"]),
      (["--time", "0.5"], 64, ["give --field"]), (["--field", "smile:wave", "--no-field"], 64, ["exclude each other"]),
    ]
    for (flags, code, words) in wrong {
      let result = try await place.run(sample + flags)
      #expect(result.code == code && result.out.isEmpty, "\(flags) \(result.err)")
      for word in words { #expect(result.err.contains(word), "\(result.err)") }
    }
    try place.write("[[0, 7]]".utf8, to: "p.json")
    let grid = ["grid", "z.npy", "--points", "p.json", "--out", "x.png"] + model
    try await place.fail(grid, code: 65, naming: ["points[0]", "row"])
    for flags in [["--layout", "mine"], ["--spacing", "2"], ["--fill"]] {
      try await place.fail(grid + flags, code: 64, naming: ["takes the place of"])
    }
    try await place.fail(
      ["grid", "z.npy", "--anchor-cols", "2", "--out", "x.png"] + model,
      code: 64,
      naming: ["--points"]
    )
  }
}
