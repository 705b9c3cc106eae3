import ArgumentParser

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
        let nearest = verbs.map(\.name).min { distance($0, argument) < distance($1, argument) }
        if let nearest, distance(nearest, argument) <= 2 {
          return "'\(argument)' is no verb of \(name); did you mean '\(nearest)'? See `\(name) --help`"
        }
        return
          "'\(argument)' is no verb of \(name); there are: \(verbs.map(\.name).joined(separator: ", ")); see `\(name) --help`"
      }
      command = found.command
      name += " \(argument)"
    }
    return nil
  }

  private struct Verb {
    var name: String
    var command: any ParsableCommand.Type
  }

  private static func verbs(of command: any ParsableCommand.Type) -> [Verb] {
    let configuration = command.configuration
    var commands = configuration.ungroupedSubcommands
    for group in configuration.groupedSubcommands { commands += group.subcommands }
    return commands.map { command in Verb(name: command.configuration.commandName ?? "", command: command) }
  }

  /// The number of letters to add, drop, change or swap with the next to get from one word to another.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
