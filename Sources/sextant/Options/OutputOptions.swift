import ArgumentParser
import Diagrams

/// Where results go, under names that can be filled in.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The file to write. \(OutputNames.help)", valueName: "file"),
    completion: .file()
  )
  var out: String

  @Flag(name: .long, help: "Replace what exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  /// The same as a value.
  var output: Output { Output(path: out, overwrite: force, reporting: reporting) }
}

/// What is said of names of outputs.
enum OutputNames {
  /// What can be filled in.
  static let help =
    "In its name %KEY% is filled in: \(NameKey.list); %SEQ% is the first number that is free, and %% a percent sign."
}

/// What is said beside the output.
struct ReportingOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON object of results on stdout.")
  var json = false

  @Flag(name: .long, help: "Say nothing but errors and results asked for.")
  var quiet = false

  /// A line for the person, unless they asked for quiet.
  func note(_ line: String) {
    if !quiet { Console.note(line) }
  }
}

/// An output and how to speak of it.
struct Output {
  var path: String
  var overwrite: Bool
  var reporting: ReportingOptions
}
