/// Names that a person may have meant.
package enum NameSuggestion {
  /// The names nearest to one that does not exist.
  ///
  /// First those that differ in capitals and separators only; else those of which one contains the other; else the one
  /// that at most two letters turn into it.
  ///
  /// - Parameters:
  ///   - name: What was typed.
  ///   - known: What there is.
  /// - Returns: In the order of `known`; none where nothing is near.
  package static func names(near name: String, among known: [String]) -> [String] {
    let wanted = letters(of: name)
    let same = known.filter { letters(of: $0) == wanted }
    if !same.isEmpty { return same }
    let parts =
      wanted.count < 3
      ? []
      : known.filter {
        let letters = letters(of: $0)
        return letters.contains(wanted) || (letters.count >= 3 && wanted.contains(letters))
      }
    if !parts.isEmpty { return parts }
    let nearest = known.min { distance($0, name) < distance($1, name) }
    return [nearest].compactMap { $0 }.filter { distance($0, name) <= 2 }
  }

  /// A question, or a list of all names where none is near.
  ///
  /// - Parameters:
  ///   - name: What was typed.
  ///   - known: What there is.
  /// - Returns: The end of a sentence, such as "did you mean Smiling?".
  package static func sentence(for name: String, among known: [String]) -> String {
    let near = names(near: name, among: known)
    guard near.isEmpty else { return "did you mean \(near.joined(separator: " or "))?" }
    return known.isEmpty ? "there are none" : "choose one of \(known.joined(separator: ", "))"
  }

  /// The number of letters to add, drop, change or swap with the next to get from one word to another.
  package static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  private static func letters(of name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
