import ArgumentParser
import Diagrams
import LatentGeometry

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How an animation moves and how fast.
struct MotionFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "path, spline, points, walk, loop, wave or noise (default: path; without anchors loop; with --points points).",
      valueName: "motion"
    )
  )
  var motion: Motion?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number of frames (default: 48).", valueName: "n")
  )
  var frames: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Frames a second: WebP to 90, GIF to 50, MP4 to 100 (default: 24).", valueName: "n")
  )
  var fps: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "linear, ease-in, ease-out, ease-in-out or sine: how fast the motion is travelled (default: linear).",
      valueName: "easing"
    )
  )
  var easing: Easing?

  @Flag(name: .long, inversion: .prefixedNo, help: "Lead a path back to its first anchor (default).")
  var closed: Bool?

  @Flag(name: .long, inversion: .prefixedNo, help: "Play again and again (default).")
  var `repeat`: Bool?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("WebP and MP4: 0 to 100 (default: WebP lossless, MP4 as good as it looks).", valueName: "n")
  )
  var quality: Int?

  @OptionGroup var methods: MethodFlags

  @Option(
    name: .long,
    help: ArgumentHelp(
      "by-angle keeps the angular speed, evenly gives each part the same time (default: by-angle).",
      valueName: "pacing"
    )
  )
  var pacing: PathPacing?

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Rows of cells (default: 1).", valueName: "n"))
  var rows: Int?

  @Option(
    name: .customLong("cols"),
    parsing: .unconditional,
    help: ArgumentHelp("Columns of cells (default: 1).", valueName: "n")
  )
  var columns: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Points: a JSON file, [[column, row], …] in the grid that the anchors form, or [place, …] along their path.",
      valueName: "file"
    ),
    completion: .file()
  )
  var points: String?

  @Option(
    name: .customLong("anchor-cols"),
    parsing: .unconditional,
    help: ArgumentHelp("Points: how many anchors stand in a row of their grid (default: a square).", valueName: "n")
  )
  var anchorColumns: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Walk: degrees from frame to frame (default: 8).", valueName: "n")
  )
  var step: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Loop: harmonics; more wander (default: 3).", valueName: "n")
  )
  var harmonics: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Loop: each harmonic's strength beside the one before (default: 0.5).", valueName: "n")
  )
  var roughness: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Wave: the largest turn in degrees (default: 40).", valueName: "n")
  )
  var amplitude: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Wave: cells from crest to crest (default: 6).", valueName: "n")
  )
  var wavelength: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Wave: where it travels, 0 to the right, 90 downwards (default: 45).", valueName: "degrees")
  )
  var direction: Double?

  @Flag(name: .long, inversion: .prefixedNo, help: "Wave: rings around the middle of the grid.")
  var radial: Bool?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Wave: cut its sine off here (default: 1, whole).", valueName: "n")
  )
  var clip: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Wave: swings; noise: cells that pass in one round (default: 1).", valueName: "n")
  )
  var cycles: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Noise: its cells per cell of the grid; less is smoother (default: 0.25).", valueName: "n")
  )
  var frequency: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Noise: octaves; more are rougher (default: 1).", valueName: "n")
  )
  var octaves: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Noise: draws of the prior that it weighs, 4 to 256 (default: 8).", valueName: "n")
  )
  var draws: Int?

  func apply(to request: inout AnimateRequest) throws {
    if let points {
      request.points = try PathPoints(contentsOf: URL(fileURLWithPath: points))
      request.motion = .points
    }
    if let motion {
      request.motion = motion
      // Another motion than that of the recipe leaves its points behind.
      if motion != .points, points == nil { request.points = nil }
    } else if request.anchors.isEmpty, request.motion.needsAnchors, request.points == nil {
      request.motion = .loop
    }
    try checkBelongings(to: request.motion)
    if let frames {
      guard frames >= 1 else { throw ValidationError("--frames \(frames): at least 1 is needed") }
      request.frames = frames
      if let points = request.points {
        request.points = PathPoints(points.points, isClosed: points.isClosed, frames: frames)
      }
    }
    if let quality { request.quality = quality }
    if let fps { request.framesPerSecond = fps }
    if let easing { request.easing = easing }
    if let closed { request.isClosed = closed }
    if let `repeat` { request.repeats = `repeat` }
    if let method = methods.chosen { request.interpolation = method }
    if let pacing { request.pacing = pacing }
    if let rows { request.rows = rows }
    if let columns { request.columns = columns }
    if let anchorColumns { request.anchorColumns = anchorColumns }
    apply(to: &request.options)
  }

  /// Refuses numbers of another motion, which would change nothing.
  private func checkBelongings(to motion: Motion) throws {
    let given: [(String, Bool, [Motion])] = [
      ("--anchor-cols", anchorColumns != nil, [.points]), ("--step", step != nil, [.walk]),
      ("--harmonics", harmonics != nil, [.loop]), ("--roughness", roughness != nil, [.loop]),
      ("--amplitude", amplitude != nil, [.wave]), ("--wavelength", wavelength != nil, [.wave]),
      ("--direction", direction != nil, [.wave]), ("--radial", radial != nil, [.wave]),
      ("--clip", clip != nil, [.wave]),
      ("--cycles", cycles != nil, [.wave, .noise]), ("--frequency", frequency != nil, [.noise]),
      ("--octaves", octaves != nil, [.noise]), ("--draws", draws != nil, [.noise]),
    ]
    for (flag, isGiven, motions) in given where isGiven && !motions.contains(motion) {
      let names = motions.map(\.rawValue).joined(separator: " or ")
      throw ValidationError("\(flag) goes with --motion \(names), and the motion is \(motion.rawValue)")
    }
  }

  /// The numbers of the motions.
  func apply(to options: inout MotionOptions) {
    if let step { options.stepAngle = step }
    if let harmonics { options.harmonics = harmonics }
    if let roughness { options.roughness = roughness }
    if let amplitude { options.amplitude = amplitude }
    if let wavelength { options.wavelength = wavelength }
    if let direction { options.direction = direction }
    if let radial { options.isRadial = radial }
    if let clip { options.clipping = clip }
    if let cycles { options.cycles = cycles }
    if let frequency { options.frequency = frequency }
    if let octaves { options.octaves = octaves }
    if let draws { options.noiseDraws = draws }
  }
}
