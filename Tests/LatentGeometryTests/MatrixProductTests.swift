import LatentGeometry
import Testing

@Suite struct MatrixProductTests {
  /// The product in double precision.
  private func reference(_ a: LatentBatch, _ b: LatentBatch) -> [Double] {
    var products: [Double] = []
    for i in 0..<a.count {
      for j in 0..<b.count {
        var sum = 0.0
        for l in 0..<a.dimension {
          sum += Double(a.values[i * a.dimension + l]) * Double(b.values[j * b.dimension + l])
        }
        products.append(sum)
      }
    }
    return products
  }

  private func product(_ a: LatentBatch, _ b: LatentBatch, stride: Int? = nil) throws -> [Float] {
    var result = [Float](repeating: -7, count: a.count * (stride ?? b.count) + 1)
    try a.values.withUnsafeBufferPointer { x in
      try b.values.withUnsafeBufferPointer { y in
        try result.withUnsafeMutableBufferPointer { target in
          let from = try #require(x.baseAddress), to = try #require(y.baseAddress)
          let out = try #require(target.baseAddress)
          try MatrixProduct.timesTransposed(
            from,
            rows: a.count,
            to,
            rows: b.count,
            width: a.dimension,
            into: out,
            stride: stride
          )
        }
      }
    }
    #expect(result.last == -7, "nothing is written past the end")
    return result
  }

  @Test(arguments: [(1, 1, 1), (3, 5, 2), (17, 33, 100), (64, 1, 7), (1, 70, 257)])
  func elementsAreDotProductsOfRows(m: Int, n: Int, k: Int) throws {
    let a = LatentBatch.gaussian(m, k, seed: 1), b = LatentBatch.gaussian(n, k, seed: 2)
    let result = try product(a, b)
    for (value, expected) in zip(result, reference(a, b)) {
      #expect(abs(Double(value) - expected) <= 1e-5 * Double(k))
    }
  }

  @Test(arguments: [(1, 1, 1), (3, 5, 2), (41, 33, 100), (64, 1, 7), (1, 70, 257), (2, 3, 0), (1, 3, 0)])
  func elementsAreSumsOverRows(m: Int, n: Int, k: Int) throws {
    let a = LatentBatch.gaussian(m, max(k, 1), seed: 1)
    let b = LatentBatch.gaussian(max(k, 1), n, seed: 2)
    var result = [Float](repeating: .nan, count: m * n + 1)
    try MatrixProduct.times(a.values, rows: m, b.values, rows: k, width: n, into: &result)
    for i in 0..<m {
      for j in 0..<n {
        let expected = (0..<k).reduce(0.0) { $0 + Double(a.values[i * k + $1]) * Double(b.values[$1 * n + j]) }
        #expect(abs(Double(result[i * n + j]) - expected) <= 1e-5 * Double(k))
      }
    }
    #expect(result[m * n].isNaN, "nothing is written past the end")
  }

  @Test func aStrideLeavesTheNumbersBetweenRowsAlone() throws {
    let a = LatentBatch.gaussian(3, 4, seed: 1), b = LatentBatch.gaussian(2, 4, seed: 2)
    let dense = try product(a, b), wide = try product(a, b, stride: 5)
    for row in 0..<3 {
      #expect(Array(wide[row * 5..<row * 5 + 2]) == Array(dense[row * 2..<row * 2 + 2]))
      #expect(wide[row * 5 + 2..<row * 5 + 5].allSatisfy { $0 == -7 })
    }
  }

  @Test func emptyMatricesAreLeftAsTheyAre() throws {
    let row = LatentBatch.gaussian(1, 4, seed: 1), none = LatentBatch(count: 0, dimension: 4)
    #expect(try product(none, row) == [-7])
    #expect(try product(row, none) == [-7])
  }

  @Test func rowsOfNoNumbersHaveAProductOfZero() throws {
    var result: [Float] = [.nan, .nan]
    let any: [Float] = [1, 2]
    try MatrixProduct.timesTransposed(any, rows: 1, any, rows: 2, width: 0, into: &result)
    #expect(result == [0, 0])
  }

  @Test func severalThreadsAtOnceGetTheSameBytes() async throws {
    let a = LatentBatch.gaussian(150, 90, seed: 1), b = LatentBatch.gaussian(130, 90, seed: 2)
    let alone = try product(a, b)
    try await withThrowingTaskGroup(of: [Float].self) { group in
      for _ in 0..<16 { group.addTask { try product(a, b) } }
      for try await result in group { #expect(result == alone) }
    }
  }

  @Test func theMessageSaysWhatToInstall() {
    let text = LinearAlgebraError.libraryMissing(reason: "no such file").description
    #expect(text.contains("no such file") && text.contains("BLAS"))
    #if os(Linux)
    #expect(text.contains("apt-get install libopenblas0-pthread"))
    #endif
  }
}
