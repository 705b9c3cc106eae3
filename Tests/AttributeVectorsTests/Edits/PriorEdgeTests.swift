import AttributeVectors
import LatentGeometry
import Testing

@Suite struct PriorEdgeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var prior: Prior
    var dimension: Int
  }

  static let cases: [Case] = [
    Case(testDescription: "N(0, I), d = 64", prior: .standardGaussian, dimension: 64),
    Case(testDescription: "N(0, I), d = 1", prior: .standardGaussian, dimension: 1),
    Case(testDescription: "N(3, 0.25 I)", prior: .gaussian(mean: 3, standardDeviation: 0.5), dimension: 7),
    Case(testDescription: "uniform", prior: .uniform(low: -1, high: 2), dimension: 20),
    Case(
      testDescription: "truncated",
      prior: .truncatedGaussian(mean: 1, standardDeviation: 2, bound: 2),
      dimension: 9
    ),
  ]

  private func deviation(_ latent: LatentBatch, in prior: Prior) -> Double {
    PriorStatistics(of: latent, prior: prior).deviations[0]
  }

  private func isInSupport(_ latent: LatentBatch, of prior: Prior) -> Bool {
    (prior.sharesOutsideSupport(of: latent) ?? [0]) == [0]
  }

  private func near(_ a: LatentBatch, _ b: LatentBatch) -> Bool {
    zip(a.values, b.values).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  /// At the edge all holds, a little beyond it something does not, and between both ends it holds all the way.
  @Test(arguments: cases)
  func theEdgeIsTheLargestAmountWithin(_ example: Case) {
    let (prior, d) = (example.prior, example.dimension)
    let edge = PriorEdge(of: prior, dimension: d)
    let latents = LatentGenerator(seed: 3).sample(prior, count: 40, dimension: d)
    let vectors = LatentGenerator(seed: 4).sample(.gaussian(mean: 0, standardDeviation: 0.4), count: 40, dimension: d)
    for row in 0..<40 {
      let (z, v) = (latents[row], vectors[row].values)
      let largest = edge.largestAmount(from: z.values, along: v)
      #expect(largest > 0 && largest.isFinite)
      for share in [0.1, 0.5, 0.9, 1] {
        let moved = edge.moved(z, along: v, by: [share * largest])
        #expect(deviation(moved, in: prior) <= 4 && isInSupport(moved, of: prior), "row \(row), \(share)")
      }
      // Beyond, it is too long, or no coordinate can move any more.
      let (at, beyond) = (edge.moved(z, along: v, by: [largest]), edge.moved(z, along: v, by: [1.001 * largest + 1e-4]))
      #expect(isInSupport(beyond, of: prior))
      #expect(deviation(beyond, in: prior) > 4 || near(at, beyond), "row \(row)")
    }
  }

  @Test func learnedPriorsHaveEdges() throws {
    let set = LatentGenerator(seed: 1).sample(.gaussian(mean: 2, standardDeviation: 3), count: 500, dimension: 5)
    for prior in [
      Prior.empirical(try EmpiricalPrior(fitting: set)), .correlatedGaussian(try CorrelatedGaussian(fitting: set)),
    ] {
      let edge = PriorEdge(of: prior, dimension: 5)
      let v: [Float] = [1, -2, 0, 0.5, 1]
      let largest = edge.largestAmount(from: set[7].values, along: v)
      let at = edge.moved(set[7], along: v, by: [largest])
      #expect(largest > 0 && deviation(at, in: prior) <= 4 && isInSupport(at, of: prior))
    }
  }

  @Test func aLatentThatIsTooLongNeverGetsLonger() {
    let edge = PriorEdge(of: .standardGaussian, dimension: 9)
    var z = [Float](repeating: 0, count: 9)
    z[0] = 12
    var outward = [Float](repeating: 0, count: 9)
    outward[0] = 2
    #expect(edge.largestAmount(from: z, along: outward) == 0)
    // Inward it may go through the prior to the same length on the other side.
    #expect(abs(edge.largestAmount(from: z, along: outward.map { -$0 }) - 12) < 1e-12)
    var across = [Float](repeating: 0, count: 9)
    across[4] = 1
    #expect(edge.largestAmount(from: z, along: across) == 0)
  }

  /// The way out of the centre leads inward at first for a latent that has the opposite.
  @Test func shortLatentsAreNotHeldBack() {
    let d = 64
    let edge = PriorEdge(of: .standardGaussian, dimension: d)
    let z = (0..<d).map { Float($0 % 7) / 20 - 0.1 }
    let toCenter = z.map { -$0 }
    let moved = LatentBatch(rows: [z]).moved(
      along: toCenter,
      by: [edge.largestAmount(from: z, along: toCenter)]
    )
    #expect(deviation(LatentBatch(rows: [z]), in: .standardGaussian) < -4)
    #expect(abs(deviation(moved, in: .standardGaussian) - 4) < 1e-4)
  }

  @Test func aSphereHasNoEdge() {
    let edge = PriorEdge(of: .sphere(radius: 2), dimension: 3)
    #expect(edge.largestAmount(from: [2, 0, 0], along: [0, 1, 0]) == .infinity)
  }

  @Test func coordinatesOutsideTheSupportOnlyComeIn() {
    let edge = PriorEdge(of: .uniform(low: -1, high: 1), dimension: 2, limit: 100)
    #expect(edge.largestAmount(from: [1.5, 0], along: [1, 0]) == 0)
    #expect(edge.largestAmount(from: [1.5, 0], along: [-1, 0]) == 2.5)
    #expect(edge.largestAmount(from: [0, 0.5], along: [0, 2]) == 0.25)
    let z = LatentBatch(rows: [[1.5, 0]])
    #expect(edge.moved(z, along: [1, 1], by: [3]).values == [1.5, 1])
    #expect(edge.moved(z, along: [-1, 1], by: [3]).values == [-1, 1])
    #expect(edge.moved(z, along: [-1, 1], by: [0]).values == [1.5, 0])
  }

  /// One coordinate after another comes to its end, and the last is the edge.
  @Test func coordinatesStopOneAfterAnother() {
    let edge = PriorEdge(of: .uniform(low: -1, high: 1), dimension: 3, limit: 100)
    let (z, v): ([Float], [Float]) = ([0.5, 0, 0], [1, 0.5, -0.25])
    #expect(edge.largestAmount(from: z, along: v) == 4)
    #expect(edge.moved(LatentBatch(rows: [z]), along: v, by: [3]).values == [1, 1, -0.75])
  }

  @Test func nothingIsMovedByNothing() {
    let z = LatentGenerator(seed: 1).sample(.standardGaussian, count: 3, dimension: 4)
    #expect(z.moved(along: [.greatestFiniteMagnitude, 1, 1, 1], by: [0, 0, 0]) == z)
    let moved = z.moved(along: [0, 0, 2, 0], by: [1, 0, -0.5])
    #expect(moved.values[2] == z.values[2] + 2 && moved[1] == z[1] && moved.values[10] == z.values[10] - 1)
  }
}
