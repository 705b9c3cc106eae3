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

/// `sextant grid`, and what is said of latents that lie far from the prior.
@Suite struct GridTests {
  private let place: Workplace
  private let command = ["grid", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  @Test func drawsAGridBetweenAnchors() async throws {
    let anchors = try place.makeLatents(4)
    let flags = ["--layout", "gradient", "--rows", "2", "--cols", "3", "--method", "matched", "--order-free"]
    let report = try await place.report(command + ["z.npy", "--out", "g.png"] + flags)
    #expect(report["verb"] == "grid" && report["width"] == 104 && report["height"] == 70 && report["seed"] == nil)
    let results = try #require(report["results"])
    #expect(results.keys == ["layout", "columns", "grids"] && results["layout"] == "gradient")
    let latents = try LatentGrid(.gradient, rows: 2, columns: 3, isOrderFree: true)
      .latents(anchors: anchors, Interpolator(.matched, dimension: 48))
    let statistics = PriorStatistics(of: latents, prior: .standardGaussian)
    let typicality = try #require(results["grids"]?[0]?["typicality"])
    #expect(typicality["lengths"]?.numbers == statistics.lengths)
    #expect(typicality["deviations"]?.numbers == statistics.deviations)
    let decoded = try GenerativeModel(package: Repository.tinyModel).decode(latents)
    let sheet = try place.picture("g.png")
    for index in 0..<6 {
      let cell = try sheet.cropped(x: 2 + 34 * (index % 3), y: 2 + 34 * (index / 3), width: 32, height: 32)
      #expect(cell.meanSquaredError(to: decoded[index]) < 1e-5, "cell \(index)")
    }
  }

  @Test func fillDrawsWhatIsMissingAndPrintsTheSeed() async throws {
    let result = try await place.succeed(command + ["--fill", "--out", "g.png"])
    let seed = try #require(result.notes.first { $0.hasPrefix("sextant: seed ") }?.split(separator: " ").last)
    let random = [String](repeating: "random", count: 6)
    try await place.succeed(command + random + ["--seed", String(seed), "--out", "named.png"])
    #expect(try place.picture("g.png") == place.picture("named.png"))
    // Two of them named, which are draws of the same seed: the rest is none of those draws.
    try await place.succeed(
      [
        "latents", "sample", "--prior", "gaussian", "--dimension", "48", "--count", "2", "--seed", "2", "--out",
        "z.npy",
      ]
    )
    let some = ["z.npy", "--seed", "2", "--out"]
    try await place.succeed(command + some + ["some.png", "--fill"])
    let shown = try await place.succeed(["replay", "some.png", "--show"]).out
    let recipe = try JSONDecoder().decode(JSONValue.self, from: Data(shown.utf8))
    let anchors = try #require(recipe["anchors"]?[0]?.elements)
    #expect(anchors.count == 6 && Set(anchors.compactMap { $0.numbers?.first }).count == 6)
  }

  @Test func replaysTakeOtherSizesAndRecordedLatents() async throws {
    try place.makeLatents(6)
    try await place.succeed(command + ["z.npy", "--out", "g.png"])
    let replay = ["replay", "g.png", "--out"]
    let other = ["--spacing", "1", "--rows", "2", "--cols", "3", "--method", "lerp"]
    try await place.succeed(replay + ["other.png"] + other)
    try await place.succeed(command + ["z.npy", "--out", "drawn.png"] + other)
    #expect(try place.bytes("other.png") == place.bytes("drawn.png"))
    try await place.fail(replay + ["x.png", "--rows", "6"], code: 64, naming: ["6 rows", "4 and 7"])
    try FileManager.default.removeItem(at: place.file("z.npy"))
    try await place.succeed(replay + ["again.png", "--from-latents"])
    #expect(try place.picture("again.png") == place.picture("g.png"))
  }

  // MARK: Typicality

  @Test func cellsFarFromThePriorAreToldAndMended() async throws {
    let three = ["jdiagram", "random", "random", "random", "--model", Workplace.model, "--seed", "4"]
    let report = try await place.report(three + ["--out", "warn.png"])
    let raw = try #require(report["results"]?["grids"]?[0]?["typicality"])
    let deviations = try #require(raw["deviations"]?.numbers)
    let far = deviations.count { abs($0) > 4 }
    let note = try #require(report["notes"]?.texts?.first { $0.contains("4 sd from the prior") })
    #expect(far > 0 && note.hasPrefix("\(far) of 35 cells lie") && note.contains("--analogy matched"))
    let result = try await place.succeed(three + ["--typical", "rescale", "--json", "--out", "rescale.png"])
    let mended = try #require(try result.json()["results"]?["grids"]?[0]?["typicality"]?["deviations"]?.numbers)
    #expect(mended.allSatisfy { abs($0) <= 4 } && !result.err.contains("4 sd"))
    #expect(zip(mended, deviations).allSatisfy { abs($1) > 4 || $0 == $1 })
    let silent = try await place.succeed(three + ["--typical", "off", "--out", "off.png"])
    #expect(!silent.err.contains("4 sd"))
    #expect(try place.picture("off.png") == place.picture("warn.png"))
    // The policy is the recipe's and can be replaced.
    try await place.succeed(["replay", "warn.png", "--typical", "rescale", "--out", "replayed.png"])
    #expect(try place.bytes("replayed.png") == place.bytes("rescale.png"))
    let shown = try await place.succeed(["replay", "rescale.png", "--show"]).json()
    #expect(shown["request"]?["options"]?["typical"] == "rescale")
    #expect(shown["typicality"]?[0]?["deviations"]?.numbers?.count == 35)
  }
}
