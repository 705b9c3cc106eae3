import ArgumentParser
import Diagrams

/// Drawing once for each number of a sequence.
struct SequenceFlag: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw once for each number, FROM..TO or FROM..TO:STEP: %04d or %FRAME% stands for it in anchors and in --out.",
      valueName: "range"
    )
  )
  var sequence: String?

  /// The numbers; nil where none were asked for.
  func numbers() throws -> FrameSequence? { try sequence.map { try FrameSequence($0) } }
}

/// Drawing whenever a folder changes.
struct WatchFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw whenever pictures appear in or change in this folder; they are the anchors, after those that are named.",
      valueName: "dir"
    ),
    completion: .directory
  )
  var watch: String?

  @Flag(name: .long, help: "For --watch: draw each new or changed picture alone.")
  var each = false

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "For --watch: seconds from look to look; a picture counts once it stays as it is for one (default: 1).",
      valueName: "seconds"
    )
  )
  var interval: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("For --watch: end after this many drawings (default: never; ctrl-C ends).", valueName: "n")
  )
  var watchCount: Int?

  func validate() throws {
    if watch == nil, each || interval != nil || watchCount != nil {
      throw ValidationError("--each, --interval and --watch-count go with --watch: give it too")
    }
    if let watch, watch.isEmpty { throw ValidationError("--watch: a folder is needed, such as --watch inbox") }
    if let interval, !(0.02...3600).contains(interval) {
      throw ValidationError("--interval \(interval): 0.02 to 3600 seconds are possible")
    }
    if let watchCount, watchCount < 1 { throw ValidationError("--watch-count \(watchCount): at least 1 is needed") }
  }
}

/// Drawing again and again: over the numbers of a sequence, or whenever a folder changes.
struct RepetitionFlags: ParsableArguments {
  @OptionGroup var sequence: SequenceFlag
  @OptionGroup var folder: WatchFlags

  func validate() throws {
    if sequence.sequence != nil, folder.watch != nil {
      throw ValidationError("--sequence and --watch exclude each other: give one")
    }
  }

  /// Whether nothing is repeated.
  var isOnce: Bool { sequence.sequence == nil && folder.watch == nil }

  /// Draws once, or as often as was asked for.
  func run<Options: RepeatableOptions>(_ options: Options, output: Output, execution: ExecutionOptions) throws
  where Options.Request: DiagramRequest {
    guard !isOnce else { return try sequence.run(options, output: output, execution: execution) }
    try run(options, output: output, execution: execution) { try DrawingJob($0, to: $1, frame: $2, in: $3) }
  }

  /// Draws as often as was asked for.
  ///
  /// - Parameters:
  ///   - options: What was given; its anchors are those of every drawing.
  ///   - output: Where to, and how to speak of it.
  ///   - execution: How models run.
  ///   - job: Checks a request and its output, for a number of a sequence or none.
  /// - Throws: What checking, drawing or writing throws.
  func run<Options: RepeatableOptions>(
    _ options: Options,
    output: Output,
    execution: ExecutionOptions,
    job: @escaping (Options.Request, Output, _ frame: Int?, Studio) throws -> any OutputJob
  ) throws {
    let drawing = RepeatedDrawing(options: options, output: output, execution: execution, job: job)
    if let numbers = try sequence.numbers() { return try drawing.run(over: numbers) }
    guard let watch = folder.watch else { return }
    let look = FolderDrawing(
      drawing: drawing,
      folder: watch,
      isAlone: folder.each,
      interval: folder.interval ?? 1,
      count: folder.watchCount
    )
    try look.run()
  }
}

/// The flags of a verb that can draw again and again.
protocol RepeatableOptions: RequestOptions {
  /// The anchors as they were typed.
  var anchors: [String] { get set }
}

extension SequenceFlag {
  /// Draws once, or once for each number.
  func run<Options: RepeatableOptions>(_ options: Options, output: Output, execution: ExecutionOptions) throws
  where Options.Request: DiagramRequest {
    guard let numbers = try numbers() else {
      var request = Options.Request()
      try options.apply(to: &request)
      try DrawingVerb(output: output, execution: execution).run(request)
      return
    }
    let drawing = RepeatedDrawing(options: options, output: output, execution: execution) {
      try DrawingJob($0, to: $1, frame: $2, in: $3)
    }
    try drawing.run(over: numbers)
  }
}
