import ArgumentParser

/// `sextant attributes`.
struct AttributesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attributes",
    abstract: "Vectors that change one thing: fit, synthesize, score, measure what leaks.",
    subcommands: [AttributesFitCommand.self, AttributesSynthesizeCommand.self, AttributesLeakCommand.self]
  )
}
