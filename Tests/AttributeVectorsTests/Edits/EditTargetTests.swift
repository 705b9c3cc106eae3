import AttributeVectors
import LatentGeometry
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct EditTargetTests {
  private static let dimension = 12
  private let edge = PriorEdge(of: .standardGaussian, dimension: Self.dimension)
  private let latents = LatentGenerator(seed: 5).sample(.standardGaussian, count: 30, dimension: Self.dimension)
  private let vector = (0..<Self.dimension).map { Float($0 % 5) / 4 - 0.3 }
  private let calibration = AttributeVector.Calibration(slope: 1.4, intercept: -0.6)

  /// The projection on the unit vector.
  private func projection(_ latent: LatentBatch) -> Double {
    let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    return zip(latent.values, vector).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / length
  }

  private func linear(_ batch: LatentBatch) -> [Double] {
    (0..<batch.count).map { calibration.probability(atProjection: projection(batch[$0])) }
  }

  @Test func calibrationsAreTheirOwnInverse() {
    for p in [0.001, 0.05, 0.5, 0.9, 0.999] {
      #expect(abs(calibration.probability(atProjection: calibration.projection(atProbability: p)) - p) < 1e-12)
    }
    #expect(abs(calibration.probability(atProjection: 0) - 1 / (1 + exp(0.6))) < 1e-15)
  }

  @Test(arguments: [0.05, 0.3, 0.5, 0.95])
  func theClosedFormSaysTheProbability(p: Double) {
    let edits = EditTarget(probability: p).edits(of: latents, along: vector, within: edge, calibration: calibration)
    let moved = latents.moved(along: vector, by: edits.map(\.amount))
    for (row, edit) in edits.enumerated() {
      let score = linear(moved[row])[0]
      #expect(abs(score - edit.after) < 1e-6 && abs(linear(latents[row])[0] - edit.before) < 1e-6)
      if edit.outcome == .reached { #expect(abs(score - p) < 1e-6) }
      // Up where it is to rise, down where it is to fall.
      #expect(edit.amount == 0 || (edit.amount > 0) == (edit.before < p))
    }
    #expect(edits.contains { $0.outcome == .reached })
  }

  @Test(arguments: [0.05, 0.3, 0.5, 0.95])
  func searchAndClosedFormAgree(p: Double) {
    let target = EditTarget(probability: p)
    let closed = target.edits(of: latents, along: vector, within: edge, calibration: calibration)
    let searched = target.edits(of: latents, along: vector, within: edge, score: linear)
    for (one, other) in zip(closed, searched) {
      #expect(one.outcome == other.outcome)
      #expect(abs(one.after - other.after) <= target.tolerance + 1e-6)
      if other.outcome == .reached { #expect(abs(other.after - p) <= target.tolerance) }
      if other.outcome == .atEdge { #expect(one.amount == other.amount) }
    }
  }

  /// Within a support the score counts what coordinates that have stopped no longer give.
  @Test(arguments: [0.25, 0.5, 0.8])
  func aSupportIsAccountedFor(p: Double) {
    let prior = Prior.uniform(low: -1, high: 1)
    let box = PriorEdge(of: prior, dimension: Self.dimension)
    let latents = LatentGenerator(seed: 6).sample(prior, count: 30, dimension: Self.dimension)
    let target = EditTarget(probability: p)
    let closed = target.edits(of: latents, along: vector, within: box, calibration: calibration)
    let searched = target.edits(of: latents, along: vector, within: box, score: linear)
    let moved = box.moved(latents, along: vector, by: closed.map(\.amount))
    #expect(prior.sharesOutsideSupport(of: moved)?.allSatisfy { $0 == 0 } == true)
    for (row, edit) in closed.enumerated() {
      #expect(abs(linear(moved[row])[0] - edit.after) < 1e-5)
      #expect(edit.outcome == searched[row].outcome && abs(edit.after - searched[row].after) < 0.006)
    }
    // Straight ahead most would leave the box, and many get there within it.
    let straight = latents.moved(along: vector, by: closed.map(\.amount))
    #expect(prior.sharesOutsideSupport(of: straight)?.contains { $0 > 0 } == true)
    #expect(closed.contains { $0.outcome == .reached })
  }

  @Test func aFallingCalibrationTurnsTheWay() {
    let falling = AttributeVector.Calibration(slope: -1.4, intercept: 0.1)
    let edits = EditTarget(probability: 0.6).edits(of: latents, along: vector, within: edge, calibration: falling)
    for edit in edits where edit.outcome != .already { #expect((edit.amount < 0) == (edit.before < 0.6)) }
    #expect(edits.filter { $0.outcome == .reached }.allSatisfy { abs($0.after - 0.6) < 1e-9 })
  }

  @Test func eachLatentIsSearchedForItselfAndNotTooOften() {
    let target = EditTarget(probability: 0.9)
    var scored = 0
    var largestBatch: [Int] = []
    let together = target.edits(of: latents, along: vector, within: edge) { batch in
      scored += batch.count
      largestBatch.append(batch.count)
      return linear(batch)
    }
    #expect(scored <= 30 * latents.count && largestBatch.count <= 30)
    #expect(largestBatch == largestBatch.sorted(by: >), "finished latents are scored no more")
    for row in 0..<latents.count {
      #expect(target.edits(of: latents[row], along: vector, within: edge, score: linear) == [together[row]])
    }
  }

  /// Where a score rises and falls again, the crossing that is nearest to the latent counts.
  @Test func theFirstCrossingCounts() throws {
    let z = LatentBatch(count: 1, dimension: 2)
    let plane = PriorEdge(of: .standardGaussian, dimension: 2)
    let limit = plane.largestAmount(from: [0, 0], along: [1, 0])
    // A bump around 40 % of the way, and 1 at the end.
    func score(_ batch: LatentBatch) -> [Double] {
      (0..<batch.count).map { row in
        let x = Double(batch[row].values[0]) / limit
        return max(exp(-pow((x - 0.4) / 0.1, 2)), x > 0.9 ? 1 : 0) * 0.99
      }
    }
    let edit = try #require(
      EditTarget(probability: 0.5).edits(of: z, along: [1, 0], within: plane, score: score).first
    )
    #expect(edit.outcome == .reached && abs(edit.after - 0.5) <= 0.005)
    #expect(edit.amount < 0.4 * limit && edit.amount > 0.25 * limit)
  }

  @Test func aStepIsReachedOnItsFarSide() throws {
    let z = LatentBatch(count: 1, dimension: 2)
    let plane = PriorEdge(of: .standardGaussian, dimension: 2)
    let edit = try #require(
      EditTarget(probability: 0.5).edits(of: z, along: [1, 0], within: plane) { batch in
        (0..<batch.count).map { batch[$0].values[0] < 1.234 ? 0 : 1 }
      }.first
    )
    #expect(edit.outcome == .reached && edit.after == 1 && abs(edit.amount - 1.234) < 1e-3 && edit.amount >= 1.234)
  }

  @Test func whatCannotBeReachedStopsAtTheEdge() {
    let stuck = EditTarget(probability: 0.9).edits(of: latents, along: vector, within: edge) { batch in
      [Double](repeating: 0.2, count: batch.count)
    }
    for (row, edit) in stuck.enumerated() {
      #expect(edit.outcome == .atEdge && edit.after == 0.2)
      #expect(edit.amount == edge.largestAmount(from: latents[row].values, along: vector))
    }
    var target = EditTarget(probability: 0.9)
    target.largestAmount = 0.01
    let short = target.edits(of: latents, along: vector, within: edge, score: linear)
    #expect(short.contains { $0.outcome == .unreachable && $0.amount == 0.01 })
    #expect(short.allSatisfy { abs($0.amount) <= 0.01 })
  }

  @Test func aSphereEndsAtItsDiameter() throws {
    let sphere = PriorEdge(of: .sphere(radius: 2), dimension: 2)
    let z = LatentBatch(rows: [[2, 0]])
    let edit = try #require(
      EditTarget(probability: 0.5).edits(of: z, along: [0, 0.5], within: sphere) { batch in
        [Double](repeating: 0, count: batch.count)
      }.first
    )
    #expect(edit.outcome == .unreachable && edit.amount == 8)
  }

  @Test func whatIsThereAlreadyIsNotMoved() {
    let edits = EditTarget(probability: 0.5).edits(of: latents, along: vector, within: edge) { batch in
      [Double](repeating: 0.504, count: batch.count)
    }
    #expect(edits.allSatisfy { $0 == CalibratedEdit(amount: 0, before: 0.504, after: 0.504, outcome: .already) })
    #expect(EditTarget(probability: 0.5).edits(of: latents[0..<0], along: vector, within: edge, score: linear).isEmpty)
  }
}
