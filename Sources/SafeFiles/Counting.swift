extension Int {
  /// The number with what is counted: "1 anchor", "3 anchors".
  ///
  /// - Parameters:
  ///   - one: What one is called, with its verb where there is one: `anchor was`.
  ///   - many: What any other number is called; nil for `one` with an s.
  /// - Returns: The number and the words.
  package func counted(_ one: String, _ many: String? = nil) -> String { "\(self) \(form(one, many ?? one + "s"))" }

  /// The form of a word that goes with the number: "lies" for one, "lie" for any other.
  ///
  /// - Parameters:
  ///   - one: The form for 1.
  ///   - many: The form for any other number.
  /// - Returns: One of them.
  package func form(_ one: String, _ many: String) -> String { self == 1 ? one : many }
}
