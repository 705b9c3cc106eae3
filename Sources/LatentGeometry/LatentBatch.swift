/// `count` latents of `dimension` numbers: shape [n, d], row-major, contiguous, `Float32`.
///
/// A latent of any shape ([100], [4, 32, 32], [18, 512]) is one row of d = the product of its shape; a model gives it
/// its shape back. Values are any finite numbers; readers of files refuse others.
public struct LatentBatch: Sendable, Equatable {
  /// The number of latents, n ≥ 0.
  public let count: Int
  /// The number of coordinates of each latent, d ≥ 1.
  public let dimension: Int
  /// The n × d coordinates, row after row.
  public private(set) var values: [Float]

  /// A batch over coordinates that are laid out already.
  ///
  /// - Parameters:
  ///   - count: The number of rows, n ≥ 0.
  ///   - dimension: The number of columns, d ≥ 1.
  ///   - values: n × d numbers, row after row.
  public init(count: Int, dimension: Int, values: [Float]) {
    precondition(count >= 0 && dimension >= 1, "a batch needs n ≥ 0 rows of d ≥ 1 numbers")
    precondition(values.count == count * dimension, "n × d numbers are needed")
    self.count = count
    self.dimension = dimension
    self.values = values
  }

  /// A batch of equal coordinates.
  ///
  /// - Parameters:
  ///   - count: The number of rows, n ≥ 0.
  ///   - dimension: The number of columns, d ≥ 1.
  ///   - value: Every coordinate.
  public init(count: Int, dimension: Int, repeating value: Float = 0) {
    self.init(
      count: count,
      dimension: dimension,
      values: [Float](repeating: value, count: count * dimension)
    )
  }

  /// A batch whose coordinates are written by a function, which must write them all: nothing is zeroed first.
  init(count: Int, dimension: Int, writing body: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let size = count * dimension
    self.init(
      count: count,
      dimension: dimension,
      values: [Float](unsafeUninitializedCapacity: size) { buffer, written in
        body(UnsafeMutableBufferPointer(rebasing: buffer[..<size]))
        written = size
      }
    )
  }

  /// A batch of the given rows, which must be equally long and at least one.
  ///
  /// - Parameter rows: n ≥ 1 arrays of d ≥ 1 numbers.
  public init(rows: [[Float]]) {
    precondition(!rows.isEmpty, "at least one row is needed")
    let dimension = rows[0].count
    precondition(rows.allSatisfy { $0.count == dimension }, "rows must be equally long")
    self.init(count: rows.count, dimension: dimension, values: Array(rows.joined()))
  }

  /// One latent, as a batch of one.
  ///
  /// - Parameter row: 0 ..< n.
  public subscript(row: Int) -> LatentBatch { self[row..<(row + 1)] }

  /// Consecutive latents.
  ///
  /// - Parameter rows: A range within 0 ..< n.
  public subscript(rows: Range<Int>) -> LatentBatch {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows \(rows) are outside 0 ..< \(count)")
    return LatentBatch(
      count: rows.count,
      dimension: dimension,
      values: Array(values[rows.lowerBound * dimension..<rows.upperBound * dimension])
    )
  }

  /// Chosen latents in the order given; a row may be named more than once.
  ///
  /// - Parameter rows: Numbers within 0 ..< n.
  /// - Returns: A batch of as many rows as were named.
  public func rows(_ rows: [Int]) -> LatentBatch {
    var chosen = LatentBatch(count: rows.count, dimension: dimension)
    for (target, row) in rows.enumerated() {
      precondition((0..<count).contains(row), "row \(row) is outside 0 ..< \(count)")
      chosen.setRow(target, to: values[row * dimension..<(row + 1) * dimension])
    }
    return chosen
  }

  /// Replaces one latent.
  ///
  /// - Parameters:
  ///   - row: 0 ..< n.
  ///   - coordinates: d numbers.
  public mutating func setRow(_ row: Int, to coordinates: some Collection<Float>) {
    precondition((0..<count).contains(row), "row \(row) is outside 0 ..< \(count)")
    precondition(coordinates.count == dimension, "a row has \(dimension) numbers")
    values.replaceSubrange(row * dimension..<(row + 1) * dimension, with: coordinates)
  }

  /// Batches one below another; all must have the same width.
  ///
  /// - Parameter batches: At least one batch.
  /// - Returns: The rows of all, in order.
  public static func concatenating(_ batches: [LatentBatch]) -> LatentBatch {
    precondition(!batches.isEmpty, "at least one batch is needed")
    let dimension = batches[0].dimension
    precondition(batches.allSatisfy { $0.dimension == dimension }, "batches must be equally wide")
    return LatentBatch(
      count: batches.reduce(0) { $0 + $1.count },
      dimension: dimension,
      values: batches.flatMap(\.values)
    )
  }

  /// Calls `body` with the coordinates of the whole batch.
  ///
  /// - Parameter body: Receives n × d numbers, which live only for the call.
  /// - Returns: What `body` returned.
  @inlinable
  public func withUnsafeValues<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try values.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with the coordinates of the whole batch, to be written.
  ///
  /// - Parameter body: Receives n × d numbers, which live only for the call.
  /// - Returns: What `body` returned.
  public mutating func withUnsafeMutableValues<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try values.withUnsafeMutableBufferPointer { try body($0) }
  }
}
