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

/// Ways to name anchors: sheets of tiles, lists, ranges, conditions, choices; and what a grid makes of them.
@Suite struct GridAnchorTests {
  private let place: Workplace
  private let grid = ["grid", "--model", Workplace.model]
  private let row = ["--rows", "1", "--cols", "3", "--spacing", "1"]

  init() throws { place = try Workplace() }

  private func recipe(_ name: String) async throws -> JSONValue {
    try await place.succeed(["replay", name, "--show"]).json()
  }

  /// Draws a picture and again from its recipe.
  private func replayed(_ arguments: [String], to name: String) async throws {
    try await place.succeed(arguments + ["--out", name])
    try await place.succeed(["replay", name, "--out", "again-\(name)"])
    #expect(try place.bytes("again-\(name)") == place.bytes(name), "\(arguments)")
  }

  // MARK: Sheets

  /// The examples as the model sees them.
  private func tiles() throws -> [PlanarImage?] {
    let model = try GenerativeModel(package: Repository.tinyModel)
    let batch = try ImageBatch(contentsOf: Workplace.pictures.map { URL(fileURLWithPath: $0) }, for: model)
    return (0..<3).map { batch[$0] }
  }

  @Test func sheetsAreCutIntoTiles() async throws {
    let cells = try tiles()
    try ContactSheet(cells: cells, rows: 1, columns: 3).picture.write(to: place.file("s.png"))
    try await place.succeed(grid + row + Workplace.pictures + ["--out", "files.png"])
    let files = try place.picture("files.png")
    try await replayed(grid + row + ["sheet:s.png+2"], to: "all.png")
    try await replayed(grid + row + ["sheet:s.png@32+2:0,1", "sheet:s.png@32x32+2:-1"], to: "some.png")
    try await replayed(grid + row + ["sheet:s.png@32+2", "--pick", "..", "--originals"], to: "originals.png")
    #expect(try place.picture("all.png") == files && place.picture("some.png") == files)
    #expect(try place.picture("originals.png").width == 5 * 34 + 2)
    // The sheet changed since.
    try ContactSheet(cells: cells.reversed(), rows: 1, columns: 3).picture.write(
      to: place.file("s.png"),
      overwrite: true
    )
    try await place.fail(["replay", "all.png", "--out", "x.png"], code: 65, naming: ["s.png", "has changed"])
    try FileManager.default.removeItem(at: place.file("s.png"))
    try await place.fail(["replay", "all.png", "--out", "x.png"], code: 66, naming: ["s.png"])
    try await place.succeed(["replay", "all.png", "--from-latents", "--out", "latents.png"])
    #expect(try place.picture("latents.png") == files)
  }

  @Test func wrongSheetsAreExplained() async throws {
    let cells = try tiles()
    try ContactSheet(cells: cells, rows: 1, columns: 3).picture.write(to: place.file("s.png"))
    let command = grid + row + ["--out", "x.png"]
    try await place.fail(
      command + ["sheet:s.png"],
      code: 64,
      naming: ["sheet:s.png: 104 x 36 pixels", "32 x 32", "sheet:s.png@64x64+2"]
    )
    try await place.fail(command + ["sheet:s.png+2:3"], code: 64, naming: ["3 tiles", "0 to 2", "3 is none of them"])
    try await place.fail(command + ["sheet:none.png+2"], code: 66, naming: ["none.png"])
    try await place.fail(command + ["sheet:s.png+2", "--choose", "2"], code: 64, naming: ["sheet:s.png", "size"])
    try await place.fail(command + ["sheet:s.png+2 + random"], code: 64, naming: ["one latent", "has 3"])
  }

  // MARK: Globs, lists and choices

  @Test func quotedBracesAreExpandedByEveryVerb() async throws {
    let folder = Repository.tinyModel.appendingPathComponent("images").path
    let glob = "\(folder)/{c,a}*.png"
    for (verb, flags) in [
      ("grid", ["--layout", "strips", "--cols", "2", "--spacing", "1"]), ("reconstruct", []), ("interpolate", []),
      ("animate", ["--frames", "2"]),
    ] {
      let command = [verb, "--model", Workplace.model, glob] + flags
      try await place.succeed(command + ["--out", verb == "animate" ? "\(verb)" : "\(verb).png"])
    }
    let options = try #require(try await recipe("grid.png")["request"]?["options"])
    #expect(options["anchors"] == .array([.text("\(folder)/c.png"), .text("\(folder)/a.png")]))
    try await place.fail(grid + ["\(folder)/{x,y}*.png", "--out", "x.png"], code: 66, naming: ["no picture matches"])
  }

  @Test func rowsAreListedPickedAndChosen() async throws {
    let latents = try place.makeLatents(9)
    let flags = ["--layout", "strips", "--cols", "1", "--spacing", "1"]
    func drawn(_ arguments: [String]) async throws -> [[Double]] {
      try await place.succeed(grid + flags + arguments + ["--out", "g.png", "--anchors-out", "a.npy", "--force"])
      let found = try place.latents("a.npy")
      return (0..<found.count).map { found[$0].values.map(Double.init) }
    }
    func rows(_ numbers: [Int]) -> [[Double]] { numbers.map { latents[$0].values.map(Double.init) } }
    #expect(try await drawn(["z.npy:0..8:4,1"]) == rows([0, 4, 8, 1]))
    #expect(try await drawn(["z.npy", "--pick", "-2..,0"]) == rows([7, 8, 0]))
    let chosen = try await drawn(["z.npy", "--choose", "4", "--seed", "3"])
    #expect(chosen.count == 4 && Set(chosen).count == 4 && chosen.allSatisfy(rows(Array(0..<9)).contains))
    #expect(try await drawn(["z.npy", "--choose", "4", "--seed", "3"]) == chosen)
    #expect(try await drawn(["z.npy", "--choose", "9", "--seed", "3"]).prefix(4) == chosen.prefix(4))
    #expect(try await drawn(["z.npy", "--choose", "4", "--seed", "4"]) != chosen)
    #expect(
      try await drawn(["z.npy", "--pick", "3..5", "--choose", "3", "--seed", "1"]).sorted { $0[0] < $1[0] }
        == rows([3, 4, 5]).sorted { $0[0] < $1[0] }
    )
    // A seed that is drawn is printed, and the recipe names the rows that were chosen.
    let result = try await place.succeed(grid + flags + ["z.npy", "--choose", "2", "--out", "c.png", "--quiet"])
    #expect(result.notes.contains { $0.hasPrefix("sextant: seed ") })
    #expect(try await recipe("c.png")["request"]?["options"]?["anchors"]?.elements?.count == 2)
    try await place.succeed(["replay", "c.png", "--out", "d.png"])
    #expect(try place.bytes("c.png") == place.bytes("d.png"))
  }

  @Test func wrongListsAndChoicesAreExplained() async throws {
    try place.makeLatents(3)
    let command = grid + row + ["--out", "x.png"]
    try await place.fail(command + ["z.npy:1..3"], code: 64, naming: ["z.npy:1..3", "3 rows, numbered 0 to 2"])
    try await place.fail(command + ["z.npy", "--pick", "0..9"], code: 64, naming: ["--pick", "3 anchors"])
    try await place.fail(command + ["z.npy", "--pick", "a"], code: 64, naming: ["--pick a"])
    try await place.fail(command + ["z.npy", "--choose", "4"], code: 64, naming: ["--choose 4", "3 anchors"])
    try await place.fail(command + ["z.npy", "--choose", "0"], code: 64, naming: ["--choose 0"])
  }

  // MARK: Sets

  @Test func itemsAreNamedByRangesAndConditions() async throws {
    try place.makeLabelledPictures()
    try await place.succeed(["encode", "d", "--set", "s", "--model", Workplace.model])
    let flags = ["grid", "--layout", "strips", "--cols", "1", "--spacing", "1", "--set", "s"]
    func items(_ arguments: [String]) async throws -> [Double] {
      try await replayed(flags + arguments + ["--force"], to: "g.png")
      let anchors = try #require(try await recipe("g.png")["request"]?["options"]?["anchors"]?.elements)
      try FileManager.default.removeItem(at: place.file("again-g.png"))
      return anchors.compactMap { $0["item"]?.number }
    }
    #expect(try await items(["set:0..4:2"]) == [0, 2, 4])
    #expect(try await items(["set:-3..", "set:1,5"]) == [9, 10, 11, 1, 5])
    #expect(try await items(["set:id < 3"]) == [0, 1, 2])
    #expect(try await items(["set:id IN (7, 3)"]) == [3, 7])
    let chosen = try await items(["set:id >= 6", "--choose", "2", "--seed", "1"])
    #expect(chosen.count == 2 && chosen.allSatisfy { $0 >= 6 })
    let out = ["--out", "x.png"]
    try await place.fail(
      flags + out + ["set:0..12"],
      code: 64,
      naming: ["set:0..12 of s", "12 items, numbered 0 to 11"]
    )
    try await place.fail(flags + out + ["set:id < 0"], code: 64, naming: ["none of the 12 items"])
    try await place.fail(
      flags + out + ["set:Smilling = 1"],
      code: 64,
      naming: ["set:Smilling = 1", "Smilling", "path"]
    )
    try await place.fail(flags + out + ["set:Smiling"], code: 64, naming: ["set:0..24", "set:Smiling = 1"])
    try await place.fail(
      ["grid", "set:0..3", "--model", Workplace.model] + out,
      code: 64,
      naming: ["set:0..3", "--set"]
    )
  }

  // MARK: Arrangements

  @Test func anchorsAreInvertedMovedAndSurrounded() async throws {
    let latents = try place.makeLatents(6)
    try await replayed(grid + ["z.npy", "--invert", "--anchors-out", "i.npy"], to: "i.png")
    #expect(try place.latents("i.npy").values == latents.values.map { -$0 })
    try await replayed(grid + ["z.npy", "--partway", "0", "--seed", "2", "--anchors-out", "p.npy"], to: "p.png")
    let draws = LatentGenerator(seed: 2).sample(.standardGaussian, count: 6, dimension: 48, stream: .additions)
    #expect(try place.latents("p.npy") == draws)
    let around = ["--encircle", "--rows", "4", "--cols", "5", "--spacing", "1", "--seed", "2"]
    try await replayed(grid + ["z.npy"] + around + ["--anchors-out", "e.npy"], to: "e.png")
    let found = try place.latents("e.npy")
    #expect([6, 7, 8, 11, 12, 13].map { found[$0] } == (0..<6).map { latents[$0] })
    // The grid of the anchors written is the same picture.
    try await place.succeed(
      grid + ["e.npy", "--rows", "4", "--cols", "5", "--spacing", "1", "--out", "written.png"]
    )
    #expect(try place.picture("written.png") == place.picture("e.png"))
    // A replay can take it back.
    try await place.succeed(["replay", "i.png", "--no-invert", "--out", "n.png"])
    try await place.succeed(grid + ["z.npy", "--out", "plain.png"])
    #expect(try place.picture("n.png") == place.picture("plain.png"))
    try await place.succeed(["replay", "p.png", "--partway", "1", "--out", "whole.png"])
    #expect(try place.picture("whole.png") == place.picture("plain.png"))
  }

  @Test func wrongArrangementsAreExplained() async throws {
    try place.makeLatents(6)
    let out = ["--seed", "1", "--out", "x.png"]
    try await place.fail(grid + ["z.npy", "--partway", "1.5"] + out, code: 64, naming: ["--partway 1.5", "0 to 1"])
    try await place.fail(grid + ["z.npy", "--encircle"] + out, code: 64, naming: ["2 x 3 anchors", "3 x 3"])
    try await place.fail(
      grid + ["z.npy", "--layout", "fan", "--encircle"] + out,
      code: 64,
      naming: ["only the layout mine", "fan"]
    )
    try await place.fail(grid + ["--fill", "--invert"] + out, code: 64, naming: ["--invert", "none is named"])
    try await place.fail(
      grid + ["z.npy", "--encircle", "--rows", "3", "--cols", "4", "--spacing", "1"] + out,
      code: 64,
      naming: ["6 anchors were named", "1 x 2 places inside"]
    )
  }

  @Test func anchorsAreWrittenWholeOrNotAtAll() async throws {
    try place.makeLatents(6)
    let command = grid + ["z.npy", "--out", "g.png", "--anchors-out"]
    try await place.fail(command + ["a.txt"], code: 64, naming: ["a.txt"])
    try await place.fail(command + ["no/a.npy"], code: 73, naming: ["no"])
    try await place.fail(command + ["z.npy"], code: 73, naming: ["z.npy", "--force"])
    try await place.fail(
      grid + ["--layout", "fan", "--out", "g.png", "--anchors-out", "a.npy"],
      code: 64,
      naming: ["no anchors"]
    )
    try await place.fail(command + ["a.npy", "--model", Workplace.model], code: 64, naming: ["2 models"])
    try await place.succeed(command + ["a.json"])
    #expect(try place.latents("a.json") == place.latents("z.npy"))
    try await place.succeed([
      "interpolate", "z.npy", "--model", Workplace.model, "--out", "i.png", "--anchors-out", "b.npy",
    ])
    #expect(try place.latents("b.npy") == place.latents("z.npy"))
    try await place.fail(
      ["interpolate", "--report", "--model", Workplace.model, "--out", "r.png", "--anchors-out", "c.npy"],
      code: 64,
      naming: ["--anchors-out"]
    )
  }

  @Test func planesGoAlongSumsOfVectors() async throws {
    try place.makeLatents(1)
    try place.makeLatents(3, seed: 8, to: "v.json")
    let axes = ["--attribute", "v.json:0 - v.json:2,v.json:1", "--steps", "3", "--rows", "2", "--range=0,1"]
    try await replayed(["traverse", "z.npy", "--model", Workplace.model] + axes, to: "t.png")
    let sum = try await recipe("t.png")["request"]?["options"]?["attributes"]?[0]?["sum"]
    #expect(sum?.elements?.count == 2)
  }
}
