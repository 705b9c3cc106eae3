internal import LatentGeometry

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The one-dimensional transport costs W₂² along many directions, of encodings and of a control sample.
enum SortedProjections {
  /// Directions that share a product of matrices.
  private static let block = 16

  /// Against normal laws N(0, deviation²).
  static func costs(
    of encodings: LatentBatch,
    control: LatentBatch,
    directions: ProjectionDirections,
    deviations: [Double]
  ) -> [SIMD2<Double>] {
    let means = normalMeans(count: encodings.count)
    return costs([encodings, control], directions) { sorted, direction in
      let sd = deviations[direction]
      return SIMD2(normalCost(sorted[0], means, sd: sd), normalCost(sorted[1], means, sd: sd))
    }
  }

  /// Against a sample.
  static func costs(
    of encodings: LatentBatch,
    control: LatentBatch,
    directions: ProjectionDirections,
    sample: LatentBatch
  ) -> [SIMD2<Double>] {
    costs([encodings, control, sample], directions) { sorted, _ in
      SIMD2(cost(sorted[0], sorted[2]), cost(sorted[1], sorted[2]))
    }
  }

  private static func costs(
    _ batches: [LatentBatch],
    _ directions: ProjectionDirections,
    _ compare: @Sendable ([UnsafeBufferPointer<Float>], Int) -> SIMD2<Double>
  ) -> [SIMD2<Double>] {
    let vectors = directions.vectors
    let (n, count) = (batches[0].count, vectors.count)
    let blocks = (count + block - 1) / block
    var costs = [SIMD2<Double>](repeating: .zero, count: count)
    costs.withUnsafeMutableBufferPointer { costs in
      nonisolated(unsafe) let costs = costs
      ParallelRows.run(blocks, threads: ParallelRows.threads(for: n * count)) { own in
        var sorter = FloatSorter(count: n)
        let size = block * n
        var projections = [Float](repeating: 0, count: batches.count * size)
        projections.withUnsafeMutableBufferPointer { projections in
          for index in own {
            let chosen = index * block..<min(count, (index + 1) * block)
            for (place, batch) in batches.enumerated() {
              project(
                batch,
                along: vectors,
                chosen,
                into: .init(rebasing: projections[place * size..<(place + 1) * size])
              )
            }
            for (place, direction) in chosen.enumerated() {
              let lists = batches.indices.map { batch in
                let start = batch * size + place * n
                return UnsafeMutableBufferPointer(rebasing: projections[start..<start + n])
              }
              for list in lists { sorter.sort(list) }
              costs[direction] = compare(lists.map { UnsafeBufferPointer($0) }, direction)
            }
          }
        }
      }
    }
    return costs
  }

  private static func project(
    _ batch: LatentBatch,
    along vectors: LatentBatch,
    _ chosen: Range<Int>,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    let d = batch.dimension
    vectors.withUnsafeValues { vectors in
      batch.withUnsafeValues { values in
        guard let a = vectors.baseAddress, let b = values.baseAddress, let out = out.baseAddress else { return }
        knownProduct(a + chosen.lowerBound * d, rows: chosen.count, b, rows: batch.count, width: d, into: out)
      }
    }
  }

  private static func cost(_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>) -> Double {
    var sum = 0.0
    for index in x.indices {
      let difference = Double(x[index]) - Double(y[index])
      sum += difference * difference
    }
    return sum / Double(x.count)
  }

  private static func normalCost(_ x: UnsafeBufferPointer<Float>, _ means: [Double], sd: Double) -> Double {
    var (squares, products) = (0.0, 0.0)
    for index in x.indices {
      let value = Double(x[index])
      squares += value * value
      products += value * means[index]
    }
    return max(0, squares / Double(x.count) - 2 * sd * products + sd * sd)
  }

  /// ∫ Φ⁻¹(u) du from (i - 1)/n to i/n, which is φ(z_(i-1)) - φ(z_i).
  static func normalMeans(count n: Int) -> [Double] {
    let densities = (0...n).map { index in
      guard index > 0, index < n else { return 0.0 }
      let z = normalQuantile(Double(index) / Double(n))
      return exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }
    return (0..<n).map { densities[$0] - densities[$0 + 1] }
  }
}
