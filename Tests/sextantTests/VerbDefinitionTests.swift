import Testing

/// What the parser checks of its verbs in debug builds only, and there at every start for half a second.
@Suite struct VerbDefinitionTests {
  /// A verb as the parser knows it.
  private struct Verb {
    let name: String
    let arguments: [JSONValue]
  }

  private let verbs: [Verb]

  init() async throws {
    let program = try await Workplace().succeed(["--experimental-dump-help"]).json()
    verbs = Self.verbs(below: try #require(program["command"]), named: "sextant")
  }

  @Test func namesOfAVerbsOptionsDiffer() {
    #expect(verbs.count > 40)
    for verb in verbs {
      let names = verb.arguments.flatMap(Self.names)
      let repeated = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys
      #expect(repeated.isEmpty, "\(verb.name): \(repeated.sorted())")
    }
  }

  @Test func nothingFollowsAListOfArguments() {
    for verb in verbs {
      let places = verb.arguments.filter { $0["kind"] == "positional" }
      #expect(!places.dropLast().contains { $0["isRepeating"] == true }, "\(verb.name)")
    }
  }

  @Test func flagsThatAreOnCanBeTurnedOff() {
    for verb in verbs {
      let on = verb.arguments.filter { $0["kind"] == "flag" && $0["defaultValue"] == "true" }.map(Self.names)
      let stuck = on.filter { !$0.contains { $0.hasPrefix("--no-") || $0.hasPrefix("--disable-") } }
      #expect(stuck.isEmpty, "\(verb.name): \(stuck)")
    }
  }

  /// An option's names as they are typed.
  private static func names(of argument: JSONValue) -> [String] {
    (argument["names"]?.elements ?? []).map { name in
      (name["kind"] == "long" ? "--" : "-") + (name["name"]?.text ?? "")
    }
  }

  private static func verbs(below command: JSONValue, named name: String) -> [Verb] {
    [Verb(name: name, arguments: command["arguments"]?.elements ?? [])]
      + (command["subcommands"]?.elements ?? []).flatMap {
        verbs(below: $0, named: "\(name) \($0["commandName"]?.text ?? "")")
      }
  }
}
