/// Numbers of rows, items or tiles as a person writes them: `3`, `0..24`, `0..24:2`, `5..`, `-5..-1`, `1,5,8..12`.
///
/// Numbers count from 0, negative ones from the end; both ends of a range belong to it, and it runs backwards where its first end
/// lies behind its last.
public struct IndexList: Sendable, Equatable {
  private struct Part: Sendable, Equatable {
    /// nil is the first.
    var first: Int?
    /// nil is the last.
    var last: Int?
    var step = 1
    var isRange = true
  }

  /// The text as it was written.
  public let text: String
  private let parts: [Part]

  /// Takes a text apart; nil for a text that is no list of numbers and ranges.
  ///
  /// - Parameter text: Numbers and ranges with commas between them and no spaces.
  public init?(parsing text: some StringProtocol) {
    var parts: [Part] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let part = Self.part(String(piece)) else { return nil }
      parts.append(part)
    }
    self.text = String(text)
    self.parts = parts
  }

  /// The list at the end of a text, after the first colon from which on all is one; nil where there is none.
  ///
  /// - Parameters:
  ///   - text: Such as `z.npz:faces:0..24:2`.
  ///   - takesNumber: Whether a single number is a list too.
  /// - Returns: What stands before the colon, and the list.
  public static func suffix(of text: String, takesNumber: Bool) -> (rest: String, list: IndexList)? {
    for colon in text.indices where text[colon] == ":" {
      guard let list = IndexList(parsing: text[text.index(after: colon)...]) else { continue }
      return takesNumber || !list.isNumber ? (String(text[..<colon]), list) : nil
    }
    return nil
  }

  /// Whether it is a single number.
  public var isNumber: Bool { parts.count == 1 && !parts[0].isRange }

  /// The numbers that the list means however many things there are; nil where it counts from the end or is open.
  ///
  /// At most a million of them.
  var knownNumbers: [Int]? {
    let most = SheetOptions.largestCellCount
    var numbers: [Int] = []
    for part in parts {
      guard let first = part.first, let last = part.last, first >= 0, last >= 0, max(first, last) < most else {
        return nil
      }
      numbers += stride(from: first, through: last, by: first <= last ? part.step : -part.step)
      guard numbers.count <= most else { return nil }
    }
    return numbers
  }

  private static func part(_ text: String) -> Part? {
    if let number = number(text) { return Part(first: number, last: number, isRange: false) }
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
    guard pieces.count <= 2, let dots = pieces[0].firstRange(of: "..") else { return nil }
    let (first, last) = (pieces[0][..<dots.lowerBound], pieces[0][dots.upperBound...])
    var part = Part(first: number(first), last: number(last))
    guard first.isEmpty || part.first != nil, last.isEmpty || part.last != nil else { return nil }
    if pieces.count == 2 {
      guard let step = number(pieces[1]), step >= 1 else { return nil }
      part.step = step
    }
    return part
  }

  /// A whole number, also one that is too large for anything.
  private static func number(_ text: some StringProtocol) -> Int? {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(text) ?? (text.first == "-" ? .min : .max)
  }

  /// The numbers that the list means.
  ///
  /// - Parameters:
  ///   - count: How many rows, items or tiles there are.
  ///   - name: What the person wrote, for messages.
  ///   - things: What they are called, such as `items`.
  /// - Returns: Numbers of 0 ..< count in the order written; one may come twice.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for a number outside.
  public func numbers(count: Int, of name: String, _ things: String) throws(RequestError) -> [Int] {
    func row(_ number: Int) throws(RequestError) -> Int {
      let row = number < 0 ? number &+ count : number
      guard (0..<count).contains(row) else {
        let known =
          switch count {
          case 0: "there are no \(things)"
          case 1: "the only one of the \(things) is numbered 0"
          default: "there are \(count) \(things), numbered 0 to \(count - 1)"
          }
        throw .invalid(option: name, reason: "\(known), and \(number) is none of them")
      }
      return row
    }
    var numbers: [Int] = []
    for part in parts {
      let (first, last) = (try row(part.first ?? 0), try row(part.last ?? count - 1))
      numbers += stride(from: first, through: last, by: first <= last ? part.step : -part.step)
    }
    return numbers
  }
}
