internal import GenerativeModels
internal import LatentGeometry

extension AnimateRequest: ConditionedRequest {
  /// One for each anchor of a path, spline or points, which frames between them share; or one for each cell.
  public static var takesSeveralConditions: Bool { true }

  /// The condition of every picture; nil where all have the same.
  ///
  /// Along paths and splines the condition goes evenly in time from that of an anchor to that of the next; in a grid of points
  /// it has the weights of the anchors around. Cells keep their own in all frames.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - found: The anchors.
  ///   - studio: Says how it is run.
  /// - Returns: One for each picture, frame after frame.
  /// - Throws: ``RequestError``, and what ``OpenConditions`` throws.
  func carriedConditions(
    of model: GenerativeModel,
    _ found: ResolvedAnchors,
    in studio: Studio
  ) throws -> CarriedConditions? {
    guard !conditions.isEmpty else { return nil }
    guard motion.needsAnchors else { return try cellConditions(of: model, studio) }
    guard let own = try AnchorConditions(self, found, in: model, studio) else { return nil }
    let weights = try conditionWeights(found.latents, studio.interpolator(interpolation, in: model))
    return own.carried { points, linear in linear.combine(points, weights) }
  }

  private func cellConditions(of model: GenerativeModel, _ studio: Studio) throws -> CarriedConditions? {
    let open = try OpenConditions(conditions, for: model)
    guard open.entries.count > 1, let input = try model.decoderCondition() else { return nil }
    guard open.entries.count == rows * columns else {
      throw RequestError.invalid(
        option: "--condition",
        reason: "\(open.entries.count) conditions were given for \(rows * columns) cells; give one for all, or one for "
          + "each"
      )
    }
    let cells = try AnchorConditions(
      try open.rows(for: input),
      of: Array(open.entries.indices),
      input,
      threads: studio.session.threads
    )
    return cells.of((0..<frames).flatMap { _ in open.entries.indices })
  }

  /// The weights of the anchors' conditions in every frame.
  private func conditionWeights(_ anchors: LatentBatch, _ interpolator: Interpolator) throws -> WeightTable {
    switch motion {
    case .walk, .loop, .wave, .noise:
      preconditionFailure("cells keep their conditions")
    case .spline:
      let spline = SphericalSpline(through: anchors, interpolator, isClosed: isClosed, pacing: pacing)
      return WeightTable(at: places(isClosed: isClosed), between: spline.anchorPlaces, isClosed: isClosed)
    case .path:
      let path = AnchorPath(through: anchors, interpolator, isClosed: isClosed, pacing: pacing)
      return WeightTable(at: places(isClosed: isClosed), between: path.anchorPlaces, isClosed: isClosed)
    case .points:
      guard let points else { preconditionFailure("the request was checked") }
      do {
        guard case .path = points.points else {
          let width = try points.gridWidth(anchorCount: anchors.count, columns: anchorColumns)
          return try points.weights(columns: width, rows: anchors.count / width)
        }
        let path = AnchorPath(through: anchors, interpolator, isClosed: isClosed, pacing: pacing)
        return WeightTable(at: try points.places(), between: path.anchorPlaces, isClosed: isClosed)
      } catch let error as PathPointsError {
        throw RequestError.latentFile(path: "--points", reason: error.description)
      }
    }
  }
}

extension WeightTable {
  /// Two neighbors of a path at each place, the nearer the heavier.
  ///
  /// - Parameters:
  ///   - places: k places of a path.
  ///   - anchors: Where each anchor lies, from 0, not decreasing.
  ///   - isClosed: Whether the last anchor leads back to the first at 1.
  init(at places: [Double], between anchors: [Double], isClosed: Bool) {
    self.init(pointCount: anchors.count)
    for place in places {
      let place = isClosed ? place - place.rounded(.down) : min(1, max(0, place))
      // The last anchor that is not ahead; rounding must not keep a frame from the one it falls on.
      let index = anchors.lastIndex { $0 <= place + 1e-12 } ?? 0
      let isLast = index + 1 == anchors.count
      let end = isLast ? 1 : anchors[index + 1]
      guard anchors.count > 1, !isLast || isClosed, end > anchors[index] else {
        append([Entry(point: index, weight: 1)])
        continue
      }
      let t = max(0, (place - anchors[index]) / (end - anchors[index]))
      append([Entry(point: index, weight: 1 - t), Entry(point: isLast ? 0 : index + 1, weight: t)])
    }
  }
}
