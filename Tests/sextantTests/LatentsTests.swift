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

// Fixtures written by: python3 tools/make_program_fixtures.py

/// `sextant latents sample|interpolate|analogy|stats`.
@Suite struct LatentsTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  // MARK: sample

  @Test(arguments: ["gaussian", "gaussian:1,0.5", "uniform", "uniform:0,2", "sphere:3", "truncated-gaussian:1.5"])
  func samplesAreThoseOfTheLibrary(_ prior: String) async throws {
    let command = ["latents", "sample", "--prior", prior, "--dimension", "9", "--count", "11"]
    let report = try await place.report(command + ["--seed", "4", "--out", "z.npy"])
    #expect(report.keys == ["out", "count", "dimension", "seed"])
    #expect(report["count"] == 11 && report["dimension"] == 9 && report["seed"] == 4)
    let expected = LatentGenerator(seed: 4).sample(try Prior(parsing: prior), count: 11, dimension: 9)
    #expect(try place.latents("z.npy") == expected)
    // More rows continue the same table.
    try await place.succeed(command.dropLast() + ["5", "--seed", "4", "--out", "five.npy"])
    #expect(try place.latents("five.npy") == expected[0..<5])
  }

  @Test(arguments: [
    ("gaussian", "numpy_gaussian.npy"), ("uniform:-1,1", "numpy_uniform.npy"), ("sphere:2", "numpy_sphere.npy"),
  ])
  func numpySamplesAreThoseOfNumPy(_ prior: String, _ fixture: String) async throws {
    let command = ["latents", "sample", "--prior", prior, "--dimension", "7", "--count", "5", "--rng", "numpy"]
    try await place.succeed(command + ["--seed", "42", "--out", "z.npy"])
    let fixture = Repository.fixture(fixture, of: "sextant")
    let expected = try LatentFile.read(LatentReference(file: fixture))
    let found = try place.latents("z.npy")
    try #require(found.count == 5 && found.dimension == 7)
    // The header byte for byte, and numbers to the last bit of single precision.
    #expect(try place.bytes("z.npy").prefix(128) == Data(contentsOf: fixture).prefix(128))
    #expect(zip(found.values, expected.values).allSatisfy { abs($0 - $1) <= $1.ulp })
  }

  @Test func manyLatentsArriveInPieces() async throws {
    // More than one piece of 2^22 numbers, so that rows and NumPy's stream must go on where a piece ended.
    let size = ["--dimension", "1500", "--count", "2800", "--seed", "8"]
    try await place.succeed(["latents", "sample", "--prior", "uniform", "--out", "z.npy"] + size)
    try await place.succeed(["latents", "sample", "--prior", "gaussian", "--rng", "numpy", "--out", "n.npy"] + size)
    let rows = 2795..<2798
    let own = LatentGenerator(seed: 8).sample(.uniform(low: -1, high: 1), count: 3, dimension: 1500, startingAt: 2795)
    for row in rows {
      let found = try LatentFile.read(LatentReference(file: place.file("z.npy"), row: row))
      #expect(found == own[row - rows.lowerBound], "row \(row)")
    }
    var state = NumPyRandomState(seed: 8)
    let numpy = state.sample(.standardGaussian, count: 2800, dimension: 1500)
    for row in rows {
      let found = try LatentFile.read(LatentReference(file: place.file("n.npy"), row: row))
      #expect(found == numpy[row], "row \(row)")
    }
  }

  @Test func theSeedIsPrintedWhereNoneIsGiven() async throws {
    let command = ["latents", "sample", "--prior", "uniform", "--dimension", "4", "--count", "3"]
    let result = try await place.succeed(command + ["--out", "z.json"])
    let seed = try #require(result.notes.first { $0.hasPrefix("sextant: seed ") }?.split(separator: " ").last)
    try await place.succeed(command + ["--seed", String(seed), "--out", "again.json"])
    #expect(try place.bytes("z.json") == place.bytes("again.json"))
    // A file of latents does not keep the seed, so that it is told under --quiet too; a seed that was given is not.
    let quiet = try await place.succeed(command + ["--out", "quiet.npy", "--quiet"])
    #expect(quiet.out.isEmpty && quiet.notes.count == 1 && quiet.err.hasPrefix("sextant: seed "))
    let given = try await place.succeed(command + ["--seed", "1", "--out", "given.npy", "--quiet"])
    #expect(given.out.isEmpty && given.err.isEmpty)
  }

  @Test func sheetsOfNumPySamplesShowNumPyLatents() async throws {
    let seed = ["--rng", "numpy", "--seed", "3"]
    try await place.succeed(
      ["sample", "--model", Workplace.model, "--rows", "1", "--cols", "2", "--out", "s.png"] + seed
    )
    try await place.succeed(
      ["latents", "sample", "--prior", "gaussian", "--dimension", "48", "--count", "2", "--out", "z.npy"] + seed
    )
    try await place.succeed(["decode", "z.npy:1", "--model", Workplace.model, "--out", "one.png"])
    let cell = try place.picture("s.png").cropped(x: 36, y: 2, width: 32, height: 32)
    #expect(try cell == place.picture("one.png"))
    try await place.fail(
      ["sample", "--model", Workplace.model, "--rng", "numpy", "--seed", "4294967296", "--out", "t.png"],
      code: 64,
      naming: ["--seed 4294967296", "4294967295"]
    )
  }

  // MARK: interpolate

  @Test(arguments: [InterpolationMethod.lerp, .slerp])
  func interpolatesBetweenRows(_ method: InterpolationMethod) async throws {
    let from = try place.makeLatents(3, dimension: 6, seed: 1, to: "a.npy")
    let to = try place.makeLatents(3, dimension: 6, seed: 2, to: "b.npy")
    let report = try await place.report(
      ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy", "--steps", "5", "--method", method.rawValue]
        + ["--out", "z.npy"]
    )
    #expect(report["count"] == 15 && report["dimension"] == 6)
    let found = try place.latents("z.npy")
    #expect(found == method.interpolate(from: from, to: to, at: InterpolationMethod.places(5)))
    #expect(found.rows([0, 5, 10]) == from && found.rows([4, 9, 14]) == to)
  }

  @Test func oneRowServesAllPairs() async throws {
    let from = try place.makeLatents(3, dimension: 6, seed: 1, to: "a.npy")
    let to = try place.makeLatents(2, dimension: 6, seed: 2, to: "b.npy")
    try await place.succeed([
      "latents", "interpolate", "--from", "a.npy", "--to", "b.npy:1", "--steps", "2", "--out", "z.npy",
    ])
    #expect(try place.latents("z.npy") == from.rows([0, 0, 1, 1, 2, 2]).replacing([1, 3, 5], by: to[1]))
    try await place.fail(
      ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy", "--out", "y.npy"],
      code: 65,
      naming: ["b.npy", "2 rows", "a.npy", "3"]
    )
    try place.makeLatents(3, dimension: 5, seed: 2, to: "narrow.npy")
    try await place.fail(
      ["latents", "interpolate", "--from", "a.npy", "--to", "narrow.npy", "--out", "y.npy"],
      code: 65,
      naming: ["narrow.npy", "5 numbers"]
    )
  }

  @Test func longStripsArriveInPieces() async throws {
    let from = try place.makeLatents(1, dimension: 600, seed: 1, to: "a.npy")
    let to = try place.makeLatents(1, dimension: 600, seed: 2, to: "b.npy")
    let steps = 8000
    try await place.succeed(
      ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy", "--steps", "\(steps)", "--out", "z.npy"]
    )
    let places = InterpolationMethod.places(steps)
    for row in [0, 6989, 6990, 6991, steps - 1] {
      let found = try LatentFile.read(LatentReference(file: place.file("z.npy"), row: row))
      #expect(found == slerp(from: from, to: to, at: places[row]), "row \(row)")
    }
  }

  // MARK: analogy

  @Test func everyThreeRowsMakeOne() async throws {
    let rows = try place.makeLatents(6, dimension: 4)
    let report = try await place.report(["latents", "analogy", "--anchors", "z.npy", "--out", "d.npy"])
    #expect(report["count"] == 2 && report["dimension"] == 4)
    let found = try place.latents("d.npy")
    for (row, start) in [0, 3].enumerated() {
      let expected = AnalogyMethod.raw.complete(rows[start], rows[start + 1], rows[start + 2])
      #expect(found[row] == expected)
      for column in 0..<4 {
        let (a, b, c) = (rows[start].values[column], rows[start + 1].values[column], rows[start + 2].values[column])
        #expect(abs(found[row].values[column] - (b + c - a)) < 1e-5)
      }
    }
    try place.makeLatents(4, dimension: 4, to: "four.npy")
    try await place.fail(
      ["latents", "analogy", "--anchors", "four.npy", "--out", "e.npy"],
      code: 65,
      naming: ["four.npy", "4 rows", "three"]
    )
  }

  // MARK: stats

  @Test func statisticsAreThoseOfTheLibrary() async throws {
    let latents = try place.makeLatents(20, dimension: 30)
    let report = try await place.report(["latents", "stats", "z.npy", "--prior", "uniform:-2,2"])
    let statistics = PriorStatistics(of: latents, prior: .uniform(low: -2, high: 2))
    let keys: Set = [
      "count", "dimension", "prior", "priorLength", "length", "lengthTest", "coordinates", "lengths", "deviations",
    ]
    #expect(report.keys == keys)
    #expect(report["count"] == 20 && report["dimension"] == 30 && report["prior"]?["kind"] == "uniform")
    #expect(report["lengths"]?.numbers == statistics.lengths)
    #expect(report["deviations"]?.numbers == statistics.deviations)
    #expect(report["priorLength"]?["mean"]?.number == statistics.law.mean)
    #expect(report["priorLength"]?["sd"]?.number == statistics.law.standardDeviation)
    #expect(report["length"]?["mean"]?.number == statistics.meanLength)
    #expect(report["length"]?["worstRow"]?.number == Double(statistics.worstRow))
    #expect(report["coordinates"]?["mean"]?.number == statistics.coordinateMean)
    #expect(report["coordinates"]?["sd"]?.number == statistics.coordinateStandardDeviation)
    let share = try #require(report["coordinates"]?["shareOutsideSupport"]?.number)
    #expect(share == statistics.shareOutsideSupport && share > 0 && share < 0.2)

    let row = try await place.report(["latents", "stats", "z.npy:4", "--prior", "gaussian"])
    #expect(row["lengths"]?.numbers == [latents[4].lengths()[0]])
  }

  @Test func statisticsForPeopleNameTheFurthestRow() async throws {
    try place.makeLatents(5, dimension: 30)
    let result = try await place.succeed(["latents", "stats", "z.npy", "--prior", "sphere:1"])
    #expect(result.err.isEmpty)
    #expect(result.out.contains("5 x 30") && result.out.contains("furthest       row "))
    let far = try await place.succeed(["latents", "stats", "z.npy", "--prior", "gaussian:0,9"])
    #expect(far.out.contains("KS 1, p < 0.001\n"), "\(far.out)")
    // A sphere's law of lengths has no spread, so no deviation is a number.
    let report = try await place.report(["latents", "stats", "z.npy", "--prior", "sphere:1"])
    #expect(report["deviations"]?.elements == [.null, .null, .null, .null, .null])
  }
}

extension LatentBatch {
  /// The same rows with some replaced by another latent.
  fileprivate func replacing(_ rows: [Int], by latent: LatentBatch) -> LatentBatch {
    var batch = self
    for row in rows { batch.setRow(row, to: latent.values) }
    return batch
  }
}
