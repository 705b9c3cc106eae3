import Foundation
import LatentGeometry
import Manifold
import TestSupport
import Testing

@testable import AttributeVectors

@Suite struct PairCosinesTests {
  private static func cosine(_ first: FittedVector, _ second: FittedVector) -> Double {
    CosineMatrix(names: ["", ""], of: LatentBatch(rows: [first.values, second.values]))[0, 1]
  }

  @Test func estimatesAreThoseOfTheFittedVectors() throws {
    let set = LabelledLatents(300)
    let rows = Array(40..<290)
    let found = try PairCosines(
      of: "Smiling",
      "Male",
      latents: set.latents,
      labels: set.labels,
      rows: rows,
      seed: 3,
      replicateCount: 20
    )
    let plain = try VectorFitting(.mean).fit(["Smiling", "Male"], latents: set.latents, labels: set.labels, rows: rows)
    let balanced = try [("Smiling", "Male"), ("Male", "Smiling")].map { name, other in
      try VectorFitting(.replicate, balancedOver: [other], seed: 3)
        .fit([name], latents: set.latents, labels: set.labels, rows: rows)[0]
    }
    #expect(abs(found.plain.estimate - Self.cosine(plain[0], plain[1])) < 1e-12)
    #expect(abs(found.balanced.estimate - Self.cosine(balanced[0], balanced[1])) < 1e-12)
    #expect(found.change.estimate == abs(found.balanced.estimate) - abs(found.plain.estimate))
    #expect(found.plain.replicateCount == 20 && found.plain.level == 0.95)
  }

  /// A replicate is what is learned of a list in which items stand as often as they were drawn and repeated; unknown labels too.
  @Test func aReplicateIsARefit() throws {
    let set = LabelledLatents(120, seed: 4)
    var columns = (0..<2).map { column in (0..<120).map { set.labels[$0, column] } }
    for item in stride(from: 0, to: 120, by: 9) { columns[item % 2][item] = nil }
    let labels = LabelTable(attributes: ["Smiling", "Male"], columns: columns)
    let drawn = (0..<120).map { (number: Int) -> UInt32 in UInt32((number * number + 3 * number) % 97) }
    let found = set.latents.withUnsafeValues { values in
      let items = LearningItems(values, dimension: 4, rows: nil)
      return PairResampling(items, labels: (0..<2).map { items.labels(labels, attribute: $0) }).cosines(of: drawn)
    }
    let rows = drawn.map(Int.init)
    let (latents, table) = (set.latents.gathered(rows), labels.gathered(rows))
    let plain = try VectorFitting(.mean).fit(["Smiling", "Male"], latents: latents, labels: table)
    #expect(abs(found.plain - Self.cosine(plain[0], plain[1])) < 1e-5)
    // The list of the paper: every cell is repeated as a whole, and its first items once more.
    let cells = Dictionary(grouping: rows.filter { labels[$0, 0] != nil && labels[$0, 1] != nil }) { row in
      [labels[row, 0] == true, labels[row, 1] == true]
    }
    let fullest = cells.values.map(\.count).max() ?? 0
    let repeated = cells.values.flatMap { cell in (0..<fullest).map { cell[$0 % cell.count] } }.sorted()
    let level = try VectorFitting(.mean)
      .fit(["Smiling", "Male"], latents: set.latents.gathered(repeated), labels: labels.gathered(repeated))
    #expect(abs(found.balanced - Self.cosine(level[0], level[1])) < 1e-5)
  }

  private struct Reference: Decodable {
    struct Value: Decodable {
      var estimate: Double?
      var interval: [Double]
    }

    var names: [String]
    var rows: [Int]
    var plain: Value
    var balanced: Value
    var change: Value
  }

  /// Made by `python3 tools/make_cosine_bootstrap_reference.py`.
  ///
  /// An end of 2,000 replicates has a standard error of some 0.007.
  @Test func intervalsAreThoseOfNumPy() throws {
    let data = try Data(contentsOf: Repository.fixture("cosines.json", of: "AttributeVectors"))
    let reference = try JSONDecoder().decode(Reference.self, from: data)
    let fit = try FitReference.load()
    let found = try PairCosines(
      of: reference.names[0],
      reference.names[1],
      latents: fit.entries[0].batch,
      labels: fit.entries[0].table(fit.attributes),
      rows: reference.rows,
      seed: 1,
      replicateCount: 2000
    )
    #expect(abs(found.plain.estimate - (reference.plain.estimate ?? 9)) < 1e-5)
    for (own, other) in [
      (found.plain, reference.plain), (found.balanced, reference.balanced), (found.change, reference.change),
    ] {
      let (lower, upper) = (2 * own.estimate - other.interval[1], 2 * own.estimate - other.interval[0])
      #expect(abs(own.lower - lower) < 0.025 && abs(own.upper - upper) < 0.025, "\(own)")
    }
  }

  /// By the shares of `LabelledLatents`: the plain vectors are 2 (1, -0.1266) and 2 (-0.1297, 1), the balanced ones at right angles.
  @Test func intervalsCoverTheTruth() throws {
    let (p, q) = (17.0 / 48 - 25.0 / 52, 17.0 / 42 - 31.0 / 58)
    let truth = (p + q) / ((1 + p * p) * (1 + q * q)).squareRoot()
    var covered = (plain: 0, balanced: 0)
    for trial in 0..<100 {
      let set = LabelledLatents(250, dimension: 3, noise: 1, seed: UInt64(1000 + 2 * trial))
      let found = try PairCosines(
        of: "Smiling",
        "Male",
        latents: set.latents,
        labels: set.labels,
        seed: 1,
        replicateCount: 100,
        threads: 1
      )
      covered.plain += found.plain.lower <= truth && truth <= found.plain.upper ? 1 : 0
      covered.balanced += found.balanced.lower <= 0 && 0 <= found.balanced.upper ? 1 : 0
    }
    // 95 of 100, give or take three standard errors of 2.2 each and what 100 replicates lose.
    #expect((87...100).contains(covered.plain) && (87...100).contains(covered.balanced), "\(covered)")
  }

  /// Two labels that mostly come together leave two cells so small that chance in them sets both balanced vectors against each other,
  /// which are at right angles in truth: intervals lie nearer to it than cosines.
  @Test func biasIsTakenOff() throws {
    let (count, d) = (300, 32)
    var (estimates, middles) = (0.0, 0.0)
    for trial in 0..<10 {
      var latents = LatentGenerator(seed: UInt64(500 + trial)).sample(
        .gaussian(mean: 0, standardDeviation: 2),
        count: count,
        dimension: d
      )
      // 12 in 25 have both and neither, 1 in 50 one of them.
      let own = (0..<count).map { [$0 % 50 < 25, $0 % 50 < 24 || $0 % 50 == 49] }
      latents.withUnsafeMutableValues { values in
        for item in 0..<count {
          for label in 0..<2 where own[item][label] { values[item * d + label] += 2 }
        }
      }
      let labels = LabelTable(attributes: ["A", "B"], columns: (0..<2).map { label in own.map { $0[label] } })
      let found = try PairCosines(
        of: "A",
        "B",
        latents: latents,
        labels: labels,
        seed: 1,
        replicateCount: 60,
        threads: 1
      )
      estimates += found.balanced.estimate / 10
      middles += (found.balanced.lower + found.balanced.upper) / 20
      #expect(found.balanced.lower >= -1 && found.plain.upper <= 1)
    }
    #expect(estimates < -0.3 && middles > estimates + 0.02 && middles < 0.2, "\(estimates), \(middles)")
  }

  @Test func aCouplingThatBalanceTakesAwayIsCertain() throws {
    let set = LabelledLatents(2000, dimension: 3)
    let found = try PairCosines(
      of: "Smiling",
      "Male",
      latents: set.latents,
      labels: set.labels,
      seed: 1,
      replicateCount: 200
    )
    #expect(found.plain.upper < 0 && found.change.upper < 0 && abs(found.balanced.estimate) < 0.05)
  }

  @Test func threadsChangeNothing() throws {
    let set = LabelledLatents(200)
    func found(_ seed: UInt64, _ threads: Int) throws -> PairCosines {
      try PairCosines(
        of: "Smiling",
        "Male",
        latents: set.latents,
        labels: set.labels,
        seed: seed,
        replicateCount: 50,
        threads: threads
      )
    }
    #expect(try found(1, 1) == found(1, 3))
    #expect(try found(1, 1) != found(2, 1))
  }

  /// A cell of a single item is empty in a third of all draws.
  @Test func thinCellsAreDrawnAgain() throws {
    let labels = LabelTable(
      attributes: ["A", "B"],
      columns: [
        [true] + [Bool?](repeating: true, count: 9) + [Bool?](repeating: false, count: 20),
        [true] + [Bool?](repeating: false, count: 9) + (0..<20).map { $0 < 10 },
      ]
    )
    let latents = LatentGenerator(seed: 3).sample(.standardGaussian, count: 30, dimension: 5)
    let found = try PairCosines(of: "A", "B", latents: latents, labels: labels, seed: 1, replicateCount: 100)
    #expect(found.balanced.lower < found.balanced.upper && (-1...1).contains(found.balanced.lower))
    let rows = Array(1..<30)
    #expect(throws: AttributeError.self) {
      try PairCosines(of: "A", "B", latents: latents, labels: labels, rows: rows, seed: 1)
    }
    #expect(throws: AttributeError.self) { try PairCosines(of: "A", "C", latents: latents, labels: labels, seed: 1) }
    #expect(throws: AttributeError.self) { try PairCosines(of: "A", "A", latents: latents, labels: labels, seed: 1) }
  }

  @Test func vectorsWithoutLengthHaveNoCosine() throws {
    let set = LabelledLatents(60)
    let latents = LatentBatch(count: 60, dimension: 2, values: [Float](repeating: 1, count: 120))
    let found = try PairCosines(
      of: "Smiling",
      "Male",
      latents: latents,
      labels: set.labels,
      seed: 1,
      replicateCount: 10
    )
    #expect(found.plain.estimate == 0 && found.plain.lower == 0 && found.plain.upper == 0)
  }
}
