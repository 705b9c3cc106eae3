internal import LatentGeometry

/// The memory in which one thread multiplies a tile of rows by a block of queries.
final class RowTile {
  let sizes: TileSizes
  private let space: ProductSpace
  private let copies: UnsafeMutablePointer<Float>
  /// ‖x'‖² of the tile's rows, or 0 for the cosine distance.
  let biases: UnsafeMutablePointer<Float>
  /// [m, ``stride``]: products, to which a row's bias and a query's offset are added.
  let products: UnsafeMutablePointer<Float>
  /// The largest ‖x'‖ of the tile.
  private(set) var largest = 0.0
  private(set) var places = 0..<0

  init(_ space: ProductSpace, _ sizes: TileSizes) {
    self.space = space
    self.sizes = sizes
    copies = .allocate(capacity: sizes.rows * space.dimension)
    biases = .allocate(capacity: sizes.rows)
    products = .allocate(capacity: sizes.rows * sizes.queries)
  }

  deinit {
    copies.deallocate()
    biases.deallocate()
    products.deallocate()
  }

  var stride: Int { sizes.rows }

  /// Takes rows and multiplies them.
  func multiply(_ places: Range<Int>, _ choice: RowChoice, of rows: UnsafePointer<Float>, by block: QueryBlock) {
    let d = space.dimension
    self.places = places
    largest = 0
    var values = UnsafePointer(copies)
    let isInPlace = !space.movesRows && choice.isContiguous(places)
    if isInPlace { values = rows + choice[places.lowerBound] * d }
    for (index, place) in places.enumerated() {
      let squares =
        isInPlace
        ? FloatSums.squares(values + index * d, count: d)
        : space.enter(rows + choice[place] * d, times: 1, into: copies + index * d)
      biases[index] = space.metric == .l2 ? Float(squares) : 0
      largest = max(largest, squares)
    }
    largest = largest.squareRoot()
    do {
      try MatrixProduct.timesTransposed(
        block.values,
        rows: block.count,
        values,
        rows: places.count,
        width: d,
        into: products,
        stride: stride
      )
    } catch {
      preconditionFailure("BLAS was opened before: \(error)")
    }
  }
}
