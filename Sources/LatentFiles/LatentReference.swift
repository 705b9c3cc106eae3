#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// The name of latents in a file: the file, an array in it, a row of it.
///
/// | text | file | array | row |
/// |---|---|---|---|
/// | `z.npy`, `z.json` | the file | the only one | all |
/// | `z.npy:3` | | | 3, the first being 0 |
/// | `z.npy:-1` | | | the last one, as in NumPy |
/// | `z.npz` | | the first one | all |
/// | `z.npz:faces` | | `faces` | all |
/// | `z.npz:faces:3` | | `faces` | 3 |
public struct LatentReference: Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var file: URL
  /// The name of an array in an `.npz` archive; nil for its first one and for files that hold only one.
  public var array: String?
  /// The row, counted from 0, or from the end if it is negative; nil for all.
  public var row: Int?

  /// A reference of known parts.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - array: The name of an array in an `.npz` archive; nil for the first one.
  ///   - row: The row, from 0, or from the end if it is negative; nil for all.
  public init(file: URL, array: String? = nil, row: Int? = nil) {
    self.file = file
    self.array = array
    self.row = row
  }

  /// Takes a text of the table above apart.
  ///
  /// A file may have a colon in its own name: the longest part of the text that names an existing file is the file.
  /// When no file exists, the text is taken apart as if one did, so that the error of reading it names the right file.
  /// An array whose name is a number needs a row too (`z.npz:7:0`).
  ///
  /// - Parameter text: The text as a person typed it.
  /// - Throws: ``LatentFileError/badReference(_:reason:)`` if there is nothing before or after a colon.
  public init(parsing text: String) throws {
    guard !text.isEmpty else { throw LatentFileError.badReference(text, reason: "it is empty") }
    let path = Self.existingFile(in: text) ?? Self.likelyFile(in: text)
    guard !path.isEmpty else { throw LatentFileError.badReference(text, reason: "there is no file before the colon") }
    file = URL(fileURLWithPath: String(path))
    guard path.endIndex < text.endIndex else { return }
    let rest = text[text.index(after: path.endIndex)...]
    let colon = rest.lastIndex(of: ":")
    let last = colon.map { rest[rest.index(after: $0)...] } ?? rest
    guard !last.isEmpty, rest.first != ":" else {
      throw LatentFileError.badReference(text, reason: "nothing follows the colon")
    }
    if let row = Self.rowNumber(last) {
      self.row = row
      array = colon.map { String(rest[..<$0]) }
    } else {
      array = String(rest)
    }
  }

  /// Whether a text looks like the name of latents: a `.npy`, `.npz` or `.json` file, with or without an array or a row.
  ///
  /// - Parameter text: A text of the table above, or any other.
  /// - Returns: True where its last part has such an extension at its end or before a colon.
  public static func isLikely(_ text: String) -> Bool {
    guard let name = text.split(separator: "/").last?.lowercased() else { return false }
    return [".npy", ".npz", ".json"].contains { name.hasSuffix($0) || name.contains($0 + ":") }
  }

  /// The reference as ``init(parsing:)`` reads it.
  public var description: String {
    var text = file.shownPath
    if let array { text += ":\(array)" }
    if let row { text += ":\(row)" }
    return text
  }

  /// The same latents, one row of them.
  func at(row: Int) -> LatentReference { LatentReference(file: file, array: array, row: row) }

  /// The same file, an array of it.
  func at(array: String) -> LatentReference { LatentReference(file: file, array: array) }

  /// The longest part of the text, up to its end or a colon, that is the name of something that exists.
  private static func existingFile(in text: String) -> Substring? {
    var path = text[...]
    while !FileManager.default.fileExists(atPath: String(path)) {
      guard let colon = path.lastIndex(of: ":") else { return nil }
      path = path[..<colon]
    }
    return path
  }

  /// What the file must be when none exists: without the row, and without the array if what precedes it looks like an
  /// archive.
  private static func likelyFile(in text: String) -> Substring {
    var path = text[...]
    if let colon = path.lastIndex(of: ":"), rowNumber(path[path.index(after: colon)...]) != nil {
      path = path[..<colon]
    }
    let archiveEnd = path.indices.first { path[$0] == ":" && path[..<$0].lowercased().hasSuffix(".npz") }
    return archiveEnd.map { path[..<$0] } ?? path
  }

  /// A row's number; one that is too large for any file stays one, so that the error speaks of rows.
  private static func rowNumber(_ text: Substring) -> Int? {
    let digits = text.first == "-" ? text.dropFirst() : text
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(text) ?? (text.first == "-" ? .min : .max)
  }
}
