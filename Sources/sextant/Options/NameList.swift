import ArgumentParser

/// Names with commas between, given once or again and again.
enum NameList {
  /// The names, in order; spaces around them are dropped.
  ///
  /// - Throws: `ValidationError` where a name is empty.
  static func names(_ texts: [String], option: String) throws -> [String] {
    try texts.flatMap { text in
      try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        var name = part.drop { $0 == " " }
        while name.last == " " { name.removeLast() }
        guard !name.isEmpty else {
          throw ValidationError("\(option) \(text): names with commas between are needed, as in Smiling,Male")
        }
        return String(name)
      }
    }
  }
}
