import EncodedSets
import GenerativeModels
import Imaging
import LatentGeometry
import Manifold
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant sample --inside`.
@Suite struct InsideTests {
  private let place: Workplace
  private let command = ["sample", "--set", "faces", "--inside", "--rows", "1", "--cols", "3", "--seed", "5"]

  init() async throws {
    place = try Workplace()
    try await place.makeSet(30)
  }

  /// Draws of a seed that are within a limit, and how many there were before the last of them.
  private func kept(_ draws: LatentBatch, limit: Double, k: Int) throws -> (rows: [Int], tried: Int, all: [Double]) {
    let set = try EncodedSet(SetFolder(naming: place.file("faces").path))
    let outsideness = try BallCover(set.vectors, ks: [k]).measure(draws)[0].outsideness
    let rows = Array(outsideness.indices.filter { outsideness[$0] <= limit }.prefix(3))
    return (rows, (rows.last ?? 0) + 1, outsideness)
  }

  @Test(arguments: [RandomAlgorithm.sextant, .numpy])
  func keepsTheFirstDrawsThatAreInside(_ generator: RandomAlgorithm) async throws {
    let draws = generator.sample(.standardGaussian, count: 1024, dimension: 48, seed: 5)
    // A limit that one draw in ten keeps.
    let limit = try kept(draws, limit: .infinity, k: 3).all.sorted()[102]
    let expected = try kept(draws, limit: limit, k: 3)
    let flags = ["--inside-k", "3", "--inside-limit", "\(limit)", "--rng", generator.rawValue, "--typical", "off"]
    let report = try await place.report(command + flags + ["--out", "s.png"])
    let inside = try #require(report["results"]?["samples"]?[0]?["inside"])
    #expect(inside["tried"]?.number == Double(expected.tried) && inside["inside"]?.number == 3)
    let decoded = try GenerativeModel(package: Repository.tinyModel).decode(draws.rows(expected.rows))
    let sheet = try place.picture("s.png")
    for column in 0..<3 {
      let shown = try sheet.cropped(x: 2 + 34 * column, y: 2, width: 32, height: 32)
      #expect(shown.meanSquaredError(to: decoded[column]) < 1e-5, "\(column)")
    }
    try await place.succeed(["replay", "s.png", "--out", "again.png"])
    #expect(try place.bytes("s.png") == place.bytes("again.png"))
    // The recipe's criterion can be taken away.
    try await place.succeed(["replay", "s.png", "--out", "all.png", "--no-inside"])
    #expect(try place.picture("all.png") != place.picture("s.png"))
  }

  @Test func whatCannotBeHadIsExplained() async throws {
    let out = ["--out", "s.png"]
    try await place.fail(
      command + ["--inside-limit", "0.001", "--inside-tries", "50"] + out,
      code: 64,
      naming: ["0 of 50 draws", "--inside-limit"]
    )
    try await place.fail(
      ["sample", "--model", Workplace.model, "--inside", "--seed", "1"] + out,
      code: 64,
      naming: ["--inside", "--set"]
    )
    try await place.fail(
      ["sample", "--set", "faces", "--inside-k", "3", "--seed", "1"] + out,
      code: 64,
      naming: ["--inside-k", "--inside"]
    )
    try await place.fail(command + ["--inside-k", "30"] + out, code: 64, naming: ["30 rows", "31"])
    try await place.fail(command + ["--inside-k", "0"] + out, code: 64, naming: ["--inside-k 0"])
    try await place.fail(command + ["--inside-limit", "0"] + out, code: 64, naming: ["--inside-limit 0"])
  }
}
