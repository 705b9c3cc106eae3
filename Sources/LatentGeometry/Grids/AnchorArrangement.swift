/// How the anchors of a grid are made of latents that were named and of draws from the prior.
///
/// Named latents are inverted first, then moved part of the way from a draw each, and last put inside a border of draws:
///
///     ○ ○ ○ ○ ○      encircled, 3 x 5 anchors: ● named, ○ drawn
///     ○ ● ● ● ○
///     ○ ○ ○ ○ ○
///
/// plat has the same of anchors of N(0, I): `--invert-anchors`, `--partway` (there always linear) and `--encircle`.
public struct AnchorArrangement: Sendable, Equatable, Codable {
  /// Whether the other side of the prior stands for each named latent: ``Prior/inverted(_:)``.
  public var inverts = false
  /// How far the way from a draw to each named latent is gone: 0 is the draw, 1 the latent; nil for the latent itself.
  public var partway: Double?
  /// Whether the border of anchors is drawn and the named ones stand inside, in row order.
  public var encircles = false

  /// Anchors as they were named.
  public init() {}

  /// Whether there are draws even where enough latents are named.
  public var draws: Bool { encircles || partway != nil }

  /// Checks that a grid can be arranged so.
  ///
  /// - Parameter grid: The grid.
  /// - Throws: ``GridError/noBorder(_:rows:columns:)``.
  public func validate(for grid: LatentGrid) throws(GridError) {
    guard encircles else { return }
    let (rows, columns) = grid.anchorShape
    guard grid.layout == .mine, rows >= 3, columns >= 3 else {
      throw .noBorder(grid.layout, rows: rows, columns: columns)
    }
  }

  /// How many latents can be named.
  ///
  /// - Parameter grid: A grid that ``validate(for:)`` let pass.
  /// - Returns: The number of anchors, without those of a border.
  public func namedCount(in grid: LatentGrid) -> Int {
    guard encircles else { return grid.anchorCount }
    let (rows, columns) = grid.anchorShape
    let (count, isTooLarge) = (rows - 2).multipliedReportingOverflow(by: columns - 2)
    return isTooLarge ? .max : count
  }

  /// Refuses more latents than have a place.
  ///
  /// - Parameters:
  ///   - named: The number of latents named.
  ///   - grid: A grid that ``validate(for:)`` let pass.
  /// - Throws: ``GridError``.
  public func check(named: Int, in grid: LatentGrid) throws(GridError) {
    let places = namedCount(in: grid)
    guard named > places else { return }
    guard encircles else { return try grid.check(anchorCount: named) }
    let (rows, columns) = grid.anchorShape
    throw .anchors(found: named, needed: places, places: "\(rows - 2) x \(columns - 2) places inside its border")
  }

  /// How many draws are needed: for places that nothing was named for, then for the border, then for ``partway``.
  ///
  /// - Parameters:
  ///   - grid: A grid that ``validate(for:)`` let pass.
  ///   - named: The number of latents named, at most ``namedCount(in:)``.
  /// - Returns: A number of rows.
  public func drawCount(in grid: LatentGrid, named: Int) -> Int {
    grid.anchorCount - named + (partway == nil ? 0 : named)
  }

  /// Which of the latents stands at each anchor: below the number of those named one of them, above it a draw.
  ///
  /// - Parameters:
  ///   - grid: A grid that ``validate(for:)`` let pass.
  ///   - named: The number of latents named.
  /// - Returns: ``LatentGrid/anchorCount`` numbers in the layout's order.
  public func order(in grid: LatentGrid, named: Int) -> [Int] {
    guard encircles else { return Array(0..<grid.anchorCount) }
    let (rows, columns) = grid.anchorShape
    var (inner, outer) = (0, (rows - 2) * (columns - 2))
    return (0..<rows * columns).map { place in
      let (row, column) = (place / columns, place % columns)
      let isOuter = row == 0 || column == 0 || row == rows - 1 || column == columns - 1
      defer { if isOuter { outer += 1 } else { inner += 1 } }
      return isOuter ? outer : inner
    }
  }

  /// The anchors of a grid.
  ///
  /// - Parameters:
  ///   - grid: A grid that ``validate(for:)`` let pass.
  ///   - named: At most ``namedCount(in:)`` latents.
  ///   - draws: ``drawCount(in:named:)`` draws from the interpolator's prior.
  ///   - interpolator: The way from draws to named latents.
  /// - Returns: Shape [``LatentGrid/anchorCount``, d], in the layout's order.
  /// - Complexity: O(n d) for n anchors.
  public func anchors(
    of grid: LatentGrid,
    named: LatentBatch,
    draws: LatentBatch,
    _ interpolator: Interpolator
  ) -> LatentBatch {
    precondition(named.count <= namedCount(in: grid), "more latents are named than have a place")
    precondition(draws.count == drawCount(in: grid, named: named.count), "another number of draws is needed")
    var own = inverts ? interpolator.prior.inverted(named) : named
    let added = grid.anchorCount - named.count
    if let partway, named.count > 0 {
      own = interpolator.interpolate(from: draws[added..<draws.count], to: own, at: [partway])
    }
    let all = added > 0 ? LatentBatch.concatenating([own, draws[0..<added]]) : own
    return encircles ? all.rows(order(in: grid, named: named.count)) : all
  }
}
