import LatentGeometry
import Testing

@testable import AttributeVectors

@Suite struct WeightedSumsTests {
  /// Less than a block, one, a few and more than spans that there are; rows that follow each other and others.
  @Test(arguments: [1, 1023, 1024, 1025, 70_001], [true, false])
  func sumsAreThoseOfDouble(count: Int, areAll: Bool) throws {
    let batch = LatentGenerator(seed: 5).sample(.uniform(low: -1, high: 2), count: count, dimension: 3)
    let rows = areAll ? nil : (0..<count).filter { $0 % 4 != 1 }
    let chosen = rows ?? Array(0..<count)
    let labels = chosen.map { Int8($0 % 3 - 1) }
    let codes = chosen.map { UInt16($0 % 5) }
    let table: [Float] = [1, 0, 7, 2, 0]
    let sums = try batch.withUnsafeValues { values in
      let items = LearningItems(values, dimension: 3, rows: rows)
      let weights = [WeightRow.ones, .label(labels[...], value: 0), .table(table, codes: codes)]
      return try WeightedSums(weights, of: items, hasProducts: true, threads: 2)
    }
    var (expected, products) = ([Double](repeating: 0, count: 9), [Double](repeating: 0, count: 9))
    for (item, row) in chosen.enumerated() {
      let weights = [1, labels[item] == 0 ? 1 : 0, Double(table[Int(codes[item])])]
      for j in 0..<3 {
        for column in 0..<3 { expected[j * 3 + column] += weights[j] * Double(batch.values[row * 3 + column]) }
        for k in 0..<3 { products[j * 3 + k] += weights[j] * weights[k] }
      }
    }
    #expect(sums.products == products)
    // A sum of 1,024 numbers in single precision is off by some 1e-6 of their size.
    #expect(zip(sums.sums, expected).allSatisfy { abs($0 - $1) < 1e-5 * Double(count) })
  }
}
