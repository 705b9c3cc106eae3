/// What a documented command is given less of, so that it takes about a second.
///
/// These numbers are the only difference between a command as it is shown and as it is run.
struct Scaling {
  /// What follows the program's name in the command, words in order.
  let verb: String
  /// The option.
  let option: String
  /// The largest number that it keeps.
  let most: Int
  /// Whether the option is added where the command leaves it at its default, which is larger.
  let isAdded: Bool

  /// In the order in which they are applied.
  static let all = [
    Scaling(verb: "dataset portraits", option: "--count", most: 100, isAdded: true),
    Scaling(verb: "attributes leak", option: "--count", most: 10, isAdded: true),
    Scaling(verb: "attributes synthesize", option: "--count", most: 10, isAdded: true),
    Scaling(verb: "interpolate --report", option: "--random-pairs", most: 20, isAdded: true),
    Scaling(verb: "interpolate --report", option: "--pictures", most: 2, isAdded: true),
    Scaling(verb: "report", option: "--samples", most: 200, isAdded: true),
    Scaling(verb: "animate", option: "--frames", most: 4, isAdded: true),
    Scaling(verb: "animate", option: "--rows", most: 2, isAdded: false),
    Scaling(verb: "animate", option: "--cols", most: 3, isAdded: false),
    Scaling(verb: "mine", option: "--rows", most: 3, isAdded: false),
    Scaling(verb: "mine", option: "--cols", most: 3, isAdded: false),
    Scaling(verb: "mine", option: "--spacing", most: 2, isAdded: true),
  ]
}

extension ShownCommand {
  /// The command as it is run.
  var scaled: String {
    Scaling.all.reduce(text) { text, scaling in
      // What belongs to the program ends where a pipeline, another command or a comment begins.
      guard let call = text.firstRange(of: "sextant \(scaling.verb) ") else { return text }
      let rest = text[call.upperBound...]
      let end = rest.firstRange(of: /\ [|;&#]/)?.lowerBound ?? text.endIndex
      let given = try? Regex("\(scaling.option)[ =]([0-9]+)", as: (Substring, Substring).self)
      guard let given, let match = text[call.upperBound..<end].firstMatch(of: given) else {
        guard scaling.isAdded else { return text }
        return text.replacingCharacters(in: call, with: "\(text[call])\(scaling.option) \(scaling.most) ")
      }
      guard let number = Int(match.1), number > scaling.most else { return text }
      return text.replacingCharacters(in: match.range, with: "\(scaling.option) \(scaling.most)")
    }
  }
}

extension String {
  /// A copy with other characters in a place.
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
