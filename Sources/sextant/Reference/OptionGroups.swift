/// The options of a verb by the titles under which its help shows them.
struct OptionGroups {
  /// Options under one title.
  struct Group {
    let title: String
    var arguments: [DumpedCommand.Argument]
  }

  /// What stands under no title: arguments first, as in the help.
  let own: [DumpedCommand.Argument]
  /// The others, in the order of the help.
  let titled: [Group]

  init(_ command: DumpedCommand) {
    // Every verb has these two.
    let everywhere: Set<String> = ["--version", "--help"]
    let shown = (command.arguments ?? []).filter { argument in
      argument.shouldDisplay && !(argument.names ?? []).contains { everywhere.contains($0.text) }
    }
    var groups: [Group] = []
    for argument in shown {
      guard let title = argument.sectionTitle else { continue }
      if let place = groups.firstIndex(where: { $0.title == title }) {
        groups[place].arguments.append(argument)
      } else {
        groups.append(Group(title: title, arguments: [argument]))
      }
    }
    let untitled = shown.filter { $0.sectionTitle == nil }
    own = untitled.filter { $0.kind == "positional" } + untitled.filter { $0.kind != "positional" }
    titled = groups
  }
}
