import Testing

/// A reader may follow one page after the other in one folder: no command may want a name that another has taken.
@Suite struct DocumentNamesTests {
  /// What comes after these is written.
  private static let options: Set<String> = ["--out", "--plots", "--anchors-out"]
  /// Beginnings of commands that go on with what is there already.
  private static let continuing = ["sextant dataset portraits ", "sextant encode portraits "]

  @Test func outputsHaveNamesOfTheirOwn() throws {
    var commands: [String: (text: String, place: String)] = [:]
    for path in ShownDocument.pathsWithCommands where path == "README.md" || path.hasPrefix("docs/") {
      for block in try ShownDocument(path).blocks where block.language == "sh" {
        for command in block.commands where command.callsProgram {
          let text = Self.withoutComment(command.text)
          for name in Self.names(in: text) where !name.contains("%SEQ%") {
            let place = "\(path):\(command.line)"
            if let other = commands[name] {
              let isTheSame = other.text == text && Self.continuing.contains(where: text.hasPrefix)
              #expect(isTheSame, "\(place) and \(other.place) both write \(name)")
            }
            commands[name] = (text, place)
          }
        }
      }
    }
    #expect(commands.count > 100)
  }

  private static func withoutComment(_ command: String) -> String {
    command.split(separator: " ").prefix { !$0.hasPrefix("#") }.joined(separator: " ")
  }

  /// The names of what a command writes.
  private static func names(in command: String) -> [String] {
    let words = command.split(separator: " ").map(String.init)
    let suffix = command.contains("attributes fit ") || command.contains("attributes synthesize ") ? ".vectors" : ""
    return zip(words, words.dropFirst()).compactMap { option, name in
      if option == "--set", words.starts(with: ["sextant", "encode"]) { return name + ".encodings" }
      return options.contains(option) ? name + (name.hasSuffix(".json") ? "" : suffix) : nil
    }
  }
}
