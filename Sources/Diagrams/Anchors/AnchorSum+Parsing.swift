internal import AttributeVectors
internal import Datasets
internal import LatentFiles
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension AnchorSum {
  /// The sum that a text writes out; nil for a text that is none.
  ///
  /// Terms are `[NUMBER*]WHAT` with ` + ` or ` - ` between them, spaces included, since paths have signs too; `0.5*set:3` alone is
  /// a sum as well.
  /// WHAT is a vector where one of `vectors` has its name, or where it names a folder of vectors (`unblur`,
  /// `smile.vectors:Smiling`); else it is an anchor. Pictures, folders and patterns that exist under the whole text are no sum.
  ///
  /// - Parameters:
  ///   - text: One argument.
  ///   - vectors: The folders or files of vectors that were named before, such as by `--vectors`.
  ///   - anchor: The one anchor that the text of a term stands for.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of files.
  public init?(
    parsing text: String,
    among vectors: [String] = [],
    anchor: @escaping (String) throws -> Anchor = { Anchor(parsing: $0) }
  ) throws {
    let pieces = Self.pieces(of: text)
    guard pieces.count > 1 || text.contains("*") else { return nil }
    let named = try vectors.flatMap { try VectorSet(named: $0).names }
    let reader = TermReader(text: text, vectors: vectors, named: named, anchor: anchor)
    // A pattern may stand for many pictures: it is looked up last.
    if pieces.count == 1, try !reader.isWeighted(text) { return nil }
    if Self.isPath(text) { return nil }
    try self.init(pieces.map { try reader.term($0.text, isNegative: $0.isNegative) })
  }

  /// The texts between operators; an operator at either end, or two in a row, leave an empty one.
  static func pieces(of text: String) -> [(text: String, isNegative: Bool)] {
    let letters = Array(" \(text) ")
    var pieces: [(text: String, isNegative: Bool)] = []
    var (start, isNegative, place) = (0, false, 0)
    func piece(to end: Int) -> (String, Bool) { (trimmed(letters[start..<max(start, end)]), isNegative) }
    while place + 2 < letters.count {
      let sign = letters[place + 1]
      if letters[place] == " ", letters[place + 2] == " ", sign == "+" || sign == "-" {
        pieces.append(piece(to: place))
        // The space after an operator can be the one before the next.
        (start, isNegative, place) = (place + 2, sign == "-", place + 2)
      } else {
        place += 1
      }
    }
    return pieces + [piece(to: letters.count)]
  }

  static func trimmed(_ letters: some BidirectionalCollection<Character>) -> String {
    var rest = letters[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }

  /// Whether the whole text names something that exists: a file, a folder, rows of a file of latents, or a pattern's pictures.
  private static func isPath(_ text: String) -> Bool {
    if (try? ImageFiles.expand([text])) != nil || FileManager.default.fileExists(atPath: text) { return true }
    guard LatentReference.isLikely(text) else { return false }
    var path = text[...]
    while let colon = path.lastIndex(of: ":") {
      path = path[..<colon]
      // What follows the file of a whole text is an array or a row.
      guard !text[colon...].contains(" ") else { return false }
      if FileManager.default.fileExists(atPath: String(path)) { return true }
    }
    return false
  }
}

/// Reads the terms of a sum.
private struct TermReader {
  /// The whole sum, for messages.
  let text: String
  let vectors: [String]
  /// What the vectors in them are called.
  let named: [String]
  let anchor: (String) throws -> Anchor

  func fail(_ reason: String) -> RequestError { .invalid(option: text, reason: reason) }

  /// Whether a text without operators is a number times something that exists, and not a pattern such as `2*.jpg`.
  func isWeighted(_ term: String) throws -> Bool {
    guard let (weight, what) = split(term), Double(typed: weight) != nil, !what.isEmpty else { return false }
    return try vector(what) != nil || what == Anchor.random.shown || Anchor.itemNumber(in: what) != nil
      || FileManager.default.fileExists(atPath: what) || LatentReference.isLikely(what) && !what.hasPrefix(".")
  }

  func term(_ term: String, isNegative: Bool) throws -> AnchorSum.Term {
    guard !term.isEmpty else {
      throw fail("a term is missing beside an operator; write as in set:17 + 0.8*Smiling - unblur")
    }
    let sign: Double = isNegative ? -1 : 1
    guard !FileManager.default.fileExists(atPath: term), let (weight, what) = split(term) else {
      return AnchorSum.Term(weight: sign, try value(term))
    }
    guard !weight.isEmpty else { throw fail("a number is missing before the * of \(term); write as in 0.8*\(what)") }
    guard !what.isEmpty else { throw fail("nothing follows the * of \(term); write as in 0.8*Smiling") }
    if let number = Double(typed: weight) { return AnchorSum.Term(weight: sign * number, try value(what)) }
    guard try !Double.isLikelyTyped(weight) && vector(what) == nil else {
      throw fail("\(weight) is no number; weights are written as in 0.8*\(what)")
    }
    return AnchorSum.Term(weight: sign, try value(term))
  }

  /// What stands before and after the first `*`.
  private func split(_ term: String) -> (weight: String, what: String)? {
    guard let star = term.firstIndex(of: "*") else { return nil }
    return (AnchorSum.trimmed(term[..<star]), AnchorSum.trimmed(term[term.index(after: star)...]))
  }

  private func value(_ what: String) throws -> AnchorSum.Term.Value {
    if let vector = try vector(what) { return .vector(vector) }
    if case .image(let path) = Anchor(parsing: what), !what.hasPrefix("set:") { try requireFile(path) }
    return .anchor(try anchor(what))
  }

  /// The vector of a name; nil where the name is an anchor's.
  private func vector(_ what: String) throws -> VectorReference? {
    if named.contains(what) { return try VectorReference(parsing: what, among: vectors) }
    if VectorFolder(naming: what).exists { return try VectorReference(existing: what, among: []) }
    guard let colon = what.lastIndex(of: ":"), colon > what.startIndex, !LatentReference.isLikely(what) else {
      return nil
    }
    let folder = String(what[..<colon])
    guard VectorFolder(naming: folder).exists || folder.hasSuffix(VectorFolder.suffix) else { return nil }
    return try VectorReference(existing: what, among: [])
  }

  /// Refuses a name under which there is nothing, most likely a vector's that is misspelled.
  private func requireFile(_ path: String) throws {
    guard (try? ImageFiles.expand([path])) == nil, !FileManager.default.fileExists(atPath: path) else { return }
    guard !ImageFiles.hasExtension(path), !path.contains("/") else {
      throw FileError.missing(URL(fileURLWithPath: path))
    }
    throw fail(
      "there is no file and no vector \(path); "
        + (named.isEmpty
          ? "name the folder of vectors with --vectors, or write FOLDER.vectors:NAME"
          : NameSuggestion.sentence(for: path, among: named))
    )
  }
}
