internal import LatentGeometry

/// One vector for each cell of a grid: the mean of those placed within a box around it.
///
/// Sums run along rows and then along columns, with one addition and one subtraction a cell whatever the radius. Boxes end
/// at the border, and cells without a vector do not count.
struct SmoothedMap: ~Copyable {
  let rows: Int
  let columns: Int
  let stride: Int
  let values: UnsafeMutablePointer<Float>
  private let rowSums: UnsafeMutablePointer<Float>
  private let weights: UnsafeMutablePointer<Float>
  private let weightSums: UnsafeMutablePointer<Float>
  private let threads: Int

  init(rows: Int, columns: Int, stride: Int) {
    (self.rows, self.columns, self.stride) = (rows, columns, stride)
    func numbers(_ count: Int) -> UnsafeMutablePointer<Float> {
      let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
      pointer.initialize(repeating: 0, count: count)
      return pointer
    }
    values = numbers(rows * columns * stride)
    rowSums = numbers(rows * columns * stride)
    weights = numbers(rows * columns)
    weightSums = numbers(rows * columns)
    threads = ParallelRows.threads(for: rows * columns * stride)
  }

  deinit { for pointer in [values, rowSums, weights, weightSums] { pointer.deallocate() } }

  /// The map of a placement.
  ///
  /// - Parameters:
  ///   - vectorOfCell: For each cell its vector, or -1.
  ///   - vectors: The vectors.
  ///   - weight: What a vector counts for.
  ///   - radiusY: Rows above and below that belong to a box.
  ///   - radiusX: Columns to both sides.
  func update(
    _ vectorOfCell: [Int32],
    _ vectors: UnsafePointer<Float>,
    weight: [Float],
    radiusY: Int,
    radiusX: Int
  ) {
    let (rows, columns, stride) = (rows, columns, stride)
    nonisolated(unsafe) let (values, rowSums, weights, weightSums) = (values, rowSums, weights, weightSums)
    nonisolated(unsafe) let vectors = vectors
    ParallelRows.run(rows, threads: threads) { range in
      for row in range {
        let first = row * columns
        for cell in first..<first + columns {
          let vector = Int(vectorOfCell[cell])
          weights[cell] = vector < 0 ? 0 : weight[vector]
          Self.set(values + cell * stride, vector < 0 ? nil : vectors + vector * stride, weights[cell], stride)
        }
        Self.boxes(
          values + first * stride,
          rowSums + first * stride,
          count: columns,
          step: stride,
          width: stride,
          radiusX
        )
        Self.boxes(weights + first, weightSums + first, count: columns, step: 1, radiusX)
      }
    }
    for column in 0..<columns {
      Self.boxes(weightSums + column, weights + column, count: rows, step: columns, radiusY)
    }
    // Strips of eight numbers wide or more, as many as there are columns.
    ParallelRows.run(columns, threads: threads) { range in
      let (first, width) = (range.lowerBound * stride, range.count * stride)
      Self.boxes(
        rowSums + first,
        values + first,
        count: rows,
        step: columns * stride,
        width: width,
        radiusY
      )
      for row in 0..<rows {
        for column in range {
          let weight = weights[row * columns + column]
          let cell = values + (row * columns + column) * stride
          Self.scale(cell, weight > 1e-6 ? 1 / weight : 0, stride)
        }
      }
    }
  }

  @inline(__always)
  private static func set(
    _ cell: UnsafeMutablePointer<Float>,
    _ vector: UnsafePointer<Float>?,
    _ weight: Float,
    _ count: Int
  ) {
    guard let vector else {
      cell.update(repeating: 0, count: count)
      return
    }
    for index in Swift.stride(from: 0, to: count, by: 8) {
      VectorKernels.store(VectorKernels.eight(vector + index) * weight, to: cell + index)
    }
  }

  @inline(__always)
  private static func scale(_ cell: UnsafeMutablePointer<Float>, _ factor: Float, _ count: Int) {
    for index in Swift.stride(from: 0, to: count, by: 8) {
      VectorKernels.store(VectorKernels.eight(cell + index) * factor, to: cell + index)
    }
  }

  /// out[i] = Σ x[j] over |i - j| ≤ radius, of `count` vectors of `width` numbers.
  private static func boxes(
    _ x: UnsafeMutablePointer<Float>,
    _ out: UnsafeMutablePointer<Float>,
    count: Int,
    step: Int,
    width: Int,
    _ radius: Int
  ) {
    // Blocks whose running sum stays in registers and whose rows stay in a cache.
    for start in Swift.stride(from: 0, to: width, by: 8) {
      var sum = SIMD8<Float>.zero
      for place in 0..<min(radius, count) { sum += VectorKernels.eight(x + place * step + start) }
      for place in 0..<count {
        if place + radius < count { sum += VectorKernels.eight(x + (place + radius) * step + start) }
        if place - radius - 1 >= 0 { sum -= VectorKernels.eight(x + (place - radius - 1) * step + start) }
        VectorKernels.store(sum, to: out + place * step + start)
      }
    }
  }

  /// The same of single numbers.
  private static func boxes(
    _ x: UnsafeMutablePointer<Float>,
    _ out: UnsafeMutablePointer<Float>,
    count: Int,
    step: Int,
    _ radius: Int
  ) {
    var sum: Float = 0
    for place in 0..<min(radius, count) { sum += x[place * step] }
    for place in 0..<count {
      if place + radius < count { sum += x[(place + radius) * step] }
      if place - radius - 1 >= 0 { sum -= x[(place - radius - 1) * step] }
      out[place * step] = sum
    }
  }
}
