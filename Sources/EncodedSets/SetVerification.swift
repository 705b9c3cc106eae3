internal import GenerativeModels
internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What a look at every byte of a set found.
public struct SetVerification: Sendable, Encodable, Equatable {
  /// The set's folder.
  public let set: String
  /// Whether all pictures of all sessions are encoded.
  public private(set) var finished = false
  /// The number of items in the catalogue; nil where it cannot be read.
  public private(set) var count: Int?
  /// What is wrong, one sentence each; empty for a sound set.
  public private(set) var problems: [String] = []

  /// Looks at a set: structure, counts, finite numbers, digests.
  ///
  /// - Parameter folder: The set's folder.
  /// - Throws: `FileError` where there is nothing, ``EncodedSetError/notASet(_:)`` where it is no set.
  public init(_ folder: SetFolder) throws {
    set = folder.url.shownPath
    let description: SetDescription
    do {
      description = try SetDescription(folder)
    } catch EncodedSetError.damaged(let url, let reason) {
      problems.append("\(url.lastPathComponent): \(reason)")
      return
    }
    finished = description.finished
    var items: Int?
    note("catalog.sqlite") { items = try Self.check(catalog: folder, description) }
    note("vectors.npy") { try Self.check(vectors: folder, description, count: items) }
    count = items
    guard description.finished else { return }
    note("vectors.npy") { try Self.check(folder.vectors, digest: description.vectorsSHA256) }
    note("catalog.sqlite") { try Self.check(folder.catalog, digest: description.catalogSHA256) }
    if let digest = description.priorSHA256 { note("prior.json") { try Self.check(folder.prior, digest: digest) } }
    if let items, description.count != items {
      problems.append("set.json: it says \(description.count ?? 0) items and the catalogue has \(items)")
    }
  }

  /// A problem of a file.
  private struct Problem: Error {
    let text: String
  }

  /// Remembers what a check throws.
  private mutating func note(_ file: String, _ check: () throws -> Void) {
    do {
      try check()
    } catch let problem as Problem {
      problems.append("\(file): \(problem.text)")
    } catch EncodedSetError.damaged(_, let reason) {
      problems.append("\(file): \(reason)")
    } catch let error as any ExplainedError {
      problems.append(error.description)
    } catch {
      problems.append("\(file): \(error)")
    }
  }

  private static func check(catalog folder: SetFolder, _ description: SetDescription) throws -> Int {
    let reader = try CatalogReader(folder.catalog)
    let answer = try reader.integrity()
    guard answer == "ok" else { throw Problem(text: "SQLite finds it damaged (\(answer))") }
    guard try reader.hasConsecutiveIDs() else { throw Problem(text: "the ids of its items are not 0, 1, 2, …") }
    let count = try reader.count()
    if let session = description.sessions.last, description.finished {
      let expected = session.firstItem + session.firstSkipped + session.pictures
      let found = count + (try reader.skippedCount())
      guard found == expected else {
        throw Problem(text: "it knows \(found.counted("picture")) and set.json names \(expected)")
      }
    }
    return count
  }

  private static func check(vectors folder: SetFolder, _ description: SetDescription, count: Int?) throws {
    let vectors = try MappedLatents(folder.vectors)
    guard vectors.dimension == description.dimension else {
      throw Problem(text: "its rows have \(vectors.dimension) numbers, and set.json says \(description.dimension)")
    }
    // What a killed run wrote last is not in the catalogue yet, and is cut off when it goes on.
    if let count, description.finished ? vectors.count != count : vectors.count < count {
      throw Problem(text: "it has \(vectors.count.counted("row")) and the catalogue \(count.counted("item"))")
    }
    try vectors.withUnsafeValues { values in
      guard let index = FiniteCheck.firstFailure(in: values) else { return }
      let (row, column) = (index / vectors.dimension, index % vectors.dimension)
      throw Problem(text: "row \(row), column \(column) is \(values[index]), which is not finite")
    }
  }

  private static func check(_ file: URL, digest: String?) throws {
    guard let digest else { throw Problem(text: "set.json has no digest of it although the set is finished") }
    let found = try FileDigest.sha256(of: file)
    guard found == digest else {
      throw Problem(
        text: "its SHA-256 is \(found.prefix(12))…, and set.json says \(digest.prefix(12))…: it was changed"
      )
    }
  }
}
