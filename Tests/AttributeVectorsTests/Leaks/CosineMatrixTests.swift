import AttributeVectors
import LatentGeometry
import Testing

@Suite struct CosineMatrixTests {
  @Test func cosinesAreThoseOfTheDefinition() {
    let vectors = LatentBatch(count: 4, dimension: 3, values: [1, 0, 0, 3, 4, 0, -2, 0, 0, 0, 0, 0])
    let cosines = CosineMatrix(names: ["a", "b", "c", "none"], of: vectors)
    let expected = [
      1, 0.6, -1, 0,
      0.6, 1, -0.6, 0,
      -1, -0.6, 1, 0,
      0, 0, 0, 0,
    ]
    for (found, value) in zip(cosines.values, expected) { #expect(abs(found - value) < 1e-15) }
    #expect(cosines[1, 2] == cosines.values[6] && cosines.names == ["a", "b", "c", "none"])
  }

  @Test func theyAreSymmetricWithinBoundsAndFreeOfLengths() {
    let (m, d) = (7, 33)
    let vectors = LatentGenerator(seed: 5).sample(.standardGaussian, count: m, dimension: d)
    let scaled = LatentBatch(
      count: m,
      dimension: d,
      values: vectors.values.enumerated().map { $1 * Float(1 << ($0 / d)) }
    )
    let names = (0..<m).map(String.init)
    let cosines = CosineMatrix(names: names, of: vectors)
    #expect(cosines == CosineMatrix(names: names, of: scaled))
    for i in 0..<m {
      #expect(abs(cosines[i, i] - 1) < 1e-15)
      for j in 0..<m { #expect(cosines[i, j] == cosines[j, i] && abs(cosines[i, j]) <= 1) }
    }
    // A sign turns the cosines with all others.
    let turned = LatentBatch(count: m, dimension: d, values: vectors.values.enumerated().map { $0 < d ? -$1 : $1 })
    let after = CosineMatrix(names: names, of: turned)
    #expect(after[0, 3] == -cosines[0, 3] && after[2, 3] == cosines[2, 3] && after[0, 0] == cosines[0, 0])
  }

  @Test func nothingIsAMatrixWithoutCells() {
    let one = CosineMatrix(names: ["one"], of: LatentBatch(count: 1, dimension: 2, values: [0.5, -3]))
    #expect(one.values == [1])
  }
}
