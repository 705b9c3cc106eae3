import ArgumentParser
import SafeFiles

/// A verb that does not exist, noticed before the parser blames the options behind it.
enum VerbCheck {
  /// One sentence about the first word that should be a verb and is none; nil where all is well.
  ///
  /// - Parameter arguments: Without the program's name.
  /// - Returns: The sentence.
  static func complaint(about arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = SextantCommand.self
    var name = "sextant"
    for (index, argument) in arguments.enumerated() {
      let verbs = verbs(of: command)
      guard !verbs.isEmpty, !argument.hasPrefix("-") else { return nil }
      if index == 0, argument == "help" { continue }
      guard let found = verbs.first(where: { $0.name == argument }) else {
        // What is no verb of its own belongs to the one that may be left out.
        if command.configuration.defaultSubcommand != nil { return nil }
        let shown = verbs.filter { $0.command.configuration.shouldDisplay }
        let distance = { NameSuggestion.distance($0, argument) }
        if let nearest = shown.map(\.name).min(by: { distance($0) < distance($1) }), distance(nearest) <= 2 {
          return "'\(argument)' is no verb of \(name); did you mean '\(nearest)'? See `\(name) --help`"
        }
        return
          "'\(argument)' is no verb of \(name); there are: \(shown.map(\.name).joined(separator: ", ")); see `\(name) --help`"
      }
      command = found.command
      name += " \(argument)"
    }
    return nil
  }

  /// A verb and what carries it out.
  struct Verb {
    var name: String
    var command: any ParsableCommand.Type
  }

  /// The verbs of a command, in the order of its help.
  static func verbs(of command: any ParsableCommand.Type) -> [Verb] {
    let configuration = command.configuration
    var commands = configuration.ungroupedSubcommands
    for group in configuration.groupedSubcommands { commands += group.subcommands }
    return commands.map { command in Verb(name: command.configuration.commandName ?? "", command: command) }
  }
}
