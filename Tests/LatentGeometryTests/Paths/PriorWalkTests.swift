import Foundation
import LatentGeometry
import Testing

@Suite struct PriorWalkTests {
  /// The seeds of 300 walks.
  ///
  /// At 300 draws Kolmogorov's statistic exceeds 0.094 once in a hundred times.
  static let seeds: [UInt64] = Array(0..<300)
  static let tolerance = 0.094

  /// The lengths of one frame over all seeds.
  private func distance(_ dimension: Int, _ latent: (UInt64) -> LatentBatch) -> Double {
    let law = ChiLaw(dimension: dimension)
    return kolmogorovDistance(Self.seeds.map { latent($0).length }, law.cumulative)
  }

  @Test func stepsKeepTheLaw() {
    let walks = Self.seeds.map { PriorWalk(seed: $0, prior: .standardGaussian, dimension: 6).steps(8, angle: 0.4) }
    for frame in [1, 7] { #expect(distance(6) { walks[Int($0)][frame] } < Self.tolerance) }
  }

  @Test func smoothWalksKeepTheLaw() {
    for (method, pacing) in [(InterpolationMethod.matchedSlerp, PathPacing.byAngle), (.matched, .evenly)] {
      #expect(
        distance(6) { seed in
          PriorWalk(seed: seed, prior: .standardGaussian, dimension: 6)
            .path(wayPoints: 3, method: method, pacing: pacing).latents(at: [0.3])
        } < Self.tolerance
      )
    }
  }

  /// Linear walks do not.
  @Test func theTestCanFail() {
    #expect(
      distance(6) { seed in
        PriorWalk(seed: seed, prior: .standardGaussian, dimension: 6)
          .path(wayPoints: 3, method: .lerp, pacing: .evenly).latents(at: [0.3])
      } > 0.2
    )
  }

  @Test func loopsKeepTheLaw() {
    let loops = Self.seeds.map { RandomLoop(seed: $0, prior: .standardGaussian, dimension: 6).latents(at: [0, 0.37]) }
    for frame in 0..<2 { #expect(distance(6) { loops[Int($0)][frame] } < Self.tolerance) }
  }

  /// Every coordinate of loops under a uniform prior is uniform.
  @Test func loopsKeepTheUniformLaw() {
    let prior = Prior.uniform(low: -1, high: 1)
    let numbers = Self.seeds.flatMap { seed in
      RandomLoop(seed: seed, prior: prior, dimension: 3).latents(at: [0.21]).values.map { Double($0) }
    }
    #expect(kolmogorovDistance(numbers) { ($0 + 1) / 2 } < 0.055)
    #expect(numbers.allSatisfy { abs($0) <= 1 })
  }

  @Test(arguments: somePriors)
  func walksBeginAtTheDrawsOfTheSeed(prior: Prior) {
    let draws = LatentGenerator(seed: 5).sample(prior, count: 4, dimension: 9)
    let walk = PriorWalk(seed: 5, prior: prior, dimension: 9)
    #expect(walk.steps(6, angle: 0.2)[0] == draws[0])
    #expect(walk.path(wayPoints: 4).anchors == draws)
    #expect(walk.steps(6, angle: 0.2).isFinite)
    #expect(walk.steps(6, angle: 0.2)[0..<3] == walk.steps(3, angle: 0.2))
    #expect(largestDifference(walk.steps(4, angle: .pi / 2), draws) < 1e-4)
    #expect(walk.steps(0, angle: 1).count == 0 && walk.steps(1, angle: 1) == draws[0])
    let rest = walk.steps(3, angle: 0)
    #expect(rest == draws.rows([0, 0, 0]))
  }

  /// In many dimensions a step turns by about its angle: 0.1 to 5 % at d = 2000, seed 2.
  @Test func stepsTurnByTheirAngle() {
    let steps = PriorWalk(seed: 2, prior: .standardGaussian, dimension: 2000).steps(10, angle: 0.1).angularSteps()
    #expect(steps.allSatisfy { abs($0 / 0.1 - 1) < 0.05 })
  }
}

@Suite struct RandomLoopTests {
  @Test(arguments: [0, 0.3, 1], [1, 4])
  func amplitudesHaveSquaresThatAddUpToOne(roughness: Double, harmonics: Int) {
    let loop = RandomLoop(seed: 1, prior: .standardGaussian, dimension: 3, harmonics: harmonics, roughness: roughness)
    #expect(abs(loop.amplitudes.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    #expect(loop.amplitudes.count == harmonics && loop.harmonics == harmonics)
    if harmonics == 1 || roughness == 0 { #expect(abs(loop.turn - 2 * .pi) < 1e-12) }
    #expect(loop.latents(frames: 7).isFinite)
  }

  @Test(arguments: somePriors)
  func loopsCloseAndAreSampledFiner(prior: Prior) {
    let loop = RandomLoop(seed: 4, prior: prior, dimension: 8)
    #expect(loop.latents(at: [1, -3]) == loop.latents(at: [0, 0]))
    let fine = loop.latents(frames: 24)
    #expect(loop.latents(frames: 12) == fine.rows(Array(stride(from: 0, to: 24, by: 2))))
    // The step across the seam is as smooth as those beside it.
    let steps = loop.latents(frames: 200).angularSteps(isClosed: true)
    #expect(abs(steps[199] - (steps[198] + steps[0]) / 2) < 0.02 * steps[199])
  }

  @Test func oneHarmonicIsTheEllipseOfTwoDraws() {
    let loop = RandomLoop(seed: 4, prior: .standardGaussian, dimension: 8, harmonics: 1)
    #expect(largestDifference(loop.latents(frames: 4)[0..<2], loop.draws) < 1e-6)
  }

  /// A round of four harmonics turns by 2π √(Σ a² k²) in all, to a tenth at d = 1000, seed 3.
  @Test func turnIsTheSumOfAllAngles() {
    let loop = RandomLoop(seed: 3, prior: .standardGaussian, dimension: 1000, harmonics: 4, roughness: 0.8)
    let sum = loop.latents(frames: 120).angularSteps(isClosed: true).reduce(0, +)
    #expect(abs(sum / loop.turn - 1) < 0.1)
  }
}
