import ArgumentParser
import Diagrams
import LatentGeometry

/// `sextant interpolate`.
struct InterpolateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interpolate",
    abstract: "Draw strips between anchors, one row per method for the same pair.",
    discussion: """
      Prints the length of every latent along each row, and how many standard deviations of the prior's law of lengths \
      it lies from the prior. --report measures instead what each method does to many pairs: lengths at the middle beside the \
      prior's law (Kolmogorov-Smirnov), numbers outside its range, and in pictures sharpness, the classifier's confidence and \
      the distance after encoding again; it draws length against t with the prior's band as .png or .svg.
      """
  )

  @OptionGroup var options: Options

  @Flag(name: .long, help: "Measure methods over many pairs and draw length against t.")
  var report = false

  @OptionGroup var anchorsOut: AnchorsOutFlag
  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let verb = DrawingVerb(output: output.output, execution: execution)
    if report {
      guard repetition.isOnce else {
        throw ValidationError("--sequence and --watch are for strips: leave them out with --report")
      }
      var request = InterpolationReportRequest()
      try ReportOptions(options).apply(to: &request)
      guard anchorsOut.path == nil else {
        throw ValidationError("--anchors-out is for strips: leave it out with --report")
      }
      try verb.run(request)
    } else {
      guard options.pictures == nil else { throw ValidationError("--pictures goes with --report: give both") }
      guard repetition.isOnce else {
        guard anchorsOut.path == nil else {
          throw ValidationError("--anchors-out is of a single drawing: leave --sequence and --watch out")
        }
        return try repetition.run(options, output: output.output, execution: execution)
      }
      var request = InterpolateRequest()
      try options.apply(to: &request)
      try anchorsOut.check(models: request.models.count, overwrite: output.force)
      try verb.run(request) { try anchorsOut.write($0, overwrite: output.force, output.reporting) }
    }
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "The ends, two for each strip: pictures, folders or quoted globs of them, latents (z.npy, z.npy:3), items of a set (set:17), random, or sums (\"set:17 + 0.8*Smiling\").",
      completion: .file()
    )
    var anchors: [String] = []

    @OptionGroup var selection: AnchorSelectionFlags

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Draw this many pairs from the prior instead (report: 1000).", valueName: "n")
    )
    var randomPairs: Int?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Places from end to end, both included (default: 9; report: 41).", valueName: "n")
    )
    var steps: Int?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Report: pairs that are decoded, 0 for none (default: 100).", valueName: "n")
    )
    var pictures: Int?

    @Option(
      name: .customLong("method"),
      help: ArgumentHelp(
        "Methods, one row each, with commas between: \(MethodFlags.methodNames), or all (default: lerp,slerp; report: all).",
        valueName: "list"
      )
    )
    var methods: String?

    @OptionGroup var posterior: PosteriorFlag

    @Flag(name: .long, inversion: .prefixedNo, help: "Show the original pictures beside the ends (default: not).")
    var originals: Bool?

    @OptionGroup(title: "Fields") var fields: StillFieldFlags
    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout InterpolateRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors, of: common.set, among: common.vectors, known: request.itemSet)
        request.randomPairs = randomPairs ?? 0
      } else if let randomPairs {
        request.anchors = []
        request.randomPairs = randomPairs
      }
      if let steps { request.steps = steps }
      if let methods { request.methods = try MethodFlags.parse(methods) }
      if let posterior = posterior.posterior { request.posterior = posterior }
      if let originals { request.originals = originals }
      try fields.apply(to: &request, among: common.vectors)
      try applyCommon(to: &request, sheet: \.sheet)
      try selection.apply(to: &request)
    }
  }
  /// The same flags for a report.
  struct ReportOptions: RequestOptions {
    @OptionGroup var strips: Options

    var common: CommonFlags { strips.common }

    init() {}

    init(_ strips: Options) { self.strips = strips }

    func apply(to request: inout InterpolationReportRequest) throws {
      for (names, isGiven) in [
        ("--originals and --no-originals", strips.originals != nil),
        ("--field, --no-field and --time", strips.fields.isGiven),
        ("--gap, --tight, --scale and --labels", strips.sheet.isGiven),
      ] where isGiven {
        throw ValidationError("\(names) are for strips: leave them out with --report")
      }
      if !strips.anchors.isEmpty {
        request.anchors = try AnchorList.expand(
          strips.anchors,
          of: strips.common.set,
          among: strips.common.vectors,
          known: request.itemSet
        )
      }
      if let count = strips.randomPairs {
        guard strips.anchors.isEmpty else {
          throw ValidationError("--random-pairs: name anchors or ask for random pairs, not both")
        }
        request.anchors = []
        request.randomPairs = count
      }
      if let steps = strips.steps { request.steps = steps }
      if let pictures = strips.pictures { request.picturePairs = pictures }
      if let methods = strips.methods { request.methods = try MethodFlags.parse(methods) }
      if let posterior = strips.posterior.posterior { request.posterior = posterior }
      try applyCommon(to: &request)
      try strips.selection.apply(to: &request)
    }
  }
}
