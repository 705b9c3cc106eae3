import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A Markdown document of the repository that shows commands.
struct ShownDocument: CustomStringConvertible {
  /// Its path in the repository.
  let path: String
  /// Its text.
  let text: String

  var description: String { path }

  /// Its fenced blocks.
  var blocks: [FencedBlock] { FencedBlock.all(of: text) }

  /// The document at a path in the repository.
  init(_ path: String) throws {
    self.path = path
    text = String(decoding: try Data(contentsOf: Repository.root.appendingPathComponent(path)), as: UTF8.self)
  }

  /// The paths of all documents that people read: at the top, in `docs`, `recipes`, `Benchmarks` and `Examples`, and the
  /// modules' catalogues; not what links to one of them.
  static let paths: [String] = {
    let folders = ["docs", "recipes", "Benchmarks", "Examples", "Sources"]
    let top = (try? FileManager.default.contentsOfDirectory(atPath: Repository.root.path)) ?? []
    let below = folders.flatMap { folder in
      let names = try? FileManager.default.subpathsOfDirectory(atPath: Repository.root.path + "/" + folder)
      return (names ?? []).map { "\(folder)/\($0)" }
    }
    return (top + below).filter { path in
      guard path.hasSuffix(".md"), !path.contains("/.") else { return false }
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: Repository.root.path + "/" + path)
      return link == nil
    }.sorted()
  }()

  /// The paths of those with blocks of shell commands.
  static let pathsWithCommands = paths.filter { path in
    (try? ShownDocument(path).blocks.contains { $0.language == "sh" }) ?? false
  }
}
