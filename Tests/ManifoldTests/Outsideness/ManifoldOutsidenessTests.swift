import Foundation
import LatentGeometry
import Manifold
import Testing

@Suite struct ManifoldOutsidenessTests {
  private func measure(
    _ reference: LatentBatch,
    _ heldOut: LatentBatch,
    _ draws: LatentBatch,
    latents: LatentBatch? = nil,
    ks: [Int] = [3, 5, 10],
    threads: Int? = nil
  ) throws -> ManifoldOutsideness {
    try ManifoldOutsideness(
      reference: reference,
      heldOut: heldOut,
      priorSamples: draws,
      latents: latents,
      ks: ks,
      seed: 1,
      threads: threads
    )
  }

  /// Rows of N(0, I) whose first number is made positive: half of the space is empty.
  private func half(_ count: Int, _ dimension: Int, seed: UInt64) -> LatentBatch {
    var batch = gaussian(count, dimension, seed: seed)
    batch.withUnsafeMutableValues { values in
      for row in 0..<count { values[row * dimension] = abs(values[row * dimension]) }
    }
    return batch
  }

  @Test(arguments: [(2, 1), (2, 2), (32, 3), (32, 4), (32, 5)])
  func drawsOfOneLawAreOutsideAsOftenAsHeldOutOnes(dimension: Int, seed: UInt64) throws {
    // Intervals of 95 %: of all seeds one in 20 would fail, these do not.
    let outsideness = try measure(
      gaussian(1500, dimension, seed: 10 * seed),
      gaussian(600, dimension, seed: 10 * seed + 1),
      gaussian(800, dimension, seed: 10 * seed + 2)
    )
    #expect(outsideness.results.map(\.k) == [3, 5, 10])
    for result in outsideness.results {
      #expect(result.priorSamples.difference.isChance, "\(result.k): \(result.priorSamples.difference)")
      #expect(abs(result.priorSamples.coverage - result.priorSamples.heldOutCoverage) < 0.06)
      #expect(result.priorSamples.coverageQueryCount == 600)
    }
    // The statement is not empty: in many dimensions most draws are outside, in two hardly any.
    let share = outsideness.results[0].heldOut.outside.value
    #expect(dimension == 2 ? share < 0.1 : share > 0.15)
  }

  @Test func ofHalfASpaceHalfOfTheDrawsMoreAreOutside() throws {
    let result = try #require(
      try measure(half(3000, 2, seed: 1), half(1000, 2, seed: 2), gaussian(1000, 2, seed: 3)).result(k: 3)
    )
    // Balls reach a little over the edge.
    let difference = result.priorSamples.difference
    #expect((0.38...0.52).contains(difference.value) && !difference.isChance)
    #expect(difference.lower < difference.value && difference.value < difference.upper)
    #expect(result.priorSamples.outside.value - result.heldOut.outside.value == difference.value)
  }

  @Test func drawsAreLookedForAmongEncodingsAndNotTheOtherWayAround() throws {
    // Narrow draws lie all within a wide reference, wide draws mostly outside a narrow one.
    let (wide, narrow) = (LatentGenerator(seed: 4), LatentGenerator(seed: 5))
    func rows(_ generator: LatentGenerator, sd: Float, from row: Int) -> LatentBatch {
      generator.sample(.gaussian(mean: 0, standardDeviation: sd), count: 800, dimension: 3, startingAt: row)
    }
    let inside = try measure(rows(wide, sd: 5, from: 0), rows(wide, sd: 5, from: 800), rows(narrow, sd: 1, from: 0))
    #expect(inside.results.allSatisfy { $0.priorSamples.outside.value < 0.05 && $0.priorSamples.coverage < 0.3 })
    let outside = try measure(rows(narrow, sd: 1, from: 0), rows(narrow, sd: 1, from: 800), rows(wide, sd: 5, from: 0))
    #expect(outside.results.allSatisfy { $0.priorSamples.outside.value > 0.5 })
  }

  @Test func identicalRowsAreInside() throws {
    let row = gaussian(1, 7, seed: 6)
    func copies(_ count: Int) -> LatentBatch { row.rows([Int](repeating: 0, count: count)) }
    let outsideness = try measure(copies(30), copies(20), gaussian(15, 7, seed: 7), latents: copies(2))
    for result in outsideness.results {
      #expect(result.heldOut.outside.count == 0 && result.heldOut.outside.method == .wilson)
      #expect(result.heldOut.outside.lower == 0 && result.heldOut.outside.upper > 0.1)
      #expect(result.latents?.outside.value == 0 && result.latents?.difference.isChance == true)
      #expect(result.priorSamples.outside.value == 1 && result.priorSamples.difference.method == .newcombe)
      #expect(result.priorSamples.outsidenessQuantiles == [Double?](repeating: nil, count: 7))
      #expect(result.latentOutsideness == [0, 0])
    }
    // Infinite numbers are no JSON.
    _ = try JSONEncoder().encode(outsideness)
  }

  @Test func otherLatentsAreMeasuredAsDrawsAre() throws {
    let draws = gaussian(300, 5, seed: 8)
    let outsideness = try measure(gaussian(500, 5, seed: 9), gaussian(300, 5, seed: 10), draws, latents: draws)
    for result in outsideness.results {
      #expect(result.latents == result.priorSamples && result.latentOutsideness == result.priorSampleOutsideness)
      let outside = result.priorSampleOutsideness.count { $0 > 1 }
      #expect(outside == result.priorSamples.outside.count)
    }
    let few = try measure(gaussian(500, 5, seed: 9), gaussian(300, 5, seed: 10), draws, latents: draws[0..<4])
    #expect(few.results[0].latents?.coverageQueryCount == 4 && few.latentCount == 4)
    #expect(few.results[0].priorSamples == outsideness.results[0].priorSamples)
  }

  @Test func threadsChangeNothing() throws {
    func measured(_ threads: Int) throws -> ManifoldOutsideness {
      try measure(gaussian(400, 6, seed: 11), gaussian(90, 6, seed: 12), gaussian(80, 6, seed: 13), threads: threads)
    }
    #expect(try measured(1) == measured(3))
  }

  @Test(arguments: [0, 1, 10]) func tooFewReferenceRowsAreRefused(count: Int) {
    let error = #expect(throws: BallCoverError.self) {
      try measure(gaussian(count, 3, seed: 14), gaussian(5, 3, seed: 15), gaussian(5, 3, seed: 16))
    }
    #expect(error == .tooFewCenters(count: count, k: 10))
  }

  @Test func nothingToCompareIsRefused() {
    let (none, some) = (LatentBatch(count: 0, dimension: 3), gaussian(20, 3, seed: 17))
    for (held, draws, latents, name) in [
      (none, some, some, "held-out encodings"), (some, none, some, "draws of the prior"), (some, some, none, "latents"),
    ] {
      let error = #expect(throws: ManifoldOutsidenessError.self) { try measure(some, held, draws, latents: latents) }
      #expect(error == .noRows(name) && error?.description.contains(name) == true)
    }
  }

  @Test(arguments: [1, 2, 3]) func aSingleRowOfEachIsEnough(dimension: Int) throws {
    let reference = gaussian(2, dimension, seed: 18)
    let outsideness = try measure(
      reference,
      gaussian(1, dimension, seed: 19),
      gaussian(1, dimension, seed: 20),
      ks: [1]
    )
    #expect(outsideness.results.count == 1 && outsideness.results[0].heldOut.outside.total == 1)
  }

  // MARK: Coverage

  @Test func theExpectedCoverageIsTheMeanOverSubsets() throws {
    let balls = try BallCover(gaussian(40, 2, seed: 21), ks: [3])
    let queries = gaussian(12, 2, seed: 22)
    let all = try balls.measure(queries)[0]
    #expect(abs(all.expectedCoverage(ofQueries: 12) - all.coverage) < 1e-12)
    // All pairs and all triples of the twelve.
    var (pairs, triples): ([Double], [Double]) = ([], [])
    for a in 0..<12 {
      for b in 0..<a {
        pairs.append(try balls.measure(queries.rows([a, b]))[0].coverage)
        for c in 0..<b { triples.append(try balls.measure(queries.rows([a, b, c]))[0].coverage) }
      }
    }
    #expect(abs(all.expectedCoverage(ofQueries: 2) - pairs.reduce(0, +) / 66) < 1e-12)
    #expect(abs(all.expectedCoverage(ofQueries: 3) - triples.reduce(0, +) / 220) < 1e-12)
  }
}
