import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant latents path`.
struct LatentsPathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Lead a path through the rows of a file at constant angular speed.",
    discussion: """
      Writes --frames latents: a polyline through the anchors, or with --spline a curve without corners on the sphere. An open \
      path has its first and last anchor at its ends; --closed leads back to the first and leaves it out at the end, so that it \
      plays round and round. --points FILE takes positions instead. Points are JSON: [[column, row], …] counted from 0 in the grid that the anchors form, [place, …] from 0 to 1 along their \
      path, or {"points": …, "closed": true, "frames": 48}, where points are key frames.
      """
  )

  @Option(name: .long, help: ArgumentHelp("Latents, a row for each anchor.", valueName: "file"), completion: .file())
  var anchors: String

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number of latents (default: 48; of points what their file says).", valueName: "n")
  )
  var frames: Int?

  @Flag(name: .long, help: "Lead back to the first anchor.")
  var closed = false

  @Flag(name: .long, help: "Round the corners: a spline on the sphere, by slerp or matched-slerp.")
  var spline = false

  @Option(
    name: .long,
    help: ArgumentHelp("by-angle keeps the angular speed, evenly gives each part the same time.", valueName: "pacing")
  )
  var pacing = PathPacing.byAngle

  @Option(
    name: .long,
    help: ArgumentHelp("linear, ease-in, ease-out, ease-in-out or sine.", valueName: "easing")
  )
  var easing = Easing.linear

  @Option(name: .long, help: ArgumentHelp("Positions in a JSON file.", valueName: "file"), completion: .file())
  var points: String?

  @Option(
    name: .customLong("anchor-cols"),
    parsing: .unconditional,
    help: ArgumentHelp("How many anchors stand in a row of the grid of --points (default: a square).", valueName: "n")
  )
  var anchorColumns: Int?

  @OptionGroup var methods: LatentMethodOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if let frames, !(1...10_000_000).contains(frames) {
      throw ValidationError("--frames \(frames): a number from 1 to 10000000 is needed")
    }
    if spline, !SphericalSpline.methods.contains(methods.method) {
      throw ValidationError("--method \(methods.method.rawValue): splines are made by slerp and matched-slerp")
    }
    if points != nil {
      if easing != .linear { throw ValidationError("--easing \(easing.rawValue): points have a pace of their own") }
      if closed { throw ValidationError("--closed: points say it in their file, {\"points\": […], \"closed\": true}") }
    }
    if spline, points != nil { throw ValidationError("--spline and --points exclude each other: give one") }
    if anchorColumns != nil, points == nil { throw ValidationError("--anchor-cols goes with --points: give both") }
  }

  func run() throws {
    var positions = try points.map { try PathPoints(contentsOf: URL(fileURLWithPath: $0)) }
    if let frames, let told = positions { positions = PathPoints(told.points, isClosed: told.isClosed, frames: frames) }
    let frames = positions?.frameCount ?? frames ?? 48
    let target = try LatentOutput(output.output, of: "latents path") { key in
      switch key {
      case .baseName: LatentInput.baseName(anchors)
      case .frames: "\(frames)"
      case .method: methods.method.rawValue
      default: nil
      }
    }
    let found = try LatentInput.read(anchors)
    let interpolator = try methods.interpolator(dimension: found.dimension, of: anchors)
    if let points, let positions {
      try LatentOutput.checkMemory("\(points) with \(frames) frames", count: frames, dimension: found.dimension)
      do {
        let latents = try positions.latents(
          through: found,
          interpolator,
          isClosed: closed,
          pacing: pacing,
          columns: anchorColumns
        )
        try target.write(latents)
      } catch let error as PathPointsError {
        throw RequestError.latentFile(path: points, reason: error.description)
      }
      return
    }
    try LatentOutput.checkMemory("--frames \(frames)", count: frames, dimension: found.dimension)
    let path: any LatentPath =
      spline
      ? SphericalSpline(through: found, interpolator, isClosed: closed, pacing: pacing)
      : AnchorPath(through: found, interpolator, isClosed: closed, pacing: pacing)
    try target.write(path.latents(at: path.places(frames: frames).map { easing.place(at: $0) }))
  }
}
