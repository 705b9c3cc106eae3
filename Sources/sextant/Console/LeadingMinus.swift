/// A sum that begins with a minus, which the parser takes for an option.
enum LeadingMinus {
  /// One sentence about the first such word; nil where there is none.
  ///
  /// - Parameter arguments: Without the program's name, not understood by the parser.
  /// - Returns: The sentence.
  static func complaint(about arguments: some Sequence<String>) -> String? {
    let sum = arguments.prefix { $0 != "--" }.first { argument in
      argument.contains(/^-[^-]/) && argument.contains(/^-[0-9.]+\*|:/)
    }
    return sum.map {
      "\($0): what begins with a minus is taken for an option; write such an anchor last, behind two dashes: … -- \"\($0)\""
    }
  }
}
