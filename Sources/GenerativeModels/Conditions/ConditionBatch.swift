public import LatentGeometry

/// The conditions of n latents: one row of numbers for each, as the model's condition input takes it.
///
/// A row holds the weights of the classes where the input is one-hot, the number of the class where it is a label, or the
/// embedding. ``ConditionInput`` makes rows of what people write.
public struct ConditionBatch: Sendable, Equatable {
  /// The numbers, shape [n, w] with w = ``ConditionInput/width``.
  public let rows: LatentBatch

  /// Conditions whose numbers are known.
  ///
  /// - Parameter rows: Shape [n, w].
  public init(_ rows: LatentBatch) { self.rows = rows }

  /// The same condition for each of n latents.
  ///
  /// - Parameters:
  ///   - row: w numbers.
  ///   - count: n ≥ 0.
  public init(repeating row: [Float], count: Int) {
    rows = LatentBatch(rows: [[Float]](repeating: row, count: count))
  }

  /// The number of conditions, n.
  public var count: Int { rows.count }

  /// The numbers of each, w.
  public var width: Int { rows.dimension }
}

/// What each latent of a run is decoded with, the same for all or a row for each.
enum ConditionRows {
  case same([Float])
  case each(ConditionBatch)

  /// The numbers of some of the rows, one after another.
  func values(of rows: Range<Int>) -> [Float] {
    switch self {
    case .same(let row): Array([[Float]](repeating: row, count: rows.count).joined())
    case .each(let batch): Array(batch.rows.values[rows.lowerBound * batch.width..<rows.upperBound * batch.width])
    }
  }
}
