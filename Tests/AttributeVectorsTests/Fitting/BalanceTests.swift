import AttributeVectors
import LatentGeometry
import Testing

@Suite struct BalanceTests {
  /// With additive effects and the paper's correlation, the true vector of Smiling is 2 in the first coordinate.
  ///
  /// The mean's second coordinate is 2 (P(Male | Smiling) - P(Male | not Smiling)) = 2 (17/48 - 25/52) = -0.25. The standard
  /// error of a coordinate is 0.5 · 2 / √4000 = 0.016, and without balance that of Male's share is 0.03 more.
  @Test func correlatedLabelsLeakIntoTheMeanOnly() throws {
    let set = LabelledLatents(4000)
    func vector(_ method: FitMethod, _ balance: [String]) throws -> [Float] {
      try VectorFitting(method, balancedOver: balance).fit(["Smiling"], latents: set.latents, labels: set.labels)[0]
        .values
    }
    let mean = try vector(.mean, [])
    #expect(abs(mean[1] + 0.25) < 0.1)
    for balance in [["Male"], ["Male", "Young"]] {
      for method in [FitMethod.replicate, .cells, .leastSquares, .logistic, .svm] {
        let balanced = try vector(method, balance)
        #expect(abs(balanced[1]) < 0.08, "\(method) \(balance)")
        #expect(abs(balanced[0] - LabelledLatents.effect) < 0.1, "\(method) \(balance)")
      }
    }
    let joint = try vector(.leastSquares, [])
    #expect(abs(joint[0] - 2) < 0.07 && joint[1...].allSatisfy { abs($0) < 0.07 })
  }

  /// Cells of 12, 6, 4 and 3 items: repeats are whole numbers, and there is no choice.
  @Test func repeatsEqualCellsExactlyWhereCellsDivideEvenly() throws {
    var columns = [[Bool?]](repeating: [], count: 2)
    for (count, cell) in [(12, (true, true)), (6, (true, false)), (4, (false, true)), (3, (false, false))] {
      columns[0] += [Bool?](repeating: cell.0, count: count)
      columns[1] += [Bool?](repeating: cell.1, count: count)
    }
    let labels = LabelTable(attributes: ["A", "B"], columns: columns)
    let latents = LatentGenerator(seed: 3).sample(.standardGaussian, count: 25, dimension: 5)
    func fit(_ method: FitMethod, seed: UInt64) throws -> FittedVector {
      try VectorFitting(method, balancedOver: ["B"], seed: seed).fit(["A"], latents: latents, labels: labels)[0]
    }
    let repeated = try fit(.replicate, seed: 1)
    #expect(repeated == (try fit(.cells, seed: 1)))
    #expect(repeated == (try fit(.replicate, seed: 2)))
    #expect(repeated.positives == 18 && repeated.negatives == 7)
    #expect(repeated.cells.map(\.name) == ["A = 1, B = 1", "A = 1, B = 0", "A = 0, B = 1", "A = 0, B = 0"])
    #expect(repeated.cells.map(\.count) == [12, 6, 4, 3])
  }

  /// A copy of the set has the same cells' means, and each cell's choice of those that count once more matters less.
  @Test func repeatsTendToCells() throws {
    let set = LabelledLatents(100)
    func distance(copies: Int) throws -> Double {
      let rows = (0..<copies).flatMap { _ in 0..<100 }
      let (latents, labels) = (set.latents.gathered(rows), set.labels.gathered(rows))
      let cells = try VectorFitting(.cells, balancedOver: ["Male"]).fit(["Smiling"], latents: latents, labels: labels)[
        0
      ]
      let distances = try (0..<8).map { seed in
        let fitting = VectorFitting(.replicate, balancedOver: ["Male"], seed: UInt64(seed))
        return try fitting.fit(["Smiling"], latents: latents, labels: labels)[0].distance(from: cells)
      }
      return distances.reduce(0, +) / 8
    }
    let (one, many) = (try distance(copies: 1), try distance(copies: 100))
    // Chance falls with the square root: by 10.
    #expect(one > 0.005 && many > 0 && many < one / 4)
  }

  @Test func theSeedChoosesTheItemsThatCountOnceMore() throws {
    let set = LabelledLatents(200)
    func fit(_ seed: UInt64) throws -> [Float] {
      let fitting = VectorFitting(.replicate, balancedOver: ["Male"], seed: seed)
      return try fitting.fit(["Smiling"], latents: set.latents, labels: set.labels)[0].values
    }
    #expect(try fit(0) == fit(0))
    #expect(try fit(0) != fit(1))
  }

  /// In a cell of two beside one of three, one item counts twice and one once.
  @Test func aRestIsRepeatedOnceMoreWithoutReplacement() throws {
    let labels = LabelTable(
      attributes: ["A", "B"],
      columns: [[true, true, true, true, true, false, false], [true, true, true, false, false, true, false]]
    )
    let latents = LatentBatch(rows: [[0], [0], [0], [1], [10], [0], [0]])
    let values = try (0..<20).map { seed in
      let fitting = VectorFitting(.replicate, balancedOver: ["B"], seed: UInt64(seed))
      return try fitting.fit(["A"], latents: latents, labels: labels)[0].values[0]
    }
    // The mean of six: three zeros, 1 and 10, and one of both once more.
    #expect(Set(values) == [2, 3.5])
  }

  @Test func withoutABalanceRepeatsAndCellsAreTheMean() throws {
    let set = LabelledLatents(150)
    let vectors = try [FitMethod.mean, .replicate, .cells].map { method in
      try VectorFitting(method).fit(LabelledLatents.names, latents: set.latents, labels: set.labels)
    }
    #expect(vectors[0] == vectors[1] && vectors[0] == vectors[2])
  }
}
