import EncodedSets
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

/// `sextant mine`.
@Suite struct MineTests {
  private let place: Workplace
  private let command = ["mine", "set:4", "--set", "faces", "--seed", "1"]

  init() async throws {
    place = try Workplace()
    try await place.makeSet(30)
  }

  /// The set, opened.
  private var set: EncodedSet { get throws { try EncodedSet(SetFolder(naming: place.file("faces").path)) } }

  @Test func theNearestItemsFillTheGridAndAreDecodedWhereTheyStand() async throws {
    let flags = ["--rows", "3", "--cols", "4", "--spacing", "2", "--show", "grid", "--out", "m.png"]
    let report = try await place.report(command + flags)
    let results = try #require(report["results"])
    let cells = try #require(results["cells"]?.elements)
    let nearest = try await place.report(["neighbors", "set:4", "--set", "faces", "-k", "11"])
    let expected = try #require(nearest["queries"]?[0]?["neighbors"]?.elements).compactMap { $0["item"]?.number }
    #expect(Set(cells.compactMap { $0["item"]?.number }) == Set(expected + [4]))
    #expect(cells.count == 12 && cells.count { $0["isQuery"] == true } == 1)
    // Every second cell of every second row is a neighbor, the same as decoded from the set.
    let sheet = try place.picture("m.png")
    #expect(sheet.size == [2 + 7 * 34, 2 + 5 * 34])
    let model = try GenerativeModel(package: Repository.tinyModel)
    for cell in cells {
      let (row, column) = (Int(cell["row"]?.number ?? 0), Int(cell["column"]?.number ?? 0))
      let item = Int(cell["item"]?.number ?? 0)
      let decoded = try model.decode(set.latent(item))[0]
      let shown = try sheet.cropped(x: 2 + 68 * column, y: 2 + 68 * row, width: 32, height: 32)
      #expect(shown.meanSquaredError(to: decoded) < 1e-5, "item \(item)")
    }
    let quality = try #require(results["distancePreservation"]?.number)
    #expect(quality > 0.1 && quality <= 1)
  }

  @Test(arguments: ["sorted", "linear-assignment", "fixed"])
  func thePinnedQueryHasTheMiddleCell(_ placement: String) async throws {
    let flags = ["--rows", "3", "--cols", "5", "--pin", "--placement", placement, "--out", "m.png"]
    let cells = try #require(try await place.report(command + flags)["results"]?["cells"]?.elements)
    let query = try #require(cells.first { $0["isQuery"] == true })
    #expect(query["row"]?.number == 1 && query["column"]?.number == 2 && query["item"]?.number == 4)
    #expect(Set(cells.compactMap { $0["item"]?.number }).count == 15)
  }

  @Test func theSameSeedGivesTheSamePictureAndReplayDrawsItAgain() async throws {
    for name in ["a.png", "b.png"] { try await place.succeed(command + ["--out", name]) }
    #expect(try place.bytes("a.png") == place.bytes("b.png"))
    try await place.succeed(["replay", "a.png", "--out", "c.png"])
    #expect(try place.bytes("a.png") == place.bytes("c.png"))
  }

  @Test func holesStayEmptyAndSoDoesWhatLiesBetweenThem() async throws {
    let flags = [
      "--rows", "3", "--cols", "3", "--spacing", "2", "--mask", "011,111,110", "--show", "grid", "--out", "m.png",
    ]
    let cells = try #require(try await place.report(command + flags)["results"]?["cells"]?.elements)
    #expect(cells.count == 7)
    let sheet = try place.picture("m.png")
    func isWhite(_ row: Int, _ column: Int) throws -> Bool {
      try sheet.cropped(x: 2 + 34 * column, y: 2 + 34 * row, width: 32, height: 32).samples.allSatisfy { $0 == 1 }
    }
    for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1), (4, 4), (4, 3), (3, 4), (3, 3)] {
      #expect(try isWhite(row, column), "\(row), \(column)")
    }
    for (row, column) in [(0, 2), (2, 0), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (4, 1)] {
      #expect(try !isWhite(row, column), "\(row), \(column)")
    }
  }

  @Test func aMaskIsADiscOrAPicture() async throws {
    let disc = try await place.report(command + ["--rows", "5", "--cols", "5", "--mask", "disc", "--out", "d.png"])
    #expect(disc["results"]?["cells"]?.elements?.count == 21)
    let left = (0..<16).map { Float($0 % 4 < 2 ? 1 : 0) }
    try PlanarImage(channels: 1, height: 4, width: 4, samples: left).write(to: place.file("mask.png"))
    let half = try await place.report(command + ["--rows", "2", "--cols", "4", "--mask", "mask.png", "--out", "h.png"])
    let columns = try #require(half["results"]?["cells"]?.elements).compactMap { $0["column"]?.number }
    #expect(columns.sorted() == [0, 0, 1, 1])
  }

  @Test func aGridWithMoreCellsThanItemsKeepsSomeEmpty() async throws {
    let result = try await place.succeed(command + ["--rows", "6", "--cols", "6", "--out", "m.png"])
    #expect(result.err.contains("36 cells and there are 30 items"))
  }

  @Test func aWalkGoesFromNeighborToNeighbor() async throws {
    let first = try await place.report(command + ["--hop", "walk.json", "--out", "1.png"])
    let right = try #require(first["results"]?["hops"]?.elements?.first { $0["direction"] == "right" })
    let item = Int(try #require(right["item"]?.number))
    let flags = ["--hop", "walk.json", "--seed", "1", "--out"]
    let second = try await place.report(["mine", "next:right"] + flags + ["2.png"])
    #expect(second["results"]?["query"] == JSONValue.text("set:\(item)"))
    let walk = try JSONDecoder().decode(JSONValue.self, from: place.bytes("walk.json"))
    #expect(walk["centers"]?.numbers == [4, Double(item)] && walk["set"]?.text?.hasSuffix("faces.encodings") == true)
    // No step leads back to a center.
    let next = try #require(walk["next"]?.elements).compactMap { $0["item"]?.number }
    #expect(!next.isEmpty && !next.contains(4) && !next.contains(Double(item)))
    try await place.succeed(["mine", "next"] + flags + ["3.png"])
    try await place.fail(
      ["mine", "next:sideways"] + flags + ["4.png"],
      code: 64,
      naming: ["next:sideways", "down-left"]
    )
    try await place.fail(["mine", "next", "--out", "4.png"], code: 64, naming: ["next", "--hop"])
    try place.write(Array("{}".utf8), to: "other.json")
    try await place.fail(
      command + ["--hop", "other.json", "--out", "4.png"],
      code: 65,
      naming: ["other.json", "--hop"]
    )
  }

  @Test func aWalkIsDrawnOnAsItBegan() async throws {
    let flags = ["--rows", "3", "--cols", "3", "--mask", "111,111,110", "--pin", "--spacing", "2"]
    try await place.succeed(command + flags + ["--hop", "walk.json", "--out", "1.png"])
    let next = try await place.report(["mine", "next", "--hop", "walk.json", "--out", "2.png"])
    let cells = try #require(next["results"]?["cells"]?.elements)
    #expect(cells.count == 8 && next["results"]?["spacing"] == 2)
    let query = try #require(cells.first { $0["isQuery"] == true })
    #expect(query["row"] == 1 && query["column"] == 1)
  }

  @Test func withoutASeedTheGridIsTheSameEachTime() async throws {
    for name in ["a.png", "b.png"] { try await place.succeed(["mine", "set:4", "--set", "faces", "--out", name]) }
    #expect(try place.bytes("a.png") == place.bytes("b.png"))
  }

  @Test func originalsThatAreGoneAreReplacedByReconstructions() async throws {
    let flags = ["--rows", "2", "--cols", "2", "--show", "originals"]
    try FileManager.default.moveItem(at: place.file("pictures"), to: place.file("moved"))
    let result = try await place.succeed(command + flags + ["--out", "m.png"])
    #expect(result.err.contains("4 of the originals are not in"))
    let sheet = try place.picture("m.png")
    let cell = (sheet.width - 6) / 2
    #expect(try !sheet.cropped(x: 2, y: 2, width: cell, height: cell).samples.allSatisfy { $0 == 1 })
    try await place.fail(
      command + flags + ["--originals-in", "nowhere", "--out", "n.png"],
      code: 66,
      naming: ["nowhere"]
    )
  }

  @Test func aSetThatHasGrownDrawsItsItemsAgainButNoOldGrid() async throws {
    try await place.succeed(command + ["--out", "m.png"])
    try await place.succeed(["interpolate", "set:4", "set:5", "--set", "faces", "--steps", "3", "--out", "i.png"])
    try await place.succeed(
      ["encode", Workplace.picture("a"), "--append", "--set", "faces", "--model", Workplace.model]
    )
    try await place.succeed(["replay", "i.png", "--out", "again.png"])
    #expect(try place.bytes("i.png") == place.bytes("again.png"))
    try await place.succeed(["replay", "i.png", "set:4", "set:6", "--out", "other.png"])
    try await place.fail(["replay", "m.png", "--out", "r.png"], code: 65, naming: ["faces", "--append", "mine"])
  }

  @Test func aWalkStaysInItsSetAndGoesOnFromAnywhere() async throws {
    try await place.succeed(command + ["--hop", "walk.json", "--out", "1.png"])
    try await place.succeed(["encode", "pictures", "--set", "other", "--model", Workplace.model])
    try await place.fail(
      ["mine", "set:5", "--set", "other", "--hop", "walk.json", "--seed", "1", "--out", "2.png"],
      code: 64,
      naming: ["--hop walk.json", "faces.encodings", "other"]
    )
    try await place.fail(
      ["mine", "next", "--set", "other", "--hop", "walk.json", "--seed", "1", "--out", "2.png"],
      code: 64,
      naming: ["--hop walk.json"]
    )
    // A picture that was moved away from its set is drawn again where the set is named anew.
    try FileManager.default.moveItem(at: place.file("faces.encodings"), to: place.file("moved.encodings"))
    try await place.fail(["replay", "1.png", "--out", "r.png"], code: 66, naming: ["faces.encodings", "--set"])
    try await place.succeed(["replay", "1.png", "--out", "r.png", "--set", "moved"])
    #expect(try place.picture("r.png") == place.picture("1.png"))
  }

  @Test func mistakesAreExplained() async throws {
    let out = ["--out", "m.png"]
    try await place.fail(["mine", "--set", "faces", "--seed", "1"] + out, code: 64, naming: ["one query"])
    try await place.fail(["mine", "set:4", "--seed", "1"] + out, code: 64, naming: ["--set"])
    try await place.fail(command + ["--rows", "0"] + out, code: 64, naming: ["--rows 0"])
    try await place.fail(command + ["--spacing", "0"] + out, code: 64, naming: ["--spacing 0"])
    try await place.fail(command + ["--mask", "01"] + out, code: 64, naming: ["--mask", "1 x 2", "3 x 5"])
    try await place.fail(command + ["--mask", "0x1"] + out, code: 64, naming: ["--mask 0x1", "rows of 0"])
    try await place.fail(
      command + ["--rows", "1", "--cols", "2", "--mask", "00"] + out,
      code: 64,
      naming: ["all cells are holes"]
    )
    try await place.fail(command + ["--spacing", "\(Int.max)"] + out, code: 64, naming: ["--spacing"])
  }
}
