#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A vector as a person names it: `Smiling` of the vectors that were named, `smile.vectors:Smiling`, `plat.json:3`, or `unblur`, a
/// folder `unblur.vectors` with a single vector.
public struct VectorReference: Sendable, Equatable, Hashable, Codable {
  /// The folder or file of vectors.
  public var vectors: String
  /// The vector in it; nil for its only one.
  public var name: String?

  /// A reference of known parts.
  ///
  /// - Parameters:
  ///   - vectors: The folder or file of vectors.
  ///   - name: The vector in it; nil for its only one.
  public init(vectors: String, name: String?) {
    self.vectors = vectors
    self.name = name
  }

  /// Takes a text apart.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - named: The folders or files of vectors that were named before, such as by `--vectors`; only one of them may have a
  ///     vector of this name.
  /// - Throws: ``AttributeError``, and the errors of files.
  public init(parsing text: String, among named: [String]) throws {
    let owners = try named.filter { try VectorSet(named: $0).names.contains(text) }
    guard owners.count <= 1 else {
      throw AttributeError.invalid(
        option: text,
        reason: "\(owners.joined(separator: " and ")) both have it; write \(owners[0]):\(text) or \(owners[1]):\(text)"
      )
    }
    if let owner = owners.first {
      self.init(vectors: owner, name: text)
      return
    }
    if VectorFolder(naming: text).exists {
      self.init(vectors: text, name: nil)
      return
    }
    if let colon = text.lastIndex(of: ":") {
      let (vectors, name) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
      guard !vectors.isEmpty, !name.isEmpty else {
        throw AttributeError.invalid(option: text, reason: "a vector is named as in smile.vectors:Smiling")
      }
      self.init(vectors: vectors, name: name)
      return
    }
    if FileManager.default.fileExists(atPath: text) {
      self.init(vectors: text, name: nil)
      return
    }
    let known = try named.flatMap { try VectorSet(named: $0).names }
    guard !named.isEmpty else {
      throw AttributeError.invalid(
        option: text,
        reason: "there are no vectors of this name; name their folder with --vectors, or write FOLDER.vectors:NAME"
      )
    }
    throw AttributeError.unknownAttribute(text, known: known)
  }

  /// What a person calls it.
  public var shown: String { name.map { "\(vectors):\($0)" } ?? vectors }

  /// The vector in an opened set.
  ///
  /// - Parameter set: The vectors of ``vectors``.
  /// - Returns: Its row.
  /// - Throws: ``AttributeError``.
  public func row(in set: VectorSet) throws(AttributeError) -> Int {
    if let name { return try set.index(of: name) }
    guard set.entries.count == 1 else {
      throw .invalid(
        option: vectors,
        reason: "it has \(set.entries.count) vectors; name one, as in \(vectors):\(set.names[0])"
      )
    }
    return 0
  }
}
