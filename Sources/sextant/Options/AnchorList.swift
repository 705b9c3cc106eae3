import Datasets
import Diagrams
import SafeFiles

/// Anchors as they are typed: globs and folders become the pictures in them.
enum AnchorList {
  /// The anchors that the arguments name, in order.
  static func expand(_ arguments: [String]) throws -> [Anchor] {
    try arguments.flatMap { argument -> [Anchor] in
      let anchor = Anchor(parsing: argument)
      guard case .image(let path) = anchor else { return [anchor] }
      return try ImageFiles.expand([path]).map { .image(path: $0.shownPath) }
    }
  }
}
