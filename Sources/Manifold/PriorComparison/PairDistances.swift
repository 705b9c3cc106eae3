internal import LatentGeometry

/// Euclidean distances of all pairs of rows, by ‖x - y‖² = ‖x‖² + ‖y‖² - 2 x·y in tiles of products.
///
/// Rows should be centred: a distance is off by about 1e-3 of the rows' own length where the rows are equal, and by a
/// relative 1e-6 where they are as far apart as they are long. Tiles do not depend on the number of threads and their
/// sums are added in order, so that the result does not either. `MatrixProduct.requireLibrary()` must have succeeded.
enum PairDistances {
  private static let tile = 256

  /// Σ_ij ‖x_i - y_j‖, in O(n m d).
  static func sum(_ x: LatentBatch, _ y: LatentBatch) -> Double {
    let (rows, columns) = (tileCount(x), tileCount(y))
    return sum(x, y, tiles: rows * columns) { ($0 / columns, $0 % columns) }
  }

  /// Σ_i≠j ‖x_i - x_j‖, each pair twice, in O(n² d / 2).
  static func sumWithin(_ x: LatentBatch) -> Double {
    let count = tileCount(x)
    var pairs: [(Int, Int)] = []
    for row in 0..<count { for column in row..<count { pairs.append((row, column)) } }
    return sum(x, x, tiles: pairs.count, isWithin: true) { [pairs] in pairs[$0] }
  }

  /// All distances of a few rows: shape [n, n], symmetric, with zeros on the diagonal.
  static func matrix(_ x: LatentBatch) -> [Float] {
    let (n, d) = (x.count, x.dimension)
    let squares = squaredLengths(x)
    var distances = [Float](repeating: 0, count: n * n)
    let blocks = tileCount(x)
    distances.withUnsafeMutableBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      ParallelRows.run(blocks, threads: ParallelRows.threads(for: n * n)) { own in
        x.withUnsafeValues { values in
          guard let base = values.baseAddress, let out = distances.baseAddress else { return }
          for block in own {
            let (start, end) = (block * tile, min(n, (block + 1) * tile))
            knownProduct(base + start * d, rows: end - start, base, rows: n, width: d, into: out + start * n)
            for i in start..<end {
              for j in 0..<n {
                out[i * n + j] = max(0, squares[i] + squares[j] - 2 * out[i * n + j]).squareRoot()
              }
              out[i * n + i] = 0
            }
          }
        }
      }
      // The two products of a pair may differ in their last bits.
      for i in 0..<n { for j in 0..<i { distances[i * n + j] = distances[j * n + i] } }
    }
    return distances
  }

  private static func tileCount(_ x: LatentBatch) -> Int { (x.count + tile - 1) / tile }

  private static func squaredLengths(_ x: LatentBatch) -> [Float] { x.lengths().map { Float($0 * $0) } }

  private static func sum(
    _ x: LatentBatch,
    _ y: LatentBatch,
    tiles: Int,
    isWithin: Bool = false,
    place: @Sendable (Int) -> (row: Int, column: Int)
  ) -> Double {
    let (xx, yy) = (squaredLengths(x), squaredLengths(y))
    var sums = [Double](repeating: 0, count: tiles)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let sums = sums
      ParallelRows.run(tiles, threads: ParallelRows.threads(for: x.count * y.count)) { own in
        var products = [Float](repeating: 0, count: tile * tile)
        for index in own {
          let (row, column) = place(index)
          let rows = row * tile..<min(x.count, (row + 1) * tile)
          let columns = column * tile..<min(y.count, (column + 1) * tile)
          multiply(x, rows, y, columns, into: &products)
          let isDiagonal = isWithin && row == column
          // A row's distance to itself is 0, not what rounding leaves.
          if isDiagonal {
            for i in 0..<rows.count { products[i * columns.count + i] = .greatestFiniteMagnitude / 4 }
          }
          let sum = sum(products, xx[rows], yy[columns])
          sums[index] = isWithin && !isDiagonal ? 2 * sum : sum
        }
      }
    }
    return sums.reduce(0, +)
  }

  private static func multiply(
    _ x: LatentBatch,
    _ rows: Range<Int>,
    _ y: LatentBatch,
    _ columns: Range<Int>,
    into products: inout [Float]
  ) {
    let d = x.dimension
    x.withUnsafeValues { x in
      y.withUnsafeValues { y in
        products.withUnsafeMutableBufferPointer { products in
          guard let a = x.baseAddress, let b = y.baseAddress, let out = products.baseAddress else { return }
          knownProduct(
            a + rows.lowerBound * d,
            rows: rows.count,
            b + columns.lowerBound * d,
            rows: columns.count,
            width: d,
            into: out
          )
        }
      }
    }
  }

  /// Σ √max(0, xx_i + yy_j - 2 p_ij) of a tile: lanes of `Float` over a row of at most 256 numbers, then `Double`.
  private static func sum(_ products: [Float], _ xx: ArraySlice<Float>, _ yy: ArraySlice<Float>) -> Double {
    var total = 0.0
    products.withUnsafeBufferPointer { products in
      yy.withUnsafeBufferPointer { yy in
        guard let p = products.baseAddress, let y = yy.baseAddress else { return }
        let width = yy.count
        for (i, square) in xx.enumerated() {
          let row = p + i * width
          var lanes = SIMD8<Float>.zero
          var j = 0
          while j + 8 <= width {
            let squares = square + eight(y + j) - 2 * eight(row + j)
            lanes += pointwiseMax(squares, .zero).squareRoot()
            j += 8
          }
          var sum = Double(lanes.sum())
          while j < width {
            sum += Double(max(0, square + y[j] - 2 * row[j]).squareRoot())
            j += 1
          }
          total += sum
        }
      }
    }
    return total
  }

  @inline(__always)
  private static func eight(_ x: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
  }
}

/// `MatrixProduct.timesTransposed` for callers who have called `requireLibrary()`, after which nothing can fail.
func knownProduct(
  _ a: UnsafePointer<Float>,
  rows m: Int,
  _ b: UnsafePointer<Float>,
  rows n: Int,
  width k: Int,
  into result: UnsafeMutablePointer<Float>
) {
  do {
    try MatrixProduct.timesTransposed(a, rows: m, b, rows: n, width: k, into: result)
  } catch {
    preconditionFailure("BLAS could be opened before: \(error)")
  }
}
