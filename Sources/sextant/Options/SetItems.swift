import Diagrams
import EncodedSets

/// Items of an encoded set as they are typed: `set:17`, `set:0..24:2`, `set:1,5,9`, `"set:Smiling = 1"`.
struct SetItems {
  /// The argument.
  let text: String
  /// What follows `set:`.
  private let rest: String

  /// nil for a text that names no items.
  init?(parsing text: String) {
    guard text.hasPrefix("set:") else { return nil }
    self.text = text
    rest = String(text.dropFirst(4))
  }

  /// Whether it is a condition: a sum begins with the number of an item.
  var isCondition: Bool {
    guard let first = rest.first, !"-.0123456789".contains(first) else { return false }
    let words = rest.lowercased().split(separator: " ").dropFirst()
    return rest.contains { "=<>".contains($0) }
      || words.contains { ["in", "is", "like", "between", "not"].contains($0) }
  }

  /// The items, in the order written, or in the set's for a condition.
  ///
  /// - Parameter name: The set.
  /// - Returns: An anchor for each; nil where the text means none.
  /// - Throws: `RequestError`, and the errors of sets.
  func anchors(of name: String) throws -> [Anchor]? {
    if let number = Anchor.itemNumber(in: text) { return [.item(number, set: name)] }
    if let list = IndexList(parsing: rest) {
      let count = try EncodedSet(named: name).count
      return try list.numbers(count: count, of: "\(text) of \(name)", "items").map { .item($0, set: name) }
    }
    guard isCondition else { return nil }
    let set = try EncodedSet(named: name)
    let rows: [Int]
    do {
      rows = try set.rows(where: rest)
    } catch EncodedSetError.condition(_, let reason, let columns) {
      throw RequestError.invalid(
        option: text,
        reason:
          "\(reason); what follows set: is a number, a range or SQL over \(columns.prefix(12).joined(separator: ", "))"
          + (columns.count > 12 ? ", … (\(columns.count) in all)" : "")
      )
    }
    guard !rows.isEmpty else {
      throw RequestError.invalid(option: text, reason: "this holds for none of the \(set.count) items of \(name)")
    }
    return rows.map { .item($0, set: name) }
  }
}
