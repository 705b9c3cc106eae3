/// The mean and the unbiased covariance of a batch's rows, summed in `Double`.
///
/// Shapes [d] and [d, d], row-major and exactly symmetric. O(n d²): 64 rows at a time are centred and turned, so that
/// all products run over contiguous numbers.
func sampleCovariance(of batch: LatentBatch) -> (mean: [Double], covariance: [Double]) {
  precondition(batch.count >= 2, "a covariance needs at least two rows")
  let (n, d) = (batch.count, batch.dimension)
  let mean = sampleMean(of: batch)
  var covariance = [Double](repeating: 0, count: d * d)
  var columns = [SIMD64<Double>](repeating: .zero, count: d)
  for start in stride(from: 0, to: n, by: 64) {
    let rows = min(64, n - start)
    batch.withUnsafeValues { values in
      for column in 0..<d {
        for row in 0..<64 {
          columns[column][row] = row < rows ? Double(values[(start + row) * d + column]) - mean[column] : 0
        }
      }
    }
    columns.withUnsafeBufferPointer { columns in
      covariance.withUnsafeMutableBufferPointer { covariance in
        for i in 0..<d {
          for j in i..<d { covariance[i * d + j] += dot(columns[i], columns[j]) }
        }
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

@inline(__always)
private func dot(_ x: SIMD64<Double>, _ y: SIMD64<Double>) -> Double { (x * y).sum() }
