internal import GenerativeModels
internal import LatentGeometry
internal import SafeFiles

extension AnimateRequest {
  /// The latents of all frames in one model, frame after frame, and the anchors that they lead through.
  ///
  /// Draws are rows of the seed's table: those of the anchors first, then those of the motion.
  ///
  /// - Returns: Shape [frames × rows × columns, d].
  func latents(of model: GenerativeModel, in studio: Studio) throws -> (LatentBatch, ResolvedAnchors) {
    let resolver = AnchorResolver(model, for: self, in: studio, posterior: posterior)
    let found = try resolver.resolve(anchors)
    let prior = model.prior
    let interpolator = studio.interpolator(interpolation, in: model)
    switch motion {
    case .path:
      let path = AnchorPath(through: found.latents, interpolator, isClosed: isClosed, pacing: pacing)
      return (path.latents(at: places(isClosed: isClosed)), found)
    case .spline:
      let path = SphericalSpline(through: found.latents, interpolator, isClosed: isClosed, pacing: pacing)
      return (path.latents(at: places(isClosed: isClosed)), found)
    case .points:
      guard let points else { preconditionFailure("the request was checked") }
      do {
        let latents = try points.latents(
          through: found.latents,
          interpolator,
          isClosed: isClosed,
          pacing: pacing,
          columns: anchorColumns
        )
        return (latents, found)
      } catch let error as PathPointsError {
        throw RequestError.latentFile(path: "--points", reason: error.description)
      }
    case .walk:
      let angle = options.stepAngle * .pi / 180
      let cells = try (0..<cellCount).map { cell in
        PriorWalk.steps(
          over: try resolver.draws(frames, ofWalker: cell),
          prior: prior,
          angle: angle,
          threads: studio.session.threads
        )
      }
      return (interleaved(cells), found)
    case .loop:
      let count = 2 * options.harmonics
      let draws = try resolver.filling(found, with: count * cellCount).latents
      let cells = (0..<cellCount).map { cell in
        RandomLoop(over: draws[cell * count..<(cell + 1) * count], prior: prior, roughness: options.roughness)
          .latents(at: places(isClosed: true))
      }
      return (interleaved(cells), found)
    case .wave:
      let all = try wholeAnchors(found, resolver)
      let wave = wave
      let frames = places(isClosed: true).map { t in
        wave.latents(
          of: all.latents[0..<cellCount],
          columns: columns,
          towards: all.latents[cellCount],
          prior: prior,
          at: t
        )
      }
      return (.concatenating(frames), all)
    case .noise:
      let draws = found.latents.count == 0 ? try resolver.filling(found, with: options.noiseDraws) : found
      guard draws.latents.count >= NoiseField.fewestDraws else {
        throw RequestError.invalid(
          option: "animate",
          reason:
            "noise weighs at least \(NoiseField.fewestDraws) latents, and \(draws.latents.count.counted("was", "were")) named"
        )
      }
      let field = NoiseField(
        over: draws.latents,
        seed: try requiredSeed,
        prior: prior,
        frequency: options.frequency,
        cycles: options.cycles,
        octaves: options.octaves
      )
      let frames = places(isClosed: true).map { field.latents(columns: columns, rows: rows, at: $0) }
      return (.concatenating(frames), draws)
    }
  }

  private var cellCount: Int { rows * columns }

  /// The place of every frame: both ends of an open motion, equal parts of a closed one.
  func places(isClosed: Bool) -> [Double] {
    let steps = Double(isClosed ? frames : max(1, frames - 1))
    return (0..<frames).map { easing.place(at: Double($0) / steps) }
  }

  /// The time of every frame for fields: equal parts of a round, so that there is no seam, and both ends of an open motion.
  var fieldTimes: [Double] {
    let count = points?.frameCount ?? frames
    let isOpen =
      switch motion {
      case .path, .spline: !isClosed
      case .points: points?.isClosed == false
      case .walk: true
      case .loop, .wave, .noise: false
      }
    let steps = Double(isOpen ? max(1, count - 1) : count)
    return (0..<count).map { Double($0) / steps }
  }

  /// A wave's cells and what they turn to; what is not named is drawn.
  private func wholeAnchors(_ found: ResolvedAnchors, _ resolver: AnchorResolver) throws -> ResolvedAnchors {
    let count = found.latents.count
    if count == cellCount + 1 { return found }
    guard count == 0 || count == cellCount else {
      throw RequestError.invalid(
        option: "animate",
        reason:
          "a wave over \(cellCount.counted("cell")) takes \(cellCount.counted("anchor")), or one more for what "
          + "they turn to, and \(count.counted("was", "were")) named"
      )
    }
    return try resolver.filling(found, with: cellCount + 1 - count)
  }

  private var wave: Wave {
    let shape: Wave.Shape =
      if cellCount == 1 {
        .uniform
      } else if options.isRadial {
        .radial(column: Double(columns - 1) / 2, row: Double(rows - 1) / 2, wavelength: options.wavelength)
      } else {
        .plane(direction: options.direction, wavelength: options.wavelength)
      }
    return Wave(
      amplitude: options.amplitude * .pi / 180,
      shape: shape,
      cycles: options.cycles,
      clipping: options.clipping
    )
  }

  /// Frames of all cells from the frames of each.
  private func interleaved(_ cells: [LatentBatch]) -> LatentBatch {
    LatentBatch.concatenating(cells).rows(
      (0..<frames).flatMap { frame in cells.indices.map { $0 * frames + frame } }
    )
  }
}
