/// Weights over points: shape [m, n], of which only the weights that are not zero are kept.
///
/// Every operation on latents is such a table together with an ``InterpolationMethod``: interpolation (1 - t, t),
/// centroids (1/n, …), analogies (-1, 1, 1), corners of a grid (four weights a cell), extrapolation (weights below 0 or above
/// 1). Row i of a result comes from row i of the table.
public struct WeightTable: Sendable, Equatable {
  /// The number of points, n ≥ 1.
  public let pointCount: Int
  /// Where each row begins in ``points`` and ``weights``; one entry more than there are rows.
  private var starts: [Int] = [0]
  private var points: [Int] = []
  private var weights: [Double] = []

  /// One point's part in a row.
  public struct Entry: Sendable, Equatable {
    /// The point, 0 ..< n.
    public let point: Int
    /// Its weight, a finite number; a table keeps those that are not 0.
    public let weight: Double

    /// A part.
    ///
    /// - Parameters:
    ///   - point: 0 ..< n.
    ///   - weight: A finite number.
    public init(point: Int, weight: Double) {
      self.point = point
      self.weight = weight
    }
  }

  /// A table without rows.
  ///
  /// - Parameter pointCount: n ≥ 1.
  public init(pointCount: Int) {
    precondition(pointCount >= 1, "weights need at least one point")
    self.pointCount = pointCount
  }

  /// A table with a weight for every point in every row.
  ///
  /// - Parameter rows: m ≥ 1 rows of n ≥ 1 finite numbers.
  public init(rows: [[Double]]) {
    precondition(!rows.isEmpty, "at least one row is needed")
    self.init(pointCount: rows[0].count)
    for row in rows {
      precondition(row.count == pointCount, "rows must be equally long")
      append(row.enumerated().map { Entry(point: $0.offset, weight: $0.element) })
    }
  }

  /// The number of rows, m ≥ 0.
  public var count: Int { starts.count - 1 }

  /// Adds a row.
  ///
  /// - Parameter entries: Points with their weights. Those of a point named twice are added; weights of 0 are left out.
  public mutating func append(_ entries: some Sequence<Entry>) {
    let begin = points.count
    // Looking through the row is quicker for the few weights of most rows; the mean of a whole set would take hours.
    var places: [Int: Int] = [:]
    for entry in entries where entry.weight != 0 {
      precondition((0..<pointCount).contains(entry.point), "point \(entry.point) is outside 0 ..< \(pointCount)")
      precondition(entry.weight.isFinite, "weights must be finite")
      let known = places.isEmpty ? points[begin...].firstIndex(of: entry.point) : places[entry.point]
      if let index = known {
        weights[index] += entry.weight
      } else {
        if !places.isEmpty { places[entry.point] = points.count }
        points.append(entry.point)
        weights.append(entry.weight)
        if places.isEmpty, points.count - begin == 16 {
          for index in begin..<points.count { places[points[index]] = index }
        }
      }
    }
    // Those of a point named twice may have cancelled.
    for index in (begin..<points.count).reversed() where weights[index] == 0 {
      points.remove(at: index)
      weights.remove(at: index)
    }
    starts.append(points.count)
  }

  /// The weights of a row that are not zero, in the order in which they were given.
  ///
  /// - Parameter row: 0 ..< m.
  public subscript(row: Int) -> [Entry] {
    range(of: row).map { Entry(point: points[$0], weight: weights[$0]) }
  }

  /// The sum of a row's weights, α.
  ///
  /// - Parameter row: 0 ..< m.
  /// - Returns: 1 for everything that lies between points.
  public func sum(of row: Int) -> Double { range(of: row).reduce(0) { $0 + weights[$1] } }

  /// Two points, from the first to the second: rows (1 - t, t).
  ///
  /// - Parameter places: The t of each row.
  /// - Returns: Shape [m, 2].
  public static func pair(at places: [Double]) -> WeightTable {
    var table = WeightTable(pointCount: 2)
    for t in places { table.append([Entry(point: 0, weight: 1 - t), Entry(point: 1, weight: t)]) }
    return table
  }

  /// The middle of all points: one row of 1/n.
  ///
  /// - Parameter count: n ≥ 1.
  /// - Returns: Shape [1, n].
  public static func centroid(of count: Int) -> WeightTable {
    WeightTable(rows: [[Double](repeating: 1 / Double(count), count: count)])
  }

  /// B + C - A over the points A, B, C: one row (-1, 1, 1).
  public static let analogy = WeightTable(rows: [[-1, 1, 1]])

  /// A position between four corners, in the order top left, bottom left, top right, bottom right.
  ///
  /// - Parameters:
  ///   - x: 0 at the left, 1 at the right.
  ///   - y: 0 at the top, 1 at the bottom.
  /// - Returns: (1 - x)(1 - y), (1 - x) y, x (1 - y), x y.
  static func bilinear(x: Double, y: Double) -> [Double] { [(1 - x) * (1 - y), (1 - x) * y, x * (1 - y), x * y] }

  private func range(of row: Int) -> Range<Int> {
    precondition((0..<count).contains(row), "row \(row) is outside 0 ..< \(count)")
    return starts[row]..<starts[row + 1]
  }

  /// Calls `body` with the points and weights of a row.
  func withRow<Result>(
    _ row: Int,
    _ body: (_ points: ArraySlice<Int>, _ weights: ArraySlice<Double>) -> Result
  ) -> Result {
    let range = range(of: row)
    return body(points[range], weights[range])
  }
}
