import EncodedSets
import GenerativeModels
import Imaging
import LatentGeometry
import Manifold
import Testing

@testable import Diagrams

@Suite struct FigureMeasuresTests {
  private static let prior = Prior.standardGaussian

  private static func draws(_ count: Int, sd: Float = 1, dimension: Int = 24, seed: UInt64 = 5) -> LatentBatch {
    let prior = Prior.gaussian(mean: 0, standardDeviation: sd)
    return LatentGenerator(seed: seed).sample(prior, count: count, dimension: dimension)
  }

  // MARK: Midpoints

  /// ‖(a + b) / 2‖ by hand, against the law of ‖z‖.
  @Test func midpointsOfStraightLinesAreMeasuredFromThePriorsLaw() throws {
    let model = try Tiny.model.open(session: SessionOptions(threads: 1))
    let d = model.latentDimension
    let pairs = try MidpointPairs(of: model, count: 6, pictures: 2, seed: 3, in: Studio())
    let measures = try MidpointMeasures(.lerp, between: pairs)
    let draws = LatentGenerator(seed: 3).sample(model.prior, count: 12, dimension: d)
    let law = model.prior.lengthLaw(dimension: d)
    for pair in 0..<6 {
      let middle = zip(draws[pair].values, draws[6 + pair].values).map { (Double($0) + Double($1)) / 2 }
      let length = middle.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(measures.deviations[pair] - (length - law.mean) / law.standardDeviation) < 1e-5)
    }
    #expect(measures.deviations.count == 6)
    // Pictures: the ends of the first two pairs.
    let pictures = try model.decode(draws)
    for pair in 0..<2 {
      let ends = (pictures[pair].sharpness + pictures[6 + pair].sharpness) / 2
      #expect(abs(measures.endSharpness[pair] - ends) <= 1e-6 * ends)
    }
    #expect(measures.sharpness.count == 2)
    let ratio = try #require(measures.relativeSharpness(seed: 1))
    let expected = measures.sharpness.reduce(0, +) / measures.endSharpness.reduce(0, +)
    #expect(abs(ratio.estimate - expected) < 1e-12)
  }

  // MARK: Reconstructions

  @Test func reconstructionsAreMeasuredByTheMeanPicture() throws {
    func picture(_ value: Float) -> PlanarImage { PlanarImage(channels: 1, height: 2, width: 2, repeating: value) }
    let measures = ReconstructionMeasures(
      of: [picture(0), picture(1)],
      reconstructed: [picture(0.1), picture(0.7)]
    )
    #expect(abs(measures.errors[0] - 0.01) < 1e-6 && abs(measures.errors[1] - 0.09) < 1e-6)
    #expect(measures.meanPictureErrors == [0.25, 0.25])
    let error = try #require(measures.relativeError(seed: 1))
    #expect(abs(error.estimate - 0.2) < 1e-6)
    // Pictures are drawn together: a ratio that all of them share has an interval of a single point.
    let itself = try #require(measures.relativeError(by: measures, seed: 1))
    #expect(itself.estimate == 1 && itself.lower == 1 && itself.upper == 1)
    let better = ReconstructionMeasures(
      of: [picture(0), picture(1)],
      reconstructed: [picture(0.1 / 2), picture(1 - 0.3 / 2)]
    )
    let ratio = try #require(measures.relativeError(by: better, seed: 1))
    #expect(abs(ratio.lower - 4) < 1e-4 && abs(ratio.upper - 4) < 1e-4)
    // Pictures of one colour have nothing to be blurred.
    #expect(measures.relativeSharpness(seed: 1) == nil)
    #expect(ReconstructionMeasures(of: [picture(1)], reconstructed: [picture(0)]).relativeError(seed: 1) == nil)
  }

  // MARK: Analogies

  /// B + C - A of independent draws of N(0, I) is a draw of N(0, 3 I): √3 times as long.
  @Test func rawAnalogiesAreTooLongByTheSquareRootOfThree() throws {
    let law = Self.prior.lengthLaw(dimension: 24)
    let latents = Self.draws(900)
    let raw = AnalogyMeasures(.raw, of: latents, triples: 300, prior: Self.prior, seed: 1)
    let matched = AnalogyMeasures(.matched, of: latents, triples: 300, prior: Self.prior, seed: 1)
    let expected = (3.0.squareRoot() - 1) * law.mean / law.standardDeviation
    #expect(abs(try #require(raw.deviation(seed: 1)).estimate - expected) < 0.4)
    #expect(abs(try #require(matched.deviation(seed: 1)).estimate) < 0.25)
    #expect(raw.deviations == AnalogyMeasures(.raw, of: latents, triples: 300, prior: Self.prior, seed: 1).deviations)
  }

  /// With three rows every triple has the same, in some order.
  @Test func triplesHaveDifferentRows() {
    let latents = LatentBatch(count: 3, dimension: 2, values: [1, 0, 0, 1, 5, 5])
    let found = AnalogyMeasures(.raw, of: latents, triples: 20, prior: Self.prior, seed: 2).deviations
    let law = Self.prior.lengthLaw(dimension: 2)
    let possible = [[4, 6], [6, 4], [-4, -4]].map { ($0[0] * $0[0] + $0[1] * $0[1]) }.map {
      (Double($0).squareRoot() - law.mean) / law.standardDeviation
    }
    #expect(found.allSatisfy { value in possible.contains { abs($0 - value) < 1e-5 } })
  }

  // MARK: Neighbors

  @Test func gridsOfNeighborsStayWhereEncodingsAreAndRandomOnesDoNot() throws {
    // Encodings that fill little of their prior: random samples are some 5 long, these 1.
    let latents = Self.draws(240, sd: 0.2)
    let measures = try NeighborGridMeasures(of: latents, queries: 3, prior: Self.prior, seed: 1)
    #expect(measures.randomShares == [Double](repeating: 0, count: 3))
    let held = Double(measures.heldOutInside.count { $0 }) / 120
    #expect(measures.heldOutInside.count == 120 && held > 0.5)
    #expect(measures.mineShares.allSatisfy { $0 > 0.5 })
    #expect(measures.qualities.allSatisfy { (0...1).contains($0) })
  }

  @Test func inTwoDimensionsRandomGridsAreAsInsideAsEncodings() throws {
    let latents = Self.draws(400, dimension: 2)
    let measures = try NeighborGridMeasures(of: latents, queries: 4, prior: Self.prior, seed: 1)
    let held = Double(measures.heldOutInside.count { $0 }) / 200
    let random = measures.randomShares.reduce(0, +) / 4
    #expect(held > 0.9 && random > 0.8)
    // Neighbors in a plane can be placed as they lie.
    #expect(measures.qualities.reduce(0, +) / 4 > 0.5)
    let again = try NeighborGridMeasures(of: latents, queries: 4, prior: Self.prior, seed: 1, threads: 1)
    #expect(again.mineShares == measures.mineShares && again.qualities == measures.qualities)
  }
}
