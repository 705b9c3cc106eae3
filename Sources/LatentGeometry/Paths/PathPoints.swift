/// Positions along a path, as people write them into a JSON file.
///
///     [[0, 0], [1.5, 0.5], [2, 2]]                               columns and rows in a grid of anchors, (0, 0) top left
///     [0, 0.25, 1]                                               places along a path, from 0 to 1
///     {"points": [[0, 0], [2, 1]], "closed": true, "frames": 48}  either, with options
///
/// Every point is a frame. With `frames` points are key frames instead, equal times apart, between which positions are
/// interpolated linearly; a closed list leads from its last point back to its first.
public struct PathPoints: Sendable, Equatable {
  /// A place in a grid.
  public struct GridPosition: Sendable, Equatable {
    /// From 0 at the left, also between columns.
    public var column: Double
    /// From 0 at the top, also between rows.
    public var row: Double

    /// A place.
    ///
    /// - Parameters:
    ///   - column: From 0 at the left.
    ///   - row: From 0 at the top.
    public init(column: Double, row: Double) {
      self.column = column
      self.row = row
    }
  }

  /// What points are.
  public enum Points: Sendable, Equatable {
    /// Places in a grid of anchors.
    case grid([GridPosition])
    /// Places along a path.
    case path([Double])

    /// The number of points.
    public var count: Int {
      switch self {
      case .grid(let points): points.count
      case .path(let points): points.count
      }
    }
  }

  /// The points, at least one.
  public let points: Points
  /// Whether the last point is followed by the first.
  public let isClosed: Bool
  /// The number of frames; nil for one at every point.
  public let frames: Int?

  /// Points.
  ///
  /// - Parameters:
  ///   - points: At least one, of finite numbers.
  ///   - isClosed: Whether the last point is followed by the first.
  ///   - frames: At least 1; nil for one at every point.
  public init(_ points: Points, isClosed: Bool = false, frames: Int? = nil) {
    precondition(points.count >= 1, "at least one point is needed")
    precondition(frames.map { $0 >= 1 } ?? true, "at least one frame is needed")
    self.points = points
    self.isClosed = isClosed
    self.frames = frames
  }

  /// The weights of a grid's anchors in every frame.
  ///
  /// Bilinear in the cell that a position lies in: (1 - x)(1 - y), (1 - x) y, x (1 - y), x y over its four corners. On an
  /// anchor it has the weight 1 alone.
  ///
  /// - Parameters:
  ///   - columns: At least 1.
  ///   - rows: At least 1.
  /// - Returns: Shape [frames, rows × columns], the anchors in row order.
  /// - Throws: ``PathPointsError`` where points are places along a path, or one is outside the grid.
  public func weights(columns: Int, rows: Int) throws(PathPointsError) -> WeightTable {
    precondition(columns >= 1 && rows >= 1, "a grid has at least one cell")
    guard case .grid(let points) = points else { throw .notInGrid }
    for (index, point) in points.enumerated() {
      try Self.check(point.column, "column", index, upTo: columns - 1)
      try Self.check(point.row, "row", index, upTo: rows - 1)
    }
    var table = WeightTable(pointCount: columns * rows)
    for frame in keyFrames {
      let (a, b) = (points[frame.from], points[frame.to])
      let column = Self.mix(a.column, b.column, frame.t)
      let row = Self.mix(a.row, b.row, frame.t)
      let (left, top) = (min(Int(column), max(0, columns - 2)), min(Int(row), max(0, rows - 2)))
      let corners = WeightTable.bilinear(x: column - Double(left), y: row - Double(top))
      let (right, bottom) = (min(left + 1, columns - 1), min(top + 1, rows - 1))
      let places = [(left, top), (left, bottom), (right, top), (right, bottom)]
      table.append(zip(places, corners).map { .init(point: $0.1 * columns + $0.0, weight: $1) })
    }
    return table
  }

  /// The place along a path in every frame.
  ///
  /// - Returns: Numbers from 0 to 1.
  /// - Throws: ``PathPointsError`` where points are places in a grid, or one is outside 0 ... 1.
  public func places() throws(PathPointsError) -> [Double] {
    guard case .path(let points) = points else { throw .notAlongPath }
    for (index, point) in points.enumerated() { try Self.check(point, "place", index, upTo: 1) }
    return keyFrames.map { Self.mix(points[$0.from], points[$0.to], $0.t) }
  }

  /// Between which points a frame lies.
  private struct KeyFrame {
    var from: Int
    var to: Int
    var t: Double
  }

  private var keyFrames: [KeyFrame] {
    let count = points.count
    guard let frames else { return (0..<count).map { KeyFrame(from: $0, to: $0, t: 0) } }
    let spans = isClosed ? count : count - 1
    let steps = isClosed ? frames : max(1, frames - 1)
    return (0..<frames).map { frame in
      // In whole numbers, so that frames fall on points exactly.
      let (whole, rest) = (frame * spans).quotientAndRemainder(dividingBy: steps)
      return KeyFrame(from: whole % count, to: (whole + 1) % count, t: Double(rest) / Double(steps))
    }
  }

  private static func mix(_ a: Double, _ b: Double, _ t: Double) -> Double { t == 0 ? a : a + t * (b - a) }

  private static func check(
    _ value: Double,
    _ name: String,
    _ index: Int,
    upTo last: Int
  ) throws(PathPointsError) {
    guard value >= 0, value <= Double(last) else {
      throw .outside(point: index, what: name, value: value, last: last)
    }
  }
}

/// What can be wrong with points where they are used.
public enum PathPointsError: Error, Equatable, CustomStringConvertible {
  /// A number of the point, counted from 0, is not within 0 ... last.
  case outside(point: Int, what: String, value: Double, last: Int)
  /// Points are places along a path, and a grid needs columns and rows.
  case notInGrid
  /// Points are columns and rows, and a path needs places.
  case notAlongPath

  /// The mistake and the cure in one sentence.
  public var description: String {
    switch self {
    case .outside(let point, let what, let value, let last):
      "points[\(point)]: the \(what) \(value) is outside 0 ... \(last)"
    case .notInGrid:
      "the points are places along a path; a grid needs pairs [column, row]"
    case .notAlongPath:
      "the points are pairs [column, row]; a path needs numbers from 0 to 1"
    }
  }
}
