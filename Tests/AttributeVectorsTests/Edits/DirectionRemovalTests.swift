import AttributeVectors
import LatentGeometry
import SafeFiles
import Testing

@Suite struct DirectionRemovalTests {
  private let directions: [[Float]] = {
    let batch = LatentGenerator(seed: 8).sample(.standardGaussian, count: 5, dimension: 16)
    return (0..<5).map { batch[$0].values }
  }()

  private func dot(_ x: [Float], _ y: [Float]) -> Double { zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) } }

  private func isNear(_ x: [Float], _ y: [Float]) -> Bool { zip(x, y).allSatisfy { abs($0 - $1) < 1e-5 } }

  @Test func whatIsLeftHasNoPartOfAnyDirection() throws {
    let others = Array(directions[1...])
    let removal = DirectionRemoval(of: others)
    let rest = try #require(removal.applied(to: directions[0]))
    for other in others { #expect(abs(dot(rest, other)) < 1e-5) }
    // With that, it is the projection if what was taken away lies in the span.
    let taken = zip(directions[0], rest).map { $0 - $1 }
    #expect(removal.applied(to: taken) == nil && removal.rank == 4)
    #expect(isNear(try #require(removal.applied(to: rest)), rest))
  }

  @Test func neitherOrderNorLengthsNorCopiesMatter() throws {
    let others = Array(directions[1...])
    let rest = try #require(DirectionRemoval(of: others).applied(to: directions[0]))
    let sum = zip(others[0], others[2]).map { 3 * $0 - $1 }
    let variants = [
      others.reversed(), others.enumerated().map { place, other in other.map { $0 * Float(1 + place * 100) } },
      others + others, others + [sum], [sum] + others + [[Float](repeating: 0, count: 16)],
    ]
    for variant in variants {
      let removal = DirectionRemoval(of: variant)
      #expect(removal.rank == 4)
      #expect(isNear(try #require(removal.applied(to: directions[0])), rest))
    }
  }

  @Test func nothingToRemoveLeavesAll() {
    #expect(DirectionRemoval(of: []).applied(to: directions[0]) == directions[0])
    #expect(DirectionRemoval(of: [[0, 0]]).rank == 0)
    #expect(DirectionRemoval(of: []).applied(to: [0, 0]) == nil)
    #expect(DirectionRemoval(of: [[1, 2]]).applied(to: [-2, -4]) == nil)
  }

  private var set: VectorSet {
    var entries = ["Smiling", "Male", "Young"].map { AttributeVector(name: $0, method: .mean, length: 1) }
    entries[0].calibration = .init(slope: 1, intercept: 0)
    entries[0].threshold = 0.5
    entries[0].balancedOver = ["Young"]
    entries[2].without = ["Hat"]
    return VectorSet(entries: entries, vectors: LatentBatch(rows: Array(directions[..<3])))
  }

  @Test func aSetLosesNamedDirections() throws {
    let changed = try set.removing(["Male"])
    #expect(abs(dot(changed.vectors[0].values, directions[1])) < 1e-5)
    #expect(abs(dot(changed.vectors[2].values, directions[1])) < 1e-5)
    #expect(changed.vectors[1] == set.vectors[1] && changed.entries[1] == set.entries[1])
    #expect(changed.entries[0].without == ["Male"] && changed.entries[2].without == ["Hat", "Male"])
    // What was measured along the old vector says nothing about the new one.
    #expect(changed.entries[0].calibration == nil && changed.entries[0].threshold == nil)
    #expect(changed.entries[0].balancedOver == ["Young"])
    #expect(abs(changed.entries[0].length - changed.vectors[0].lengths()[0]) < 1e-9)
    let again = try changed.removing(["Male"])
    #expect(isNear(again.vectors.values, changed.vectors.values) && again.entries[0].without == ["Male"])
    let one = try set.removing(["Male", "Young"], from: ["Smiling"])
    #expect(one.vectors[2] == set.vectors[2] && one.entries[0].without == ["Male", "Young"])
  }

  @Test func allNamesLeaveEachItsOwn() throws {
    let changed = try set.removing(["Smiling", "Male", "Young"])
    for (row, other) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)] {
      #expect(abs(dot(changed.vectors[row].values, directions[other])) < 1e-5)
    }
  }

  @Test func aVectorOfWhichNothingIsLeftIsNamed() throws {
    var dependent = set
    dependent.vectors.setRow(2, to: zip(directions[0], directions[1]).map { $0 - 2 * $1 })
    let error = #expect(throws: AttributeError.self) { try dependent.removing(["Smiling", "Male"]) }
    #expect(error?.category == .badData)
    #expect(error?.description.contains("Young: nothing is left of it without Smiling, Male") == true)
    let unknown = #expect(throws: AttributeError.self) { try set.removing(["Mael"]) }
    #expect(unknown?.description.contains("Male") == true)
  }
}
