/// Latents that can be read row by row from memory, wherever they lie: in a ``LatentBatch`` or in a mapped file.
public protocol LatentRows: Sendable {
  /// The number of rows, n.
  var count: Int { get }
  /// The number of coordinates of a row, d ≥ 1.
  var dimension: Int { get }

  /// Calls `body` with all coordinates: shape [n, d], row-major.
  ///
  /// - Parameter body: Receives n × d numbers, which live only for the call.
  /// - Returns: What `body` returned.
  func withUnsafeValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result
}

extension LatentBatch: LatentRows {}

extension LatentRows {
  /// The rows of the given numbers, copied in that order.
  ///
  /// - Parameter rows: Each 0 … n - 1.
  /// - Returns: Shape [the number of rows, d].
  public func gathered(_ rows: some Collection<Int>) -> LatentBatch {
    var result = LatentBatch(count: rows.count, dimension: dimension)
    let d = dimension
    withUnsafeValues { values in
      result.withUnsafeMutableValues { copies in
        for (place, row) in rows.enumerated() {
          precondition((0..<count).contains(row), "the row is not there")
          _ = UnsafeMutableBufferPointer(rebasing: copies[place * d..<(place + 1) * d])
            .update(fromContentsOf: values[row * d..<(row + 1) * d])
        }
      }
    }
    return result
  }
}
