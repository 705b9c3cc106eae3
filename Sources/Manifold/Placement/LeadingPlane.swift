internal import LatentGeometry

extension PlanarEmbedding {
  /// Nearly the principal components: 32 orthogonal iterations from two directions drawn by chance, O(n d).
  ///
  /// Where the third variance is near the second it is some plane between them, which is as good a beginning.
  init(nearly vectors: PlacementVectors) {
    let (n, stride) = (vectors.count, vectors.stride)
    let philox = Philox(seed: 0)
    var axes = [Float](repeating: 0, count: 2 * stride)
    for index in 0..<vectors.dimension {
      let words = philox.block(SIMD4(UInt32(index), 0, 0, 3))
      axes[index] = Float(Int32(bitPattern: words[0])) * 0x1p-31
      axes[stride + index] = Float(Int32(bitPattern: words[1])) * 0x1p-31
    }
    var scores = [Double](repeating: 0, count: 2 * n)
    vectors.values.withUnsafeBufferPointer { values in
      guard let rows = values.baseAddress else { return }
      for _ in 0..<32 {
        Self.orthonormalize(&axes)
        Self.project(rows, n, axes, &scores)
        var sums = [Float](repeating: 0, count: 2 * stride)
        sums.withUnsafeMutableBufferPointer { sums in
          guard let sums = sums.baseAddress else { return }
          for row in 0..<n {
            let (first, second) = (Float(scores[2 * row]), Float(scores[2 * row + 1]))
            for index in Swift.stride(from: 0, to: stride, by: 8) {
              let x = VectorKernels.eight(rows + row * stride + index)
              VectorKernels.store(VectorKernels.eight(sums + index) + x * first, to: sums + index)
              VectorKernels.store(VectorKernels.eight(sums + stride + index) + x * second, to: sums + stride + index)
            }
          }
        }
        axes = sums
      }
      Self.orthonormalize(&axes)
      Self.project(rows, n, axes, &scores)
    }
    self.init(count: n, unsigned: scores)
  }

  private static func project(_ rows: UnsafePointer<Float>, _ n: Int, _ axes: [Float], _ scores: inout [Double]) {
    let stride = axes.count / 2
    axes.withUnsafeBufferPointer { axes in
      guard let axes = axes.baseAddress else { return }
      for row in 0..<n {
        for axis in 0..<2 {
          scores[2 * row + axis] = Double(VectorKernels.product(rows + row * stride, axes + axis * stride, stride))
        }
      }
    }
  }

  /// Gram and Schmidt; an axis of which nothing is left becomes 0.
  private static func orthonormalize(_ axes: inout [Float]) {
    let stride = axes.count / 2
    func product(_ i: Int, _ j: Int) -> Double {
      (0..<stride).reduce(0) { $0 + Double(axes[i * stride + $1]) * Double(axes[j * stride + $1]) }
    }
    func scale(_ axis: Int, below least: Double) {
      let length = product(axis, axis).squareRoot()
      for index in axis * stride..<(axis + 1) * stride {
        axes[index] = length > least ? Float(Double(axes[index]) / length) : 0
      }
    }
    let before = product(1, 1).squareRoot()
    scale(0, below: 0)
    let part = product(0, 1)
    for index in 0..<stride { axes[stride + index] -= Float(part * Double(axes[index])) }
    scale(1, below: 1e-5 * before)
  }
}
