import Datasets
import Diagrams
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Anchors as they are typed: globs and folders become the pictures in them.
enum AnchorList {
  /// The anchors that the arguments name, in order.
  static func expand(_ arguments: [String]) throws -> [Anchor] {
    try arguments.flatMap { argument -> [Anchor] in
      let anchor = Anchor(parsing: argument)
      guard case .image(let path) = anchor else { return [anchor] }
      guard !FileManager.default.fileExists(atPath: path + "/model.json") else {
        throw RequestError.invalid(option: path, reason: "this is a model package; name it with --model")
      }
      let pictures = try ImageFiles.expand([path])
      // A file keeps the name that the person gave it, for the recipe.
      if pictures.count == 1, pictures[0].path == URL(fileURLWithPath: path).path { return [anchor] }
      return pictures.map { .image(path: $0.shownPath) }
    }
  }
}
