import ArgumentParser
import Diagrams

/// `sextant sample`.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw random samples of the model's prior on a contact sheet."
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    var request = SampleRequest()
    try options.apply(to: &request)
    try DrawingVerb(output: output.output, execution: execution).run(request)
  }

  struct Options: SheetRequestOptions {
    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Rows of samples (default: 4).", valueName: "n")
    )
    var rows: Int?

    @Option(
      name: .customLong("cols"),
      parsing: .unconditional,
      help: ArgumentHelp("Columns of samples (default: 8).", valueName: "n")
    )
    var columns: Int?

    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout SampleRequest) throws {
      if let rows { request.rows = rows }
      if let columns { request.columns = columns }
      try applyCommon(to: &request, sheet: \.sheet)
    }
  }
}
