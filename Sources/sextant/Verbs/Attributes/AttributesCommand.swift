import ArgumentParser

/// `sextant attributes`.
struct AttributesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attributes",
    abstract: "Count labels of attributes.",
    subcommands: [AttributesTableCommand.self]
  )
}
