/// A sum that begins with a minus, which the parser takes for an option.
enum LeadingMinus {
  /// One sentence about such a word; nil where the parser complains of something else.
  ///
  /// - Parameters:
  ///   - complaint: What the parser says of the arguments.
  ///   - arguments: Without the program's name.
  /// - Returns: The sentence.
  static func explanation(of complaint: String, about arguments: some Sequence<String>) -> String? {
    // A verb that needs an anchor misses it first.
    let lacksAnchor = complaint.contains("Missing expected argument '<")
    let sum = arguments.first { argument in
      argument.contains(/^-[^-]/) && argument.contains(/^-[0-9.]+\*|:/)
        && (lacksAnchor || complaint.contains("Unknown option '\(argument)'"))
    }
    return sum.map {
      "\($0): what begins with a minus is taken for an option; write such an anchor last, behind two dashes: … -- \"\($0)\""
    }
  }
}
