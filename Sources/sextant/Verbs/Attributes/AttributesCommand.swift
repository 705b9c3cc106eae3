import ArgumentParser

/// `sextant attributes`.
struct AttributesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attributes",
    abstract: "Vectors that change one thing: count labels, fit, synthesize, score, and measure what leaks.",
    subcommands: [
      AttributesTableCommand.self, AttributesFitCommand.self, AttributesSynthesizeCommand.self,
      AttributesScoreCommand.self, AttributesLeakCommand.self,
    ]
  )
}
