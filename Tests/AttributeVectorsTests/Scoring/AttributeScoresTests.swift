import AttributeVectors
import LatentGeometry
import Testing

@Suite struct AttributeScoresTests {
  /// Vectors of the given rows.
  private static func vectors(_ rows: [[Float]]) -> VectorSet {
    VectorSet(
      entries: rows.indices.map { AttributeVector(name: "v\($0)", method: .mean, length: 1) },
      vectors: LatentBatch(rows: rows)
    )
  }

  @Test(arguments: [1, 3, 8, 13, 64])
  func aScoreIsTheProjectionOnTheUnitVector(dimension: Int) throws {
    let rows = LatentGenerator(seed: 3).sample(.standardGaussian, count: 20, dimension: dimension)
    let directions = LatentGenerator(seed: 4).sample(.standardGaussian, count: 3, dimension: dimension)
    let vectors = Self.vectors((0..<3).map { directions[$0].values })
    let scores = try AttributeScores(of: rows, along: vectors)
    #expect(scores.names == ["v0", "v1", "v2"] && scores.count == 20)
    for m in 0..<3 {
      let v = directions[m].values.map { Double($0) }
      let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for n in 0..<20 {
        let products: [Double] = zip(v, rows[n].values).map { $0 * Double($1) }
        let expected = products.reduce(0, +) / length
        #expect(abs(scores[m][n] - expected) < 1e-13 * (1 + abs(expected)))
      }
    }
    let some = try AttributeScores(of: rows, items: [7, 0, 7], along: vectors)
    #expect(some[1] == [scores[1][7], scores[1][0], scores[1][7]])
    #expect(try scores.scores(along: "v2") == scores[2])
    #expect(throws: AttributeError.unknownAttribute("w", known: ["v0", "v1", "v2"])) { try scores.scores(along: "w") }
  }

  @Test func moreThreadsChangeNoBit() throws {
    let rows = LatentGenerator(seed: 5).sample(.standardGaussian, count: 1500, dimension: 40)
    let directions = LatentGenerator(seed: 6).sample(.standardGaussian, count: 5, dimension: 40)
    let vectors = Self.vectors((0..<5).map { directions[$0].values })
    let one = try AttributeScores(of: rows, along: vectors, threads: 1)
    #expect(try AttributeScores(of: rows, along: vectors) == one)
    #expect(try AttributeScores(of: rows, along: vectors, threads: 7) == one)
  }

  @Test func longerVectorsScoreTheSame() throws {
    let rows = LatentGenerator(seed: 5).sample(.standardGaussian, count: 30, dimension: 9)
    let v = (0..<9).map { Float($0) - 3 }
    let scores = try AttributeScores(of: rows, along: Self.vectors([v, v.map { $0 * 4 }, v.map { -$0 }]))
    #expect(scores[0] == scores[1] && scores[0] == scores[2].map { -$0 })
  }

  @Test func nothingAlongNothingIsEmpty() throws {
    let scores = try AttributeScores(of: LatentBatch(count: 0, dimension: 2), along: Self.vectors([[1, 2]]))
    #expect(scores.count == 0 && scores[0].isEmpty)
  }

  @Test(arguments: [[0, 0], [.nan, 1], [.infinity, 1]] as [[Float]])
  func aVectorWithoutDirectionIsRefused(vector: [Float]) {
    #expect(throws: AttributeError.noDirection("v1")) {
      try AttributeScores(of: LatentBatch(count: 1, dimension: 2), along: Self.vectors([[1, 2], vector]))
    }
  }

  @Test func aVectorOfAnotherWidthIsRefused() {
    #expect(throws: AttributeError.width(name: "v0", found: 2, expected: 3, of: "a latent")) {
      try AttributeScores(of: LatentBatch(count: 1, dimension: 3), along: Self.vectors([[1, 2]]))
    }
  }
}
