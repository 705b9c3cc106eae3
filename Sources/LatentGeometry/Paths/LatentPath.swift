/// A way through latents: a latent for every place between its beginning, 0, and its end, 1.
///
/// Places come from ``places(frames:)``, or from them by an easing. An open path has its two ends at 0 and 1; places outside
/// count as these. A closed one is at 1 where it is at 0, and places outside go round it again.
///
///     let path = AnchorPath(through: anchors, interpolator, isClosed: true)
///     let frames = path.latents(frames: 96)
///
/// Deterministic; neither the number of threads nor the other places change a bit of a latent.
public protocol LatentPath: Sendable {
  /// The width of the latents, d.
  var dimension: Int { get }
  /// Whether the path ends where it begins.
  var isClosed: Bool { get }
  /// The latents at chosen places.
  ///
  /// - Parameter places: k finite numbers.
  /// - Returns: Shape [k, d].
  func latents(at places: [Double]) -> LatentBatch
}

extension LatentPath {
  /// The places of evenly spaced frames.
  ///
  /// - Parameter frames: k ≥ 1.
  /// - Returns: i / (k - 1) on an open path, both ends included, and 0 for a single frame; i / k on a closed one, where the
  ///   frame after the last is the first, so that the frames play round and round without a seam.
  public func places(frames: Int) -> [Double] {
    precondition(frames >= 1, "at least one frame is needed")
    let steps = Double(isClosed ? frames : max(1, frames - 1))
    return (0..<frames).map { Double($0) / steps }
  }

  /// The latents of evenly spaced frames; see ``places(frames:)``.
  ///
  /// - Parameter frames: k ≥ 1.
  /// - Returns: Shape [k, d].
  public func latents(frames: Int) -> LatentBatch { latents(at: places(frames: frames)) }

  /// A place from 0 to 1: the nearer end of an open path, the rest after whole rounds of a closed one.
  func normalized(_ place: Double) -> Double {
    precondition(place.isFinite, "places must be finite")
    return isClosed ? place - place.rounded(.down) : min(1, max(0, place))
  }
}
