public import EncodedSets
internal import GenerativeModels
public import LatentGeometry

/// An animation: latents that move, decoded frame by frame.
public struct AnimateRequest: AnchoredRequest, RequestWithFields {
  /// The program's verb.
  public static let verb = "animate"
  /// The largest number of decoded pictures.
  public static let largestPictureCount = 1_000_000

  /// The models to draw with; one.
  public var models: [ModelReference] = [.standard]
  /// What the random numbers start from; nil while none is chosen.
  public var seed: UInt64?
  /// Where random latents come from.
  public var generator = RandomAlgorithm.sextant
  /// What happens to latents that lie far from the prior.
  public var typical = TypicalityPolicy.warn
  /// What is added to every latent right before it is decoded.
  public var offsets: [LatentOffset] = []
  /// What models that take conditions decode under; none for the model's own, one for all, or one
  /// for each anchor or cell.
  public var conditions: [Condition] = []
  /// What the motion leads through or starts from.
  ///
  /// Paths, splines and points need anchors. A wave takes one for each cell, and one more that cells turn to; noise takes
  /// four or more, which it weighs; what is not named is drawn. Walks and loops take none.
  public var anchors: [Anchor] = []
  /// How the latents move.
  public var motion = Motion.path
  /// The numbers of the motion.
  public var options = MotionOptions()
  /// Positions of ``Motion/points``.
  public var points: PathPoints?
  /// How many of the anchors stand in a row of the grid that points lie in; nil for a square.
  public var anchorColumns: Int?
  /// Whether paths and splines lead back to their first anchor.
  public var isClosed = true
  /// The number of frames, ≥ 1.
  public var frames = 48
  /// Frames a second.
  public var framesPerSecond = 24.0
  /// Whether the animation plays again and again.
  public var repeats = true
  /// How well WebP and MP4 are encoded, 0 … 100; nil is lossless for WebP.
  public var quality: Int?
  /// How fast the motion is travelled.
  public var easing = Easing.linear
  /// How latents between anchors are found.
  public var interpolation = InterpolationMethod.slerp
  /// How time is divided among anchors.
  public var pacing = PathPacing.byAngle
  /// Rows of cells.
  public var rows = 1
  /// Columns of cells.
  public var columns = 1
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// What is added to every cell of every frame before the offsets, another multiple to each.
  public var fields: [AttributeField] = []
  /// How cells are laid out on a frame; a single cell has no margin.
  public var sheet = SheetOptions()

  /// The defaults: two seconds of 24 frames round all anchors, no anchors yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool {
    let draws =
      switch motion {
      case .walk, .loop: true
      case .wave: anchors.isEmpty || isDrawnPartly
      case .noise: true
      case .path, .spline, .points: false
      }
    return draws || anchors.hasDraws || posterior == .sample
  }

  /// Whether a wave's cells, or what they turn to, are more than the anchors; sizes are not checked yet.
  private var isDrawnPartly: Bool {
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    return overflow || anchors.count <= cells
  }

  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .animate(self) }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: Where in latent space the motion starts from.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> AnimateRequest {
    var request = self
    request.anchors = anchors
    return request
  }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    guard models.count == 1 else {
      throw fail("--model", "an animation takes one model, and \(models.count) were named")
    }
    try options.validate()
    try sheet.validate(rows: rows, "--rows", columns: columns, "--cols", atLeast: 1)
    guard frames >= 1 else { throw fail("--frames \(frames)", "at least 1 is needed") }
    // A folder of frames takes any rate, as long as seconds can be told.
    guard (0.01...1000).contains(framesPerSecond) else {
      throw fail("--fps \(framesPerSecond)", "0.01 to 1000 frames a second are possible")
    }
    if let quality, !(0...100).contains(quality) {
      throw fail("--quality \(quality)", "a quality is 0 to 100")
    }
    for field in fields { try field.validate(rows: rows, columns: columns) }
    let frames = points?.frameCount ?? frames
    let (pictures, overflow) = frames.multipliedReportingOverflow(by: rows * columns)
    guard !overflow, pictures <= Self.largestPictureCount else {
      throw fail(
        "--frames \(frames)",
        "with \(rows) x \(columns) cells these are more than \(Self.largestPictureCount) pictures; make several animations"
      )
    }
    if motion.needsAnchors {
      guard !anchors.isEmpty else {
        throw fail("animate", "--motion \(motion.rawValue) leads through anchors; name them, or choose walk or loop")
      }
      guard rows == 1, columns == 1 else {
        throw fail(
          "--rows and --cols",
          "--motion \(motion.rawValue) moves a single cell; wave, noise, walk and loop fill a grid"
        )
      }
    }
    if motion == .walk || motion == .loop, !anchors.isEmpty {
      throw fail("--motion \(motion.rawValue)", "it draws its latents from the prior and takes no anchors")
    }
    guard (motion == .points) == (points != nil) else {
      throw points == nil
        ? fail("--motion points", "it needs positions; give a file of them with --points FILE")
        : fail("--points", "a file of points goes with --motion points")
    }
    if motion == .points || motion == .walk, easing != .linear {
      throw fail("--easing \(easing.rawValue)", "--motion \(motion.rawValue) has a pace of its own")
    }
    if motion == .spline, !SphericalSpline.methods.contains(interpolation) {
      let known = SphericalSpline.methods.map(\.rawValue).joined(separator: " and ")
      throw fail("--method \(interpolation.rawValue)", "splines are made by \(known)")
    }
  }
}
