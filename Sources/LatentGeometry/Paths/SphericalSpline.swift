/// A smooth path through anchors: its directions on great circles' own Bézier curves, its length on a monotone curve.
///
///     let spline = SphericalSpline(through: anchors, Interpolator(.slerp, dimension: 100), isClosed: true)
///     let frames = spline.latents(frames: 240)
///
/// Seen from the prior's centre, in the coordinates in which the method works, every anchor is a direction u on the unit
/// sphere and a length.
/// - Directions: between two anchors a cubic Bézier curve by de Casteljau's construction with slerp in place of lerp. The
///   derivative at u_i is the Catmull-Rom one on the sphere,
///
///       m_i = (h_i a + h_(i-1) b) / (h_(i-1) + h_i),   a = -log_(u_i) u_(i-1) / h_(i-1),   b = log_(u_i) u_(i+1) / h_i
///
///   with h the angles between neighbours under ``PathPacing/byAngle`` and 1 under ``PathPacing/evenly``; the inner control
///   points are exp_(u_i)(h m / 3) on either side. At the ends of an open path the derivative leads straight to the neighbour.
/// - Lengths: a monotone cubic (Fritsch and Carlson 1980), never beyond those of the two neighbours: of ‖x - c‖ for
///   ``InterpolationMethod/slerp``, of the length's normal score Φ⁻¹(F_χ(‖g‖)) for ``InterpolationMethod/matchedSlerp``, and
///   the radius on a sphere. Lengths between are thus those of the neighbours and do not fall short of the prior's as means
///   do; the law of lengths itself is kept exactly at the anchors only.
///
/// The derivative is continuous: under ``PathPacing/evenly`` in time, under ``PathPacing/byAngle`` after the pace has been made
/// constant, to 1 % except across bends narrower than a step (in two dimensions a path can only turn back). Rotating all anchors rotates the path (the origin being the centre). Anchors are met bit for bit where a frame
/// falls on one. Two anchors of equal length give ``slerp(from:to:at:)``.
///
/// Degenerate cases:
/// - antipodal neighbours (within 1e-6): led through the middle of the half circle that slerp takes, which counts as an anchor
///   of the mean length that splits the segment's time;
/// - parallel neighbours: the direction rests while the length moves;
/// - an anchor that equals the one before it: takes no time by angle; a rest, before and after which the path stops, evenly;
/// - an anchor at the centre: has the direction of the last one before it that has one;
/// - one dimension: a monotone cubic through the coordinates (on a sphere of one dimension, two points, their sign's);
/// - one anchor: every latent is this one.
///
/// Sources: Shoemake, "Animating rotation with quaternion curves", SIGGRAPH 1985, section 4; Buss and Fillmore, "Spherical
/// averages and applications to spherical splines and interpolation", ACM Transactions on Graphics 20 (2001), section 5.
public struct SphericalSpline: LatentPath {
  /// The methods that a spline exists for.
  public static let methods: [InterpolationMethod] = [.slerp, .matchedSlerp]

  /// What the path passes through, shape [n, d], n ≥ 1.
  public let anchors: LatentBatch
  /// The method, ``InterpolationMethod/slerp`` or ``InterpolationMethod/matchedSlerp``, and the prior.
  public let interpolator: Interpolator
  /// Whether the path leads from the last anchor back to the first.
  public let isClosed: Bool
  /// How time is divided among the segments.
  public let pacing: PathPacing

  private let curve: SplineCurve
  private let clock: PathClock

  /// A path.
  ///
  /// - Parameters:
  ///   - anchors: n ≥ 1 latents of finite numbers.
  ///   - interpolator: One of ``methods``, and the prior.
  ///   - isClosed: Whether the path leads from the last anchor back to the first.
  ///   - pacing: How time is divided among the segments.
  /// - Complexity: O(n d), by angle over some 20 to 100 points of every segment.
  public init(
    through anchors: LatentBatch,
    _ interpolator: Interpolator,
    isClosed: Bool = false,
    pacing: PathPacing = .byAngle
  ) {
    precondition(anchors.count >= 1, "a path needs at least one anchor")
    precondition(anchors.dimension == interpolator.dimension, "anchors must have \(interpolator.dimension) numbers")
    precondition(anchors.values.allSatisfy(\.isFinite), "anchors must be finite")
    precondition(Self.methods.contains(interpolator.method), "a spline needs slerp or matched-slerp")
    self.anchors = anchors
    self.interpolator = interpolator
    self.isClosed = isClosed
    self.pacing = pacing
    let knots = SplineKnots(anchors, interpolator, isClosed: isClosed, keepsRepeated: pacing == .evenly)
    let curve = SplineCurve(knots, spacing: pacing)
    self.curve = curve
    switch pacing {
    case .evenly:
      clock = PathClock(durations: knots.durations)
    case .byAngle:
      let steps = PathSteps(interpolator.prior.centers(dimension: interpolator.dimension))
      let scale = steps.meanDistance(anchors)
      clock = PathClock(
        (0..<knots.segments).map { segment in
          SegmentPace(steps, scale: scale) { places in
            curve.latents(at: places.map { .init(segment: segment, t: $0) }, threads: interpolator.threads)
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
  public var anchorPlaces: [Double] {
    curve.knots.knotsOfAnchors.map { clock.times[$0] }
  }

  /// The latents at chosen places.
  ///
  /// - Parameter places: k finite numbers; outside 0 ... 1 they count as the nearer end, on a closed path as more rounds.
  /// - Returns: Shape [k, d].
  /// - Complexity: O(k d).
  public func latents(at places: [Double]) -> LatentBatch {
    let places = places.map(normalized)
    guard curve.knots.segments > 0 else { return anchors.rows(places.map { _ in 0 }) }
    return curve.latents(at: places.map(clock.position(at:)), threads: interpolator.threads)
  }
}
