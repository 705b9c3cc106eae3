public import LatentGeometry

extension PathPoints {
  /// The number of latents: as many as frames are asked for, or one for each point.
  package var frameCount: Int { frames ?? points.count }

  /// The latents at the positions, among anchors that form a grid or a path.
  ///
  /// - Parameters:
  ///   - anchors: n ≥ 1 latents; a grid has them in row order.
  ///   - interpolator: How latents between anchors are found.
  ///   - isClosed: Whether a path leads back to its first anchor.
  ///   - pacing: How a path divides its time.
  ///   - columns: How many anchors stand in a row of the grid; nil for a square.
  /// - Returns: A latent for each frame.
  /// - Throws: `PathPointsError` for a position outside; ``RequestError`` where anchors do not fill their rows.
  public func latents(
    through anchors: LatentBatch,
    _ interpolator: Interpolator,
    isClosed: Bool,
    pacing: PathPacing,
    columns: Int?
  ) throws -> LatentBatch {
    switch points {
    case .path:
      let path = AnchorPath(through: anchors, interpolator, isClosed: isClosed, pacing: pacing)
      return path.latents(at: try places())
    case .grid:
      let width = try gridWidth(anchorCount: anchors.count, columns: columns)
      return interpolator.combine(anchors, try weights(columns: width, rows: anchors.count / width))
    }
  }

  /// How many anchors stand in a row of the grid that positions lie in.
  ///
  /// - Parameters:
  ///   - count: The number of anchors.
  ///   - columns: What was said; nil for a square.
  /// - Returns: A divisor of `count`.
  /// - Throws: ``RequestError`` where anchors do not fill their rows.
  func gridWidth(anchorCount count: Int, columns: Int?) throws -> Int {
    var width = columns ?? 1
    if columns == nil { while width * width < count { width += 1 } }
    guard width >= 1, count.isMultiple(of: width) else {
      throw RequestError.invalid(
        option: "--anchor-cols\(columns.map { " \($0)" } ?? "")",
        reason: "\(count) anchors do not fill rows of \(width); say how many stand in a row"
      )
    }
    return width
  }
}
