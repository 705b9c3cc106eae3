/// The Cholesky factor of a matrix of products, to which columns are added one after another unless they follow from others.
struct SequentialFactor: Sendable {
  private let matrix: [Double]
  private let size: Int
  /// The columns that were added.
  private var kept: [Int] = []
  /// L with L Lᵀ = the matrix of the columns that were added: row j has j + 1 numbers.
  private var lower: [[Double]] = []

  /// What is left of a column's square beside the others counts as nothing below this share of it.
  ///
  /// Of labels of n items at least about 1/n is left where one item differs; rounding leaves about 1e-14.
  private static let tolerance = 1e-10

  /// Nothing yet of a symmetric, positive semidefinite matrix with no zero on its diagonal.
  init(_ matrix: [Double], size: Int) {
    self.matrix = matrix
    self.size = size
  }

  /// Adds a column, unless it follows from those before.
  ///
  /// - Parameter column: 0 ..< size.
  /// - Returns: nil, or the columns that it follows from.
  mutating func add(_ column: Int) -> [Int]? {
    var row = forward(kept.map { matrix[column * size + $0] }, width: 1)
    let square = matrix[column * size + column]
    let left = square - row.reduce(0) { $0 + $1 * $1 }
    guard left > Self.tolerance * square else {
      let factors = backward(row, width: 1)
      return zip(kept, factors).filter { abs($1) > 1e-6 }.map(\.0)
    }
    row.append(left.squareRoot())
    lower.append(row)
    kept.append(column)
    return nil
  }

  /// The solution for the columns that were added, in their order.
  ///
  /// - Parameters:
  ///   - sums: Right sides of all columns, shape [size, width].
  ///   - width: How many right sides there are.
  /// - Returns: Shape [the number of columns added, width].
  func solve(_ sums: [Double], width: Int) -> [Double] {
    backward(forward(kept.flatMap { sums[$0 * width..<($0 + 1) * width] }, width: width), width: width)
  }

  /// The y with L y = b.
  private func forward(_ b: [Double], width: Int) -> [Double] {
    var y = b
    for i in lower.indices {
      for j in 0..<i { Self.subtract(lower[i][j], row: j, from: i, of: &y, width) }
      Self.divide(row: i, by: lower[i][i], of: &y, width)
    }
    return y
  }

  /// The x with Lᵀ x = y.
  private func backward(_ y: [Double], width: Int) -> [Double] {
    var x = y
    for i in lower.indices.reversed() {
      Self.divide(row: i, by: lower[i][i], of: &x, width)
      for j in 0..<i { Self.subtract(lower[i][j], row: i, from: j, of: &x, width) }
    }
    return x
  }

  private static func subtract(_ factor: Double, row: Int, from target: Int, of rows: inout [Double], _ width: Int) {
    for column in 0..<width { rows[target * width + column] -= factor * rows[row * width + column] }
  }

  private static func divide(row: Int, by divisor: Double, of rows: inout [Double], _ width: Int) {
    for column in 0..<width { rows[row * width + column] /= divisor }
  }
}
