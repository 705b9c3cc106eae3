/// The mean and the unbiased covariance of a batch's rows, summed in `Double`.
///
/// Shapes [d] and [d, d], row-major and exactly symmetric. O(n d²): 64 rows at a time are centred and turned, so that
/// all products run over contiguous numbers.
func sampleCovariance(of batch: LatentBatch) -> (mean: [Double], covariance: [Double]) {
  precondition(batch.count >= 2, "a covariance needs at least two rows")
  let (n, d) = (batch.count, batch.dimension)
  let mean = sampleMean(of: batch)
  var covariance = [Double](repeating: 0, count: d * d)
  var block = [Double](repeating: 0, count: d * 64)
  for start in stride(from: 0, to: n, by: 64) {
    let rows = min(64, n - start)
    batch.withUnsafeValues { values in
      for column in 0..<d {
        for row in 0..<64 {
          block[column * 64 + row] = row < rows ? Double(values[(start + row) * d + column]) - mean[column] : 0
        }
      }
    }
    block.withUnsafeBufferPointer { block in
      covariance.withUnsafeMutableBufferPointer { covariance in
        for i in 0..<d { addProducts(block, i, to: covariance, dimension: d) }
      }
    }
  }
  for i in 0..<d {
    for j in i..<d {
      let value = covariance[i * d + j] / Double(n - 1)
      covariance[i * d + j] = value
      covariance[j * d + i] = value
    }
  }
  return (mean, covariance)
}

/// The mean row, summed in `Double`.
func sampleMean(of batch: LatentBatch) -> [Double] {
  var sums = [Double](repeating: 0, count: batch.dimension)
  batch.withUnsafeValues { values in
    for row in 0..<batch.count {
      for column in 0..<batch.dimension { sums[column] += Double(values[row * batch.dimension + column]) }
    }
  }
  return sums.map { $0 / Double(batch.count) }
}

/// Adds Σ x_i x_j over a block's 64 rows for all j ≥ i, four at a time.
private func addProducts(
  _ block: UnsafeBufferPointer<Double>,
  _ i: Int,
  to covariance: UnsafeMutableBufferPointer<Double>,
  dimension d: Int
) {
  guard let base = block.baseAddress else { return }
  let own = base + i * 64
  var j = i
  while j + 4 <= d {
    let other = base + j * 64
    var sums = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    for row in stride(from: 0, to: 64, by: 4) {
      let x = four(own + row)
      sums.0 += x * four(other + row)
      sums.1 += x * four(other + 64 + row)
      sums.2 += x * four(other + 128 + row)
      sums.3 += x * four(other + 192 + row)
    }
    covariance[i * d + j] += sums.0.sum()
    covariance[i * d + j + 1] += sums.1.sum()
    covariance[i * d + j + 2] += sums.2.sum()
    covariance[i * d + j + 3] += sums.3.sum()
    j += 4
  }
  while j < d {
    var sum = SIMD4<Double>.zero
    for row in stride(from: 0, to: 64, by: 4) { sum += four(own + row) * four(base + j * 64 + row) }
    covariance[i * d + j] += sum.sum()
    j += 1
  }
}

@inline(__always)
private func four(_ x: UnsafePointer<Double>) -> SIMD4<Double> {
  UnsafeRawPointer(x).loadUnaligned(as: SIMD4<Double>.self)
}
