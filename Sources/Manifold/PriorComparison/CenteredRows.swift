internal import LatentGeometry

/// Latents moved to a common centre, so that products of their coordinates lose no more digits than they must.
///
/// Numbers beyond 2⁴⁰ are divided by a power of two as well, since their squares would leave the range of `Float`.
struct CenteredRows: Sendable {
  /// Shape [n, d].
  let rows: LatentBatch
  /// By what the rows must be multiplied to have their size back: 1, or a power of two.
  let scale: Double

  private static let largest = 0x1p40

  /// The rows around a centre of d numbers; `scale` must be one of ``commonScale(of:around:)``.
  init(_ batch: LatentBatch, around center: [Double], scale: Double) {
    var rows = batch
    let d = batch.dimension
    rows.withUnsafeMutableValues { values in
      center.withUnsafeBufferPointer { center in
        for start in stride(from: 0, to: values.count, by: d) {
          for column in 0..<d {
            values[start + column] = Float((Double(values[start + column]) - center[column]) / scale)
          }
        }
      }
    }
    self.rows = rows
    self.scale = scale
  }

  /// The scale at which all coordinates of all batches are below 2⁴⁰, also once they are divided by `unit`.
  static func commonScale(of batches: [LatentBatch], around center: [Double], unit: Double = 1) -> Double {
    let farthest = center.reduce(0) { max($0, abs($1)) }
    let size = (batches.reduce(0) { max($0, Double($1.largestMagnitude)) } + farthest) / unit
    var scale = 1.0
    while size / scale > largest { scale *= 2 }
    return scale
  }
}

extension LatentBatch {
  /// The largest absolute coordinate; 0 without rows.
  var largestMagnitude: Float {
    withUnsafeValues { values in
      var lanes = SIMD8<Float>.zero
      let whole = values.count / 8 * 8
      for index in stride(from: 0, to: whole, by: 8) {
        let eight = UnsafeRawPointer(values.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: SIMD8<Float>.self)
        lanes = pointwiseMax(lanes, pointwiseMax(eight, -eight))
      }
      return values[whole...].reduce(lanes.max()) { max($0, abs($1)) }
    }
  }

  /// The mean row, summed in `Double`; zeros without rows.
  var meanRow: [Double] {
    var sums = [Double](repeating: 0, count: dimension)
    withUnsafeValues { values in
      sums.withUnsafeMutableBufferPointer { sums in
        for start in stride(from: 0, to: values.count, by: dimension) {
          for column in 0..<dimension { sums[column] += Double(values[start + column]) }
        }
      }
    }
    return sums.map { $0 / Double(max(1, count)) }
  }
}
