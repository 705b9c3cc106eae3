/// A path from anchor to anchor, each two joined by an interpolation.
///
///     let path = AnchorPath(through: anchors, Interpolator(.matchedSlerp, prior: prior, dimension: 100), isClosed: true)
///     let frames = path.latents(frames: 240)
///
/// The path is continuous and passes through every anchor, bit for bit where a frame falls on one; at anchors its direction
/// changes (``SphericalSpline`` has no such corners). Under ``PathPacing/byAngle`` frames turn by equal angles, to 1e-3 for
/// slerp of anchors of one length and to 1 % otherwise, except across corners, where the chord is shorter than the way; the
/// `gaussian-` methods have such corners wherever a coordinate begins or ends to be clipped.
///
/// - One anchor: every latent is this one.
/// - An anchor that equals the one before it: the path rests there under ``PathPacing/evenly``, and takes no time otherwise.
/// - Antipodal neighbours: as the method goes; spherical ones take the same half circle there and back.
/// - A method that leaps (`nlerp`, and on a sphere `matched`, between antipodes) leaps here too.
public struct AnchorPath: LatentPath {
  /// What the path passes through, shape [n, d], n ≥ 1.
  public let anchors: LatentBatch
  /// How two anchors are joined.
  public let interpolator: Interpolator
  /// Whether the path leads from the last anchor back to the first.
  public let isClosed: Bool
  /// How time is divided among the segments.
  public let pacing: PathPacing

  private let clock: PathClock
  /// Segments whose ends are equal.
  private let rests: [Bool]

  /// A path.
  ///
  /// - Parameters:
  ///   - anchors: n ≥ 1 latents of finite numbers.
  ///   - interpolator: How two anchors are joined, and in which prior.
  ///   - isClosed: Whether the path leads from the last anchor back to the first.
  ///   - pacing: How time is divided among the segments.
  /// - Complexity: O(n d) points of a spherical path by angle, up to some hundred times that where the speed of a segment changes
  ///   much; nothing for ``PathPacing/evenly``.
  public init(
    through anchors: LatentBatch,
    _ interpolator: Interpolator,
    isClosed: Bool = false,
    pacing: PathPacing = .byAngle
  ) {
    precondition(anchors.count >= 1, "a path needs at least one anchor")
    precondition(anchors.dimension == interpolator.dimension, "anchors must have \(interpolator.dimension) numbers")
    precondition(anchors.values.allSatisfy(\.isFinite), "anchors must be finite")
    self.anchors = anchors
    self.interpolator = interpolator
    self.isClosed = isClosed
    self.pacing = pacing
    let segments = isClosed && anchors.count > 1 ? anchors.count : anchors.count - 1
    let ends = (0..<segments).map { ($0, ($0 + 1) % anchors.count) }
    let rests = ends.map { anchors.hasEqualRows($0.0, $0.1) }
    self.rests = rests
    switch pacing {
    case .evenly:
      clock = PathClock(durations: rests.map { _ in 1 })
    case .byAngle:
      let steps = PathSteps(interpolator.prior.centers(dimension: interpolator.dimension))
      let scale = steps.meanDistance(anchors)
      clock = PathClock(
        zip(ends, rests).map { ends, isRest in
          isRest
            ? .rest
            : SegmentPace(steps, scale: scale) { places in
              let pair = anchors.rows([ends.0, ends.1])
              return interpolator.combine(pair, .pair(at: places))
            }
        }
      )
    }
  }

  /// The width of the latents, d.
  public var dimension: Int { anchors.dimension }

  /// Where each anchor lies on the path.
  ///
  /// - Returns: n places that do not decrease, from 0; to 1 on an open path of more than one anchor.
  public var anchorPlaces: [Double] { anchors.count == 1 ? [0] : Array(clock.times.prefix(anchors.count)) }

  /// The latents at chosen places.
  ///
  /// - Parameter places: k finite numbers; outside 0 ... 1 they count as the nearer end, on a closed path as more rounds.
  /// - Returns: Shape [k, d].
  /// - Complexity: O(k d).
  public func latents(at places: [Double]) -> LatentBatch {
    var weights = WeightTable(pointCount: anchors.count)
    for place in places {
      let place = normalized(place)
      guard anchors.count > 1 else {
        weights.append([.init(point: 0, weight: 1)])
        continue
      }
      let position = clock.position(at: place)
      let t = rests[position.segment] ? 0 : position.t
      weights.append([
        .init(point: position.segment, weight: 1 - t),
        .init(point: (position.segment + 1) % anchors.count, weight: t),
      ])
    }
    return interpolator.combine(anchors, weights)
  }
}

extension LatentBatch {
  /// Whether two rows are the same numbers.
  func hasEqualRows(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (first * dimension, second * dimension)
    return values[a..<a + dimension].elementsEqual(values[b..<b + dimension])
  }
}
