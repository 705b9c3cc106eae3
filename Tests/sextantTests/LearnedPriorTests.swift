import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `--prior gaussian:FILE` and `empirical:FILE`, `latents sample --near`, and methods in priors.
@Suite struct LearnedPriorTests {
  private let place: Workplace
  private let set: LatentBatch

  init() throws {
    place = try Workplace()
    // Latents whose coordinates differ and depend on each other.
    let draws = LatentGenerator(seed: 5).sample(.standardGaussian, count: 60, dimension: 4)
    var values: [Float] = []
    for row in 0..<60 {
      let z = draws[row].values
      values += [z[0], z[0] + 0.5 * z[1], 3 + 2 * z[2], z[3] * z[3]]
    }
    set = LatentBatch(count: 60, dimension: 4, values: values)
    try LatentFile.write(set, to: place.file("set.npy"), overwrite: false)
  }

  private func prior(_ kind: String) throws -> Prior {
    kind == "empirical"
      ? .empirical(try EmpiricalPrior(fitting: set)) : .correlatedGaussian(try CorrelatedGaussian(fitting: set))
  }

  @Test(arguments: ["gaussian", "empirical"])
  func learnedPriorsAreThoseOfTheLibrary(_ kind: String) async throws {
    let prior = try prior(kind)
    try await place.succeed([
      "latents", "sample", "--prior", "\(kind):set.npy", "--count", "9", "--seed", "3", "--out", "s.npy",
    ])
    let draws = LatentGenerator(seed: 3).sample(prior, count: 9, dimension: 4)
    #expect(try place.latents("s.npy") == draws)

    let command = ["latents", "interpolate", "--from", "s.npy:0", "--to", "s.npy", "--steps", "5", "--out"]
    for method in [InterpolationMethod.matched, .matchedSlerp] {
      let flags = ["--method", method.rawValue, "--prior", "\(kind):set.npy"]
      try await place.succeed(command + ["\(method).npy"] + flags)
      let strip = Interpolator(method, prior: prior, dimension: 4)
        .interpolate(from: draws.rows([Int](repeating: 0, count: 9)), to: draws, at: InterpolationMethod.places(5))
      #expect(try place.latents("\(method).npy") == strip)
    }

    let report = try await place.report(["latents", "stats", "s.npy", "--prior", "\(kind):set.npy"])
    let statistics = PriorStatistics(of: draws, prior: prior)
    #expect(report["lengths"]?.numbers == statistics.lengths)
    #expect(report["priorLength"]?["mean"]?.number == statistics.law.mean)
    #expect(report["lengthTest"]?["pValue"]?.number == statistics.lengthTest().pValue)
    #expect(report["lengthTest"]?["distance"]?.number == statistics.lengthTest().distance)
  }

  @Test func analogiesKeepTheLearnedPrior() async throws {
    let rows = try place.makeLatents(6, dimension: 4)
    try await place.succeed([
      "latents", "analogy", "--anchors", "z.npy", "--analogy", "matched", "--prior", "empirical:set.npy", "--out",
      "d.npy",
    ])
    let expected = AnalogyMethod.matched.complete(
      rows.rows([0, 3]),
      rows.rows([1, 4]),
      rows.rows([2, 5]),
      prior: try prior("empirical")
    )
    #expect(try place.latents("d.npy") == expected)
  }

  /// pairs x steps rows, ends included and exact, by every method.
  @Test(arguments: InterpolationMethod.allCases)
  func everyMethodWritesPairsTimesSteps(_ method: InterpolationMethod) async throws {
    let from = try place.makeLatents(2, dimension: 6, seed: 1, to: "a.npy")
    let to = try place.makeLatents(2, dimension: 6, seed: 2, to: "b.npy")
    let command = ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy", "--steps", "4"]
    let flags = ["--method", method.rawValue, "--prior", "truncated-gaussian:5"]
    let report = try await place.report(command + flags + ["--threads", "1", "--out", "z.npy"])
    #expect(report["count"] == 8)
    let prior = Prior.truncatedGaussian(mean: 0, standardDeviation: 1, bound: 5)
    let found = try place.latents("z.npy")
    #expect(found == method.interpolate(from: from, to: to, at: InterpolationMethod.places(4), prior: prior))
    #expect(found.rows([0, 4]) == from && found.rows([3, 7]) == to)
  }

  @Test func threadsDoNotChangeAByte() async throws {
    try place.makeLatents(40, dimension: 300, seed: 1, to: "a.npy")
    try place.makeLatents(40, dimension: 300, seed: 2, to: "b.npy")
    let command = ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy", "--steps", "16", "--method"]
    for method in ["slerp", "matched"] {
      let flags = [method, "--prior", "uniform:-6,6", "--out"]
      try await place.succeed(command + flags + ["one.npy", "--threads", "1", "--force"])
      try await place.succeed(command + flags + ["five.npy", "--threads", "5", "--force"])
      #expect(try place.bytes("one.npy") == place.bytes("five.npy"))
    }
  }

  // MARK: near

  @Test func drawsNearALatentKeepTheLaw() async throws {
    let command = [
      "latents", "sample", "--prior", "empirical:set.npy", "--count", "7", "--seed", "8", "--near", "set.npy:3",
    ]
    let report = try await place.report(command + ["--radius", "0.6", "--out", "near.npy"])
    #expect(report["count"] == 7 && report["dimension"] == 4 && report["seed"] == 8)
    let prior = try prior("empirical")
    // Not the rows of the seed's table, of which the latent itself may be one.
    let draws = LatentGenerator(seed: 8).sample(prior, count: 7, dimension: 4, stream: .additions)
    let matched = Interpolator(.matched, prior: prior, dimension: 4)
    #expect(try place.latents("near.npy") == matched.vicinity(of: set[3], draws: draws, radius: 0.6))
    // 0 is the latent itself, 1 independent of it; 0.3 unless said.
    try await place.succeed(command + ["--radius", "0", "--out", "there.npy"])
    let there = try place.latents("there.npy")
    #expect((0..<7).allSatisfy { row in zip(there[row].values, set[3].values).allSatisfy { abs($0 - $1) < 1e-4 } })
    try await place.succeed(command + ["--out", "usual.npy"])
    #expect(try place.latents("usual.npy") == matched.vicinity(of: set[3], draws: draws, radius: 0.3))
  }

  @Test func wrongNeighbourhoodsAreExplained() async throws {
    let command = ["latents", "sample", "--prior", "gaussian", "--count", "2", "--seed", "1", "--out", "x.npy"]
    try await place.fail(command + ["--near", "set.npy"], code: 65, naming: ["set.npy", "60 rows", "set.npy:0"])
    try await place.fail(
      command + ["--near", "set.npy:0", "--dimension", "5"],
      code: 64,
      naming: ["--near set.npy:0", "4 numbers", "--dimension 5"]
    )
  }
}
