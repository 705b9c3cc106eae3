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
  /// The anchors that the arguments name, in order; `set:17` is an item of the set named.
  static func expand(_ arguments: [String], of set: SetFlag) throws -> [Anchor] {
    try arguments.flatMap { argument -> [Anchor] in
      if let number = Anchor.itemNumber(in: argument) {
        guard let name = set.set else {
          throw RequestError.invalid(option: argument, reason: "which set is meant? name it with --set")
        }
        return [.item(number, set: name)]
      }
      if argument.hasPrefix("set:"), !FileManager.default.fileExists(atPath: argument) {
        throw RequestError.invalid(option: argument, reason: "items of a set are named by their number: set:17, set:-1")
      }
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
