/// Options as a table: how each is typed, and what it does.
struct OptionTable {
  private let arguments: [DumpedCommand.Argument]

  init(_ arguments: [DumpedCommand.Argument]) { self.arguments = arguments }

  /// The table.
  var markdown: String {
    var rows: [String] = []
    for (index, argument) in arguments.enumerated() {
      // --labels and --no-labels follow each other with the same words.
      if index > 0, isOpposite(argument, of: arguments[index - 1]) { continue }
      var ways = [MarkdownText.code(typed(argument))]
      if index + 1 < arguments.count, isOpposite(arguments[index + 1], of: argument) {
        ways.append(MarkdownText.code(typed(arguments[index + 1])))
      }
      rows.append("| \(ways.joined(separator: ", ")) | \(meaning(of: argument)) |")
    }
    return (["| option | |", "|---|---|"] + rows).joined(separator: "\n")
  }

  private func isOpposite(_ argument: DumpedCommand.Argument, of other: DumpedCommand.Argument) -> Bool {
    guard let name = argument.names?.first?.name, let positive = other.names?.first?.name else { return false }
    return argument.kind == "flag" && name == "no-\(positive)"
  }

  private func typed(_ argument: DumpedCommand.Argument) -> String {
    let names = (argument.names ?? []).map(\.text).joined(separator: ", ")
    let value = argument.kind == "flag" ? nil : argument.valueName.map { "<\($0)>" }
    return [names, value ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
      + (argument.kind == "positional" && argument.isRepeating ? " …" : "")
  }

  private func meaning(of argument: DumpedCommand.Argument) -> String {
    var facts: [String] = []
    if argument.kind != "flag", !argument.isOptional { facts.append("required") }
    if let values = argument.allValues, argument.kind != "flag" {
      facts.append("values: \(values.joined(separator: ", "))")
    }
    if let value = argument.defaultValue, argument.kind != "flag" { facts.append("default: \(value)") }
    let text = argument.abstract ?? ""
    return MarkdownText.escaped(text + (facts.isEmpty ? "" : " (\(facts.joined(separator: "; ")))"))
  }
}
