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
    ["jdiagram", "z.npy:0", "z.npy:1", "z.npy:2", "--rows", "3", "--cols", "3", "--time", "0.25"],
    ["interpolate", "z.npy", "--steps", "3", "--time", "0.25"],
    ["mine", "set:4", "--set", "faces", "--rows", "2", "--cols", "2", "--time", "0.25"],
    ["animate", "z.npy:0", "--frames", "4"],
  ]

  @Test(arguments: drawings) func replayDrawsThemAgain(_ verb: [String]) async throws {
    try place.makeLatents(4)
    let isOfSet = verb[0] == "mine"
    if isOfSet { try await place.makeSet(12) }
    let model = isOfSet ? [] : model
    let field = ["--field", "smile:wave:-2,2,wavelength=3,radial", "--field", "smile:noise:0,1"]
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
  @Test(arguments: [
    ["sample", "--rows", "1", "--cols", "2"], ["interpolate", "--random-pairs", "1", "--steps", "2"],
    ["jdiagram", "random", "random", "random", "--rows", "2", "--cols", "2"],
  ])
  func sequencesMoveFields(_ verb: [String]) async throws {
    let moving = verb + ["--seed", "3", "--field", "smile:ramp:time"] + model
    try await place.succeed(moving + ["--sequence", "1..4", "--out", "s%d.png"])
    try await place.succeed(moving + ["--time", "0.5", "--out", "half.png"])
    #expect(try place.bytes("s3.png") == place.bytes("half.png"))
    #expect(try place.bytes("s2.png") != place.bytes("s3.png"))
    #expect(try place.picture("s2.png") == place.picture("s4.png"))
  }

  /// plat's plane of sums over a grid, which `replay` draws again, changes and takes away.
  @Test func rampsAlongSumsAreDrawnAndTakenAway() async throws {
    try place.makeLatents(4)
    try place.makeLatents(2, seed: 8, to: "v.json")
    let grid = ["grid", "z.npy", "--layout", "gradient", "--rows", "3", "--cols", "3"] + model
    let ramps = ["--field", "v.json:0 - 0.5*v.json:1:ramp:-1,1,direction=90", "--field", "v.json:1:ramp:1,0"]
    try await place.succeed(grid + ramps + ["--out", "r.png"])
    try await place.succeed(["replay", "r.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("r.png"))
    try await place.succeed(grid + ["--field", "v.json:1:ramp:0,1,cells", "--out", "cells.png"])
    try await place.succeed(["replay", "r.png", "--field", "v.json:1:ramp:0,1,cells", "--out", "changed.png"])
    #expect(try place.bytes("changed.png") == place.bytes("cells.png"))
    try await place.succeed(grid + ["--out", "plain.png"])
    try await place.succeed(["replay", "r.png", "--no-field", "--out", "none.png"])
    #expect(try place.picture("none.png") == place.picture("plain.png"))
    #expect(try place.picture("r.png") != place.picture("plain.png"))
    try FileManager.default.removeItem(at: place.file("v.json"))
    try place.makeLatents(2, seed: 9, to: "v.json")
    try await place.fail(["replay", "r.png", "--out", "x.png"], code: 65, naming: ["v.json:0", "--no-field"])
    try FileManager.default.removeItem(at: place.file("v.json"))
    try await place.fail(["replay", "r.png", "--out", "x.png"], code: 66, naming: ["v.json", "not there"])
  }

  /// A MINE grid with holes: every cell has the amount of its own place, and a walk keeps its fields.
  @Test func neighborsHaveTheAmountsOfTheirCells() async throws {
    try await place.makeSet(12)
    let amounts = (0..<5).map { row in (0..<5).map { "\(Double(row) - Double($0) / 2)" }.joined(separator: ", ") }
    try place.write("[\(amounts.map { "[\($0)]" }.joined(separator: ", "))]".utf8, to: "t.json")
    let size = ["--rows", "3", "--cols", "3", "--spacing", "2", "--mask", "011,111,110", "--show", "grid"]
    let mine = ["mine", "set:4", "--set", "faces"] + size
    try await place.succeed(mine + ["--field", "smile:path:t.json", "--hop", "walk.json", "--out", "field.png"])
    let field = try place.picture("field.png")
    for (row, column) in [(0, 2), (2, 0), (1, 3), (4, 1)] {
      let offset = "smile:\(Double(row) - Double(column) / 2)"
      try await place.succeed(mine + ["--offset", offset, "--out", "o.png", "--force"])
      let (x, y) = (2 + 34 * column, 2 + 34 * row)
      let cell = try field.cropped(x: x, y: y, width: 32, height: 32)
      #expect(try place.picture("o.png").cropped(x: x, y: y, width: 32, height: 32) == cell, "\(row), \(column)")
    }
    try await place.succeed(["mine", "next", "--hop", "walk.json", "--out", "next.png"])
    let recipe = try await place.succeed(["replay", "next.png", "--show"]).json()
    #expect(recipe["request"]?["options"]?["fields"]?[0]?["kind"] == "table")
    let originals = mine.dropLast() + ["originals", "--field", "smile:wave", "--out", "x.png"]
    try await place.fail(Array(originals), code: 64, naming: ["--field", "--show originals"])
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
      (["--field", "smile:ramp:1"], 64, ["1 was given", "smile:ramp:1"]),
      (["--field", "smile - smile:ramp"], 65, ["smile - smile", "points nowhere"]),
      (["--field", "smile - 2*none:ramp"], 64, ["none"]),
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
    let report = ["interpolate", "--report", "--random-pairs", "9", "--pictures", "0", "--seed", "1"] + model
    for flags in [["--field", "smile:wave"], ["--time", "0.5"], ["--no-field"], ["--no-originals"], ["--gap", "1"]] {
      try await place.fail(report + flags + ["--out", "x.png"], code: 64, naming: [flags[0], "--report"])
    }
    try await place.succeed(report + ["--out", "report.png"])
    try await place.fail(
      ["replay", "report.png", "--field", "smile:wave", "--out", "x.png"],
      code: 64,
      naming: ["--field, --no-field and --time are for strips"]
    )
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
