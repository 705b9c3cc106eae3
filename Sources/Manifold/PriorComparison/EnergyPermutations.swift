internal import LatentGeometry

/// The energy statistic of two samples and of the same rows with permuted labels.
///
/// With w = 1/n for rows of the first sample and -1/m for those of the second, and the matrix D of all distances, the
/// statistic with all pairs is -wᵀ D w: those of all permutations are the diagonal of one product of matrices. Since
/// the numbers of w have the sum 0, the means of D's rows and columns can be taken off first, which leaves `Float` more
/// digits.
struct EnergyPermutations: Sendable {
  /// -wᵀ D w of the labels as they are.
  let statistic: Double
  /// Those of the permutations.
  let permuted: [Double]

  /// Tests centred rows; a sample with more than `subsampleCount` rows is thinned at random.
  init(_ x: LatentBatch, _ y: LatentBatch, seed: UInt64, subsampleCount: Int, count: Int) {
    precondition(subsampleCount >= 2 && count >= 1, "a permutation test needs rows and permutations")
    let draws = SeededDraws(seed: seed, for: .rows)
    func thinned(_ batch: LatentBatch, _ series: Int) -> LatentBatch {
      guard batch.count > subsampleCount else { return batch }
      return batch.gathered(draws.choice(of: subsampleCount, from: batch.count, series: series).sorted())
    }
    let (first, second) = (thinned(x, 0), thinned(y, 1))
    let (n, total) = (first.count, first.count + second.count)
    let distances = Self.centered(PairDistances.matrix(.concatenating([first, second])), count: total)
    let labels =
      [Float](repeating: 1 / Float(n), count: n)
      + [Float](repeating: -1 / Float(total - n), count: total - n)
    let statistics = Self.statistics(distances, labels, count: count + 1, seed: seed)
    statistic = statistics[0]
    permuted = Array(statistics[1...])
  }

  /// (b + 1) / (B + 1), where statistics that rounding alone could tell apart count as equal.
  var pValue: Double {
    let size = permuted.reduce(abs(statistic)) { max($0, abs($1)) }
    let least = statistic - 1e-5 * size
    return Double(permuted.count { $0 >= least } + 1) / Double(permuted.count + 1)
  }

  private static func centered(_ matrix: [Float], count n: Int) -> [Float] {
    var means = [Double](repeating: 0, count: n)
    for row in 0..<n {
      var sum = 0.0
      for column in 0..<n { sum += Double(matrix[row * n + column]) }
      means[row] = sum / Double(n)
    }
    let mean = means.reduce(0, +) / Double(n)
    var centered = matrix
    centered.withUnsafeMutableBufferPointer { values in
      for row in 0..<n {
        for column in 0..<n {
          values[row * n + column] = Float(Double(values[row * n + column]) - means[row] - means[column] + mean)
        }
      }
    }
    return centered
  }

  /// The statistics of the labels and of count - 1 permutations of them.
  private static func statistics(_ matrix: [Float], _ labels: [Float], count: Int, seed: UInt64) -> [Double] {
    let n = labels.count
    // Only the members of the smaller sample are drawn.
    let isFirstSmaller = labels.count { $0 > 0 } * 2 <= n
    let chosen = isFirstSmaller ? labels[0] : labels[n - 1]
    let others = isFirstSmaller ? labels[n - 1] : labels[0]
    let chosenCount = labels.count { $0 == chosen }
    let draws = SeededDraws(seed: seed, for: .labels)
    let blockCount = 64
    var statistics = [Double](repeating: 0, count: count)
    statistics.withUnsafeMutableBufferPointer { statistics in
      nonisolated(unsafe) let statistics = statistics
      let blocks = (count + blockCount - 1) / blockCount
      ParallelRows.run(blocks, threads: ParallelRows.threads(for: n * n)) { own in
        var (weights, products) = (
          [Float](repeating: 0, count: blockCount * n), [Float](repeating: 0, count: blockCount * n)
        )
        for block in own {
          let permutations = block * blockCount..<min(count, (block + 1) * blockCount)
          for (place, permutation) in permutations.enumerated() {
            var row = labels
            if permutation > 0 {
              row = [Float](repeating: others, count: n)
              for index in draws.choice(of: chosenCount, from: n, series: permutation) { row[index] = chosen }
            }
            weights.replaceSubrange(place * n..<(place + 1) * n, with: row)
          }
          multiply(weights, matrix, rows: permutations.count, width: n, into: &products)
          for (place, permutation) in permutations.enumerated() {
            var sum = 0.0
            for index in place * n..<(place + 1) * n { sum += Double(weights[index]) * Double(products[index]) }
            statistics[permutation] = -sum
          }
        }
      }
    }
    return statistics
  }

  private static func multiply(_ a: [Float], _ b: [Float], rows: Int, width n: Int, into result: inout [Float]) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        result.withUnsafeMutableBufferPointer { result in
          guard let a = a.baseAddress, let b = b.baseAddress, let result = result.baseAddress else { return }
          knownProduct(a, rows: rows, b, rows: n, width: n, into: result)
        }
      }
    }
  }
}
