internal import LatentGeometry

/// Columns of numbers in chunks of 512 rows, in each of which a column's numbers stand side by side.
///
/// So a sum over rows is a product of two such chunks by BLAS, which is added up in `Double`, whatever the number of
/// threads. The rows of the last chunk are filled up with zeros. `MatrixProduct.requireLibrary()` must have succeeded.
package struct FeatureTable: Sendable {
  package static let chunk = 512
  private static let tile = 64

  /// The number of rows.
  package let count: Int
  /// The number of columns.
  package let width: Int
  private let values: [Float]

  /// Fills a table column by column.
  ///
  /// `fill` writes the given rows of a chunk: column j of the chunk's row i stands at place j · 512 + i.
  package init(
    count: Int,
    width: Int,
    threads: Int,
    fill: @Sendable (_ rows: Range<Int>, _ chunk: UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let chunks = (count + Self.chunk - 1) / Self.chunk
    let size = width * Self.chunk
    var values = [Float](repeating: 0, count: chunks * size)
    values.withUnsafeMutableBufferPointer { values in
      nonisolated(unsafe) let values = values
      ParallelRows.run(chunks, threads: threads) { own in
        for chunk in own {
          let rows = chunk * Self.chunk..<min(count, (chunk + 1) * Self.chunk)
          fill(rows, UnsafeMutableBufferPointer(rebasing: values[chunk * size..<(chunk + 1) * size]))
        }
      }
    }
    self.count = count
    self.width = width
    self.values = values
  }

  /// The columns of a batch less the mean of each.
  init(centering batch: LatentBatch, threads: Int) {
    let d = batch.dimension
    let mean = batch.meanRow
    self.init(count: batch.count, width: d, threads: threads) { rows, chunk in
      batch.withUnsafeValues { values in
        for (place, row) in rows.enumerated() {
          for column in 0..<d {
            chunk[column * Self.chunk + place] = Float(Double(values[row * d + column]) - mean[column])
          }
        }
      }
    }
  }

  /// Σ_i w_i x_ij x_ik, shape [width, width], symmetric, in O(n width²); w is 1 for all rows where it is nil.
  package func products(weights: [Float]? = nil, threads: Int) -> [Double] {
    var products = [Double](repeating: 0, count: width * width)
    let tiles = (width + Self.tile - 1) / Self.tile
    products.withUnsafeMutableBufferPointer { products in
      nonisolated(unsafe) let products = products
      // Tiles of the upper triangle differ in size: pairing long with short ones shares the work evenly.
      ParallelRows.run((tiles + 1) / 2, threads: threads) { own in
        for pair in own {
          addProducts(tile: pair, weights, to: products)
          if tiles - 1 - pair != pair { addProducts(tile: tiles - 1 - pair, weights, to: products) }
        }
      }
      for i in 0..<width { for j in 0..<i { products[i * width + j] = products[j * width + i] } }
    }
    return products
  }

  private func addProducts(tile: Int, _ weights: [Float]?, to products: UnsafeMutableBufferPointer<Double>) {
    let first = tile * Self.tile
    let height = min(Self.tile, width - first)
    let columns = width - first
    var scaled = [Float](repeating: 0, count: height * Self.chunk)
    var sums = [Float](repeating: 0, count: height * columns)
    values.withUnsafeBufferPointer { values in
      scaled.withUnsafeMutableBufferPointer { scaled in
        sums.withUnsafeMutableBufferPointer { sums in
          guard let base = values.baseAddress, let a = scaled.baseAddress, let out = sums.baseAddress else { return }
          for start in stride(from: 0, to: count, by: Self.chunk) {
            let own = base + (start / Self.chunk * width + first) * Self.chunk
            if let weights {
              let rows = min(Self.chunk, count - start)
              for column in 0..<height {
                for row in 0..<rows {
                  a[column * Self.chunk + row] = own[column * Self.chunk + row] * weights[start + row]
                }
                for row in rows..<Self.chunk { a[column * Self.chunk + row] = 0 }
              }
            }
            let left = weights == nil ? own : UnsafePointer(a)
            knownProduct(left, rows: height, own, rows: columns, width: Self.chunk, into: out)
            for i in 0..<height {
              for j in i..<columns { products[(first + i) * width + first + j] += Double(out[i * columns + j]) }
            }
          }
        }
      }
    }
  }

  /// Σ_j c_j x_ij of every row, in `Float`.
  package func combined(_ coefficients: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: count)
    values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        for start in stride(from: 0, to: count, by: Self.chunk) {
          let rows = min(Self.chunk, count - start)
          for column in 0..<width {
            let place = (start / Self.chunk * width + column) * Self.chunk
            let factor = coefficients[column]
            for row in 0..<rows { sums[start + row] += factor * values[place + row] }
          }
        }
      }
    }
    return sums
  }

  /// Σ_i v_i x_ij of every column: lanes of `Float` over a chunk, then `Double`.
  func projected(_ vector: [Float]) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    var padded = vector
    padded.append(contentsOf: [Float](repeating: 0, count: (Self.chunk - count % Self.chunk) % Self.chunk))
    values.withUnsafeBufferPointer { values in
      padded.withUnsafeBufferPointer { vector in
        guard let x = values.baseAddress, let v = vector.baseAddress else { return }
        for start in stride(from: 0, to: count, by: Self.chunk) {
          for column in 0..<width {
            let own = x + (start / Self.chunk * width + column) * Self.chunk
            var lanes = (SIMD8<Float>.zero, SIMD8<Float>.zero)
            for row in stride(from: 0, to: Self.chunk, by: 16) {
              lanes.0 += Self.eight(own + row) * Self.eight(v + start + row)
              lanes.1 += Self.eight(own + row + 8) * Self.eight(v + start + row + 8)
            }
            sums[column] += Double(lanes.0.sum()) + Double(lanes.1.sum())
          }
        }
      }
    }
    return sums
  }

  @inline(__always)
  private static func eight(_ x: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
  }
}
