import ArgumentParser

/// `sextant reference`, for `script/reference`.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print all verbs and options as one page of Markdown.",
    shouldDisplay: false
  )

  func run() throws { try Console.data(CommandReference().markdown) }
}
