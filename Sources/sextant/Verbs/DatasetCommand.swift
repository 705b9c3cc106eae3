import ArgumentParser

/// `sextant dataset`.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Make and look at data sets.",
    subcommands: [DatasetPortraitsCommand.self]
  )
}
