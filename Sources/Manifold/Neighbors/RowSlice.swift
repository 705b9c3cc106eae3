internal import LatentGeometry

/// Consecutive rows of a set, which are not copied.
struct RowSlice: LatentRows {
  let rows: any LatentRows
  let range: Range<Int>

  var count: Int { range.count }
  var dimension: Int { rows.dimension }

  func withUnsafeValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
    try rows.withUnsafeValues { values in
      try body(UnsafeBufferPointer(rebasing: values[range.lowerBound * dimension..<range.upperBound * dimension]))
    }
  }
}
