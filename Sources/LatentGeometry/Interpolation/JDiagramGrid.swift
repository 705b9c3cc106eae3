/// The latents of a J-diagram: three corners given, the fourth their analogy, everything else interpolated.
///
///     A ─────── C
///     │         │
///     B ─── B + C - A
///
/// A, top left, is the source; B, bottom left, and C, top right, are its analogy targets. The left edge runs from A to B,
/// the right edge from C to the analogy, and every row from its left end to its right end: rows after columns, as in
/// White 2016, section 3.1. Deterministic, so that it compares models and epochs.
public struct JDiagramGrid: Sendable, Equatable {
  /// The number of rows, ≥ 2.
  public let rows: Int
  /// The number of columns, ≥ 2.
  public let columns: Int
  /// How edges and rows are filled in.
  public let interpolation: InterpolationMethod
  /// How the fourth corner is found.
  public let analogy: AnalogyMethod

  /// A grid.
  ///
  /// - Parameters:
  ///   - rows: At least 2.
  ///   - columns: At least 2.
  ///   - interpolation: How edges and rows are filled in.
  ///   - analogy: How the fourth corner is found.
  public init(rows: Int, columns: Int, interpolation: InterpolationMethod = .slerp, analogy: AnalogyMethod = .raw) {
    precondition(rows >= 2 && columns >= 2, "a J-diagram has at least 2 rows and 2 columns")
    self.rows = rows
    self.columns = columns
    self.interpolation = interpolation
    self.analogy = analogy
  }

  /// The latents in row order; the corners are exact.
  ///
  /// - Parameters:
  ///   - topLeft: A, a batch of one.
  ///   - bottomLeft: B, a batch of one.
  ///   - topRight: C, a batch of one.
  /// - Returns: Shape [rows × columns, d].
  /// - Complexity: O(rows × columns × d).
  public func latents(topLeft: LatentBatch, bottomLeft: LatentBatch, topRight: LatentBatch) -> LatentBatch {
    precondition(
      topLeft.count == 1 && bottomLeft.count == 1 && topRight.count == 1,
      "each corner is a batch of one"
    )
    let bottomRight = analogy.complete(topLeft, bottomLeft, topRight)
    let down = InterpolationMethod.places(rows)
    let left = interpolation.interpolate(from: topLeft, to: bottomLeft, at: down)
    let right = interpolation.interpolate(from: topRight, to: bottomRight, at: down)
    return interpolation.interpolate(from: left, to: right, at: InterpolationMethod.places(columns))
  }
}
