import ArgumentParser

/// All verbs and options of the program as one page of Markdown.
///
/// Groups of options that several verbs have in common stand once, at the end.
struct CommandReference {
  private let program: DumpedCommand
  /// The verbs without subcommands, with their full names, in the order of the help text.
  private let verbs: [(name: String, command: DumpedCommand)]
  /// The groups that several verbs have, by title.
  private let shared: [String: [DumpedCommand.Argument]]
  /// Their titles in the order in which they first appear.
  private let sharedTitles: [String]

  init() throws {
    program = try DumpedCommand.program()
    verbs = Self.leaves(of: program, named: [])
    // Of a title whose groups differ between verbs the most frequent group is the common one.
    var counts: [String: [[DumpedCommand.Argument]: Int]] = [:]
    var titles: [String] = []
    for verb in verbs {
      for group in OptionGroups(verb.command).titled {
        if counts[group.title] == nil { titles.append(group.title) }
        counts[group.title, default: [:]][group.arguments, default: 0] += 1
      }
    }
    let frequent = counts.compactMapValues { groups in
      groups.filter { $0.value > 1 }.max { ($0.value, $1.key.count) < ($1.value, $0.key.count) }?.key
    }
    shared = frequent
    sharedTitles = titles.filter { frequent[$0] != nil }
  }

  /// The page.
  var markdown: String {
    ([introduction] + verbs.map(section) + [sharedOptions]).joined(separator: "\n\n")
  }

  private var introduction: String {
    let rows = verbs.map { verb in
      "| [`\(verb.name)`](#\(verb.name.replacing(" ", with: "-"))) | \(MarkdownText.escaped(verb.command.abstract ?? "")) |"
    }
    return """
      # The command line

      <!-- Written by script/reference from the help texts of the program; change those. -->

      \(MarkdownText.escaped(program.discussion ?? ""))

      Every verb has `--help`; `sextant --version` tells version, commit and runtime, with `--json` as JSON. Exit codes: 0; \
      64 wrong usage; 65 bad data; 66 missing input; 69 a needed library is missing; 70 a defect of Sextant; 73 cannot \
      create; 74 cannot read.

      | verb | does |
      |---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private func section(_ verb: (name: String, command: DumpedCommand)) -> String {
    let groups = OptionGroups(verb.command)
    var parts = ["## \(verb.name)", MarkdownText.escaped(verb.command.abstract ?? "")]
    parts.append("    \(Self.usage(of: verb.name))")
    if let discussion = verb.command.discussion, !discussion.isEmpty { parts.append(MarkdownText.escaped(discussion)) }
    if !groups.own.isEmpty { parts.append(OptionTable(groups.own).markdown) }
    let (common, particular) = groups.titled.reduce(into: ([String](), [OptionGroups.Group]())) { result, group in
      if shared[group.title] == group.arguments { result.0.append(group.title) } else { result.1.append(group) }
    }
    parts += particular.map { "**\($0.title)**\n\n\(OptionTable($0.arguments).markdown)" }
    if !common.isEmpty {
      let links = common.map { "[\($0)](#\(Self.anchor($0)))" }
      parts.append("And the options of \(links.joined(separator: ", ")).")
    }
    return parts.joined(separator: "\n\n")
  }

  private var sharedOptions: String {
    let sections = sharedTitles.map { title in
      "### \(Self.heading(title))\n\n\(OptionTable(shared[title] ?? []).markdown)"
    }
    return (["## Options in common"] + sections).joined(separator: "\n\n")
  }

  /// Apart from the verbs' headings, one of which may have the same word.
  private static func heading(_ title: String) -> String { "Options: \(title)" }

  /// As GitHub and DocC make the anchor of a heading.
  private static func anchor(_ title: String) -> String {
    "options-" + title.lowercased().replacing(" ", with: "-")
  }

  private static func usage(of name: String) -> String {
    var command: any ParsableCommand.Type = SextantCommand.self
    for word in name.split(separator: " ") {
      guard let next = VerbCheck.verbs(of: command).first(where: { $0.name == word }) else { break }
      command = next.command
    }
    return SextantCommand.usageString(for: command)
  }

  private static func leaves(
    of command: DumpedCommand,
    named words: [String]
  ) -> [(name: String, command: DumpedCommand)] {
    let visible = (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    guard !visible.isEmpty else { return [(words.joined(separator: " "), command)] }
    return visible.flatMap { leaves(of: $0, named: words + [$0.commandName]) }
  }
}
