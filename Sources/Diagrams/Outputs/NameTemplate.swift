internal import SafeFiles

/// A file name with places that are filled in: `plat_%DATE%_%MODEL%_%SEQ%.png`.
///
/// `%KEY%` is a ``NameKey``, `%d` or `%04d` the number of a sequence as C prints it, and `%%` a percent sign. Any other percent
/// sign is a mistake, so that a misspelled key never becomes part of a name.
public struct NameTemplate: Sendable, Equatable {
  /// A part of a name.
  enum Part: Sendable, Equatable {
    case text(String)
    case key(NameKey)
    /// The number of a sequence with at least so many digits.
    case number(digits: Int)
  }

  /// The text that was typed.
  public let text: String
  let parts: [Part]

  /// Takes a name apart.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - option: What it is called in messages, such as `--out`.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for an unknown key and for a percent sign that stands alone.
  public init(_ text: String, option: String = "--out") throws(RequestError) {
    self.text = text
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    func fail(_ reason: String) -> RequestError { .invalid(option: "\(option) \(text)", reason: reason) }
    func append(_ part: Part) {
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      parts.append(part)
    }
    while let percent = rest.firstIndex(of: "%") {
      plain += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      if rest.first == "%" {
        plain += "%"
        rest = rest.dropFirst()
        continue
      }
      let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      let isClosed = rest[word.endIndex...].first == "%"
      if isClosed, let key = NameKey(rawValue: String(word)) {
        append(.key(key))
        rest = rest[word.endIndex...].dropFirst()
      } else if let (digits, end) = Self.digits(rest) {
        append(.number(digits: digits))
        rest = rest[end...]
      } else if isClosed, word.first?.isLetter == true {
        let near = NameSuggestion.names(near: String(word), among: NameKey.allCases.map(\.rawValue))
        let list = near.map { "%\($0)%" }.joined(separator: " or ")
        let start = near.isEmpty ? "the" : "did you mean \(list)? The"
        throw fail("there is no key %\(word)%; \(start) keys are \(NameKey.allShown)")
      } else {
        throw fail("a percent sign begins a key; write %% for the sign itself; the keys are \(NameKey.allShown)")
      }
    }
    plain += rest
    if !plain.isEmpty { parts.append(.text(plain)) }
    self.parts = parts
  }

  /// The digits of `04d` or `d` at the start of a text, and where it ends; nil where letters go on as in `%date`.
  private static func digits(_ text: Substring) -> (Int, Substring.Index)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let tail = text[digits.endIndex...]
    guard tail.first == "d", digits.count <= 2, !(tail.dropFirst().first?.isLetter ?? false) else { return nil }
    guard digits.isEmpty || digits.first == "0", let count = digits.isEmpty ? 1 : Int(digits) else { return nil }
    return (max(1, count), tail.index(after: tail.startIndex))
  }

  /// Refuses a name that is taken as it is although a key stands in it: sets, vectors and data are named again later.
  ///
  /// - Parameters:
  ///   - text: What was typed, if anything.
  ///   - option: What it is called in the message.
  /// - Throws: ``RequestError/invalid(option:reason:)`` with the key.
  public static func requirePlain(_ text: String?, option: String = "--out") throws(RequestError) {
    guard let text, let key = NameKey.allCases.first(where: { text.contains($0.shown) }) else { return }
    throw .invalid(
      option: "\(option) \(text)",
      reason: "this name is taken as it is, so that \(key.shown) would stay in it; write it without"
    )
  }

  /// Whether the number of a sequence stands in it.
  public var namesFrame: Bool {
    parts.contains { part in
      switch part {
      case .key(.frame), .number: true
      default: false
      }
    }
  }

  /// Whether a key stands in it.
  ///
  /// - Parameter key: The key.
  /// - Returns: True where it does.
  public func has(_ key: NameKey) -> Bool { parts.contains(.key(key)) }

  /// The text with its places filled in, `%SEQ%` left out.
  ///
  /// - Parameters:
  ///   - frame: The number of the sequence.
  ///   - value: What stands for a key; never asked for `%SEQ%`.
  /// - Returns: The pieces between the places of `%SEQ%`: one where there is none.
  /// - Throws: What `value` throws, also where there is no frame.
  func filled(frame: Int?, _ value: (NameKey) throws -> String) throws -> [String] {
    var pieces = [""]
    for part in parts {
      switch part {
      case .text(let text): pieces[pieces.count - 1] += text
      case .key(.sequence): pieces.append("")
      case .number(let digits):
        guard let frame else { throw RequestError.frameless(text, digits == 1 ? "%d" : "%0\(digits)d") }
        pieces[pieces.count - 1] += frame.padded(to: digits)
      case .key(.frame):
        guard let frame else { throw RequestError.frameless(text, NameKey.frame.shown) }
        pieces[pieces.count - 1] += frame.padded(to: 4)
      case .key(let key): pieces[pieces.count - 1] += try value(key).namePart
      }
    }
    return pieces
  }
}

extension RequestError {
  /// A place for a number where nothing is counted.
  fileprivate static func frameless(_ text: String, _ shown: String) -> RequestError {
    .invalid(
      option: "--out \(text)",
      reason:
        "\(shown) is the number of a sequence, and there is none; give --sequence FROM..TO, or %SEQ% for free names"
    )
  }
}

extension String {
  /// The text as a part of a file's name: letters, numbers and `._-+=,@` stay, runs of anything else become `_`, no dot comes first,
  /// and at most 80 characters are taken.
  var namePart: String {
    var result = ""
    for character in self {
      let isSafe = character.isLetter || character.isNumber || "._-+=,@".contains(character)
      if isSafe, !(result.isEmpty && character == ".") {
        result.append(character)
      } else if result.last != "_" {
        result.append("_")
      }
    }
    return String(result.prefix(80))
  }
}

extension Int {
  /// The number with zeros before it.
  func padded(to digits: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
  }
}
