/// How many rows a graph takes at once.
enum BatchSize: Sendable, Equatable {
  /// Any number.
  case open
  /// Always this many.
  case fixed(Int)
}

/// How rows of numbers lie in a tensor: [n, a, b, …] with a · b · … numbers to a row.
struct RowShape: Sendable, Equatable {
  /// How many rows the tensor takes.
  let batch: BatchSize
  /// The extents of one row; without a batch axis, all extents.
  private let row: [Int]
  private let hasBatchAxis: Bool

  /// The relation of a tensor's extents to the rows it holds.
  enum Fit: Equatable {
    /// The tensor holds rows of the wanted size.
    case fits(RowShape)
    /// The tensor holds rows of another size.
    case mismatch
    /// The graph leaves open too many extents to tell.
    case unknown
  }

  /// Fits rows into a tensor.
  ///
  /// The first axis counts rows, unless the whole tensor has the size of one row: then [18, 512] is one latent.
  /// Extents that the graph leaves open are filled in where only one value is possible, or where the row has as many
  /// axes as the tensor.
  ///
  /// - Parameters:
  ///   - dimensions: The tensor's extents; nil for an open one.
  ///   - sample: The shape of one row, at least one extent.
  /// - Returns: How the rows lie, or why they do not.
  static func fitting(_ dimensions: [Int?], sample: [Int]) -> Fit {
    let size = Extents.product(sample)
    guard let first = dimensions.first else { return .unknown }
    let known = dimensions.compactMap(\.self)
    if known.count == dimensions.count, Extents.product(known) == size {
      return .fits(RowShape(batch: .fixed(1), row: known, hasBatchAxis: false))
    }
    let batch = first.map { BatchSize.fixed($0) } ?? .open
    // A batch that large is a damaged file or no batch.
    guard first.map({ (1...65_536).contains($0) }) ?? true else { return .mismatch }
    let rest = Array(dimensions.dropFirst())
    let product = Extents.product(rest.map { $0 ?? 1 })
    guard product > 0 else { return .mismatch }
    switch rest.count(where: { $0 == nil }) {
    case 0:
      guard product == size else { return .mismatch }
      return .fits(RowShape(batch: batch, row: rest.compactMap(\.self), hasBatchAxis: true))
    case 1:
      guard size.isMultiple(of: product) else { return .mismatch }
      return .fits(RowShape(batch: batch, row: rest.map { $0 ?? size / product }, hasBatchAxis: true))
    default:
      guard rest.count == sample.count else { return .unknown }
      guard zip(rest, sample).allSatisfy({ $0 == nil || $0 == $1 }) else { return .mismatch }
      return .fits(RowShape(batch: batch, row: sample, hasBatchAxis: true))
    }
  }

  /// The tensor's extents for n rows.
  func shape(rows: Int) -> [Int] { hasBatchAxis ? [rows] + row : row }
}
