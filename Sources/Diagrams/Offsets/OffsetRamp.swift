public import LatentGeometry

/// A multiple of an attribute vector that is added to the cells of a grid and grows over it.
///
/// As a person names it: `Smiling:-1,1`, from the left column to the right one; `smile.vectors:Smiling:0,2:rows`, from top to
/// bottom; `"plat.json:5 - plat.json:31:-1,1:cells"`, from the first cell to the last.
public struct OffsetRamp: Sendable, Equatable, Codable {
  /// The direction.
  public var vector: VectorSum
  /// How many times it is added at the first place.
  public var start: Double
  /// How many times it is added at the last place.
  public var end: Double
  /// What the amount follows.
  public var axis: GridRamp.Axis

  /// A ramp.
  ///
  /// - Parameters:
  ///   - vector: The direction.
  ///   - start: How many times it is added at the first place.
  ///   - end: How many times it is added at the last place.
  ///   - axis: What the amount follows.
  public init(_ vector: VectorSum, from start: Double, to end: Double, along axis: GridRamp.Axis = .columns) {
    self.vector = vector
    self.start = start
    self.end = end
    self.axis = axis
  }

  /// Takes a text apart.
  ///
  /// - Parameters:
  ///   - text: `VECTOR:FROM,TO` or `VECTOR:FROM,TO:AXIS`.
  ///   - named: The folders or files of vectors that were named before, such as by `--vectors`.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of files.
  public init(parsing text: String, among named: [String]) throws {
    let known = GridRamp.Axis.allCases.map(\.rawValue)
    func fail(_ reason: String) -> RequestError {
      .invalid(option: "--ramp \(text)", reason: "\(reason); write it as in Smiling:-1,1 or Smiling:-1,1:rows")
    }
    var pieces = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var axis = GridRamp.Axis.columns
    if let last = pieces.last, let own = GridRamp.Axis(rawValue: last) {
      axis = own
      pieces.removeLast()
    }
    guard pieces.count >= 2, let range = pieces.popLast() else { throw fail("the amounts are missing") }
    let numbers = range.split(separator: ",", omittingEmptySubsequences: false)
    guard numbers.count == 2 else {
      throw fail("\(range) is neither two amounts nor one of \(known.joined(separator: ", "))")
    }
    guard let start = Double(typed: numbers[0]), let end = Double(typed: numbers[1]) else {
      throw fail("the amounts \(range) are not two numbers")
    }
    let name = pieces.joined(separator: ":")
    guard !name.isEmpty else { throw fail("a vector is missing before the amounts") }
    self.init(try VectorSum(parsing: name, among: named), from: start, to: end, along: axis)
  }

  /// The text that ``init(parsing:among:)`` reads.
  public var shown: String { "\(vector.shown):\(start.typed),\(end.typed):\(axis.rawValue)" }

  /// How many times the vector is added to each cell, in row order.
  func amounts(rows: Int, columns: Int) -> [Double] {
    GridRamp(from: start, to: end, along: axis).amounts(rows: rows, columns: columns)
  }
}
