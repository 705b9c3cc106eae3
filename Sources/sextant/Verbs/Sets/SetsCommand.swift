import ArgumentParser

/// `sextant sets`.
struct SetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sets",
    abstract: "Look at encoded sets, check, merge and export them.",
    discussion: "A set is made by `sextant encode PICTURES --set NAME`; it is a folder NAME.encodings.",
    subcommands: [
      SetsInspectCommand.self, SetsVerifyCommand.self, SetsMergeCommand.self, SetsExportCommand.self,
    ]
  )
}
