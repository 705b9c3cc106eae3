/// Bounds of the distance from a query to a row, by single precision in one reading of the row.
struct RowScan {
  let metric: DistanceMetric
  let dimension: Int

  // The errors of a sum, of a product of two lengths and of what is rounded at the end.
  private static let margin = 3 * FloatSums.relativeError

  /// Bounds of ‖q - x‖² or of the cosine distance.
  @inline(__always)
  func callAsFunction(
    _ query: UnsafePointer<Float>,
    _ length: Double,
    _ row: UnsafePointer<Float>
  ) -> (lower: Float, upper: Float) {
    switch metric {
    case .l2:
      let square = FloatSums.squaresOfDifference(query, row, count: dimension)
      // Small numbers lose digits that the relative error does not count; large ones leave the range of Float.
      guard square > 1e-20, square < 1e30 else { return square < 1e30 ? (0, 1e-19) : (0, .infinity) }
      return (Float(square * (1 - Self.margin)).nextDown, Float(square * (1 + Self.margin)).nextUp)
    case .cosine:
      let squares = FloatSums.squares(row, count: dimension)
      let product = FloatSums.products(query, row, count: dimension)
      guard squares > 1e-20, squares < 1e30, length > 1e-10, length < 1e15 else { return (0, .infinity) }
      let distance = 1 - product / (length * squares.squareRoot())
      return (Float(distance - Self.margin), Float(distance + Self.margin))
    }
  }
}
