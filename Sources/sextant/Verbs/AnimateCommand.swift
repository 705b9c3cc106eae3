import ArgumentParser
import Diagrams
import Imaging
import LatentGeometry

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant animate`.
struct AnimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "animate",
    abstract: "Draw latents in motion: WebP, GIF, MP4 or a folder of frames.",
    discussion: """
      Motions: path, from anchor to anchor at constant angular speed and back to the first; spline, the same without corners; \
      points, along positions of a JSON file; walk, small random turns that keep the prior's law; loop, a random round \
      without a seam; wave, cells that turn to another latent and back; noise, cells that follow smooth noise. The last four \
      fill --rows x --cols cells. MP4 needs ffmpeg.
      Anchors: path, spline and points lead through them; walk and loop draw their own and take none; wave takes one for each \
      cell, row after row, and one more that all turn to; noise mixes four or more. What a wave or noise is not given is drawn.
      Points are JSON: [[column, row], …] counted from 0 in the grid that the anchors form, [place, …] from 0 to 1 along their \
      path, or {"points": …, "closed": true, "frames": 48}, where points are key frames.
      """
  )

  @OptionGroup var options: Options

  @Option(
    name: .long,
    help: ArgumentHelp("The format of the frames in a folder (default: png).", valueName: "format")
  )
  var format: ImageFormat?

  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The .webp, .gif or .mp4 to write, or a folder for frames. \(OutputNames.help)",
      valueName: "file|folder"
    ),
    completion: .file()
  )
  var out: String

  @Flag(name: .long, help: "Replace what exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    if options.motion.quality != nil, AnimationFormat(extension: URL(fileURLWithPath: out)) == .gif {
      throw ValidationError("--quality is for WebP and MP4: a GIF has none")
    }
    let output = Output(path: out, overwrite: force, reporting: reporting)
    guard repetition.isOnce else {
      return try repetition.run(options, output: output, execution: execution) {
        try FilmJob($0, to: $1, frame: $2, format: format, in: $3)
      }
    }
    var request = AnimateRequest()
    try options.apply(to: &request)
    try FilmVerb(output: output, execution: execution, format: format).run(request)
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "The anchors: pictures, folders or quoted globs of them, latents (z.npy, z.npy:3), items of a set (set:17), random, or sums (\"set:17 + 0.8*Smiling\").",
      completion: .file()
    )
    var anchors: [String] = []

    @OptionGroup var selection: AnchorSelectionFlags
    @OptionGroup(title: "Motion") var motion: MotionFlags

    @OptionGroup var posterior: PosteriorFlag

    @OptionGroup(title: "Fields") var fields: FieldFlags
    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout AnimateRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors, of: common.set, among: common.vectors, known: request.itemSet)
        // Anchors laid over the recipe of a motion that takes none.
        if motion.motion == nil, request.motion == .walk || request.motion == .loop { request.motion = .path }
      } else if motion.motion == .walk || motion.motion == .loop {
        request.anchors = []
      }
      try motion.apply(to: &request)
      try fields.apply(to: &request, among: common.vectors)
      if let posterior = posterior.posterior { request.posterior = posterior }
      try applyCommon(to: &request, sheet: \.sheet)
      try selection.apply(to: &request)
    }

    static func run(
      _ request: AnimateRequest,
      output: Output,
      execution: ExecutionOptions,
      check: (Recipe) throws -> Void
    ) throws {
      try FilmVerb(output: output, execution: execution).run(request, check: check)
    }
  }
}
