import ArgumentParser
import Diagrams

/// `sextant reconstruct`.
struct ReconstructCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconstruct",
    abstract: "Draw pictures above what the model makes of them."
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    try repetition.run(options, output: output.output, execution: execution)
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "Pictures, folders or quoted globs, tiles of a sheet (sheet:faces.png@64+2:0..24), or items of a set (set:17, set:0..24).",
      completion: .file()
    )
    var images: [String] = []

    @OptionGroup var selection: AnchorSelectionFlags

    var anchors: [String] {
      get { images }
      set { images = newValue }
    }

    @Option(
      name: .customLong("cols"),
      parsing: .unconditional,
      help: ArgumentHelp("Pictures side by side (default: 10).", valueName: "n")
    )
    var columns: Int?

    @OptionGroup var posterior: PosteriorFlag

    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout ReconstructRequest) throws {
      if !images.isEmpty {
        request.anchors = try AnchorList.expand(images, of: common.set, among: common.vectors, known: request.itemSet)
      }
      if let columns { request.columns = columns }
      if let posterior = posterior.posterior { request.posterior = posterior }
      try applyCommon(to: &request, sheet: \.sheet)
      try selection.apply(to: &request)
    }
  }
}
