import AttributeVectors
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
  /// The anchors that the arguments name, in order; `set:17` is an item of the set named, also within a sum.
  ///
  /// - Parameters:
  ///   - arguments: As they were typed.
  ///   - set: The set that was named.
  ///   - vectors: The attribute vectors that sums can speak of by their names.
  ///   - known: The set of the request so far, which counts where none was named.
  /// - Returns: The anchors.
  /// - Throws: ``RequestError``, and the errors of files and vectors.
  static func expand(
    _ arguments: [String],
    of set: SetFlag,
    among vectors: VectorFlags,
    known: String? = nil
  ) throws -> [Anchor] {
    try arguments.flatMap { argument -> [Anchor] in
      let items = SetItems(parsing: argument).flatMap { FileManager.default.fileExists(atPath: argument) ? nil : $0 }
      // A condition may have operators of its own.
      let sum =
        items?.isCondition == true
        ? nil
        : try AnchorSum(parsing: argument, among: vectors.vectors) { term in
          let anchors = try expand([term], of: set, among: vectors, known: known)
          guard anchors.count == 1 else {
            throw RequestError.invalid(
              option: argument,
              reason: "a term is one latent, and \(term) names \(anchors.count) anchors; name one of them"
            )
          }
          return anchors[0]
        }
      if let sum { return [.sum(sum)] }
      if let items {
        guard let name = set.set ?? known else {
          throw RequestError.invalid(option: argument, reason: "which set is meant? name it with --set")
        }
        if let anchors = try items.anchors(of: name) { return anchors }
        throw RequestError.invalid(
          option: argument,
          reason: "items of a set are named by their number, by a range or by a condition: set:17, set:-1, set:0..24, "
            + "\"set:Smiling = 1\""
        )
      }
      if let number = Int(argument), set.set ?? known != nil, !FileManager.default.fileExists(atPath: argument) {
        throw RequestError.invalid(option: argument, reason: "an item of the set is named set:\(number)")
      }
      if let rows = try Anchor.listedRows(of: argument) { return rows }
      let anchor = Anchor(parsing: argument)
      guard case .image(let path) = anchor else { return [anchor] }
      guard !FileManager.default.fileExists(atPath: path + "/model.json") else {
        throw RequestError.invalid(option: path, reason: "this is a model package; name it with --model")
      }
      try refuseVectors(path, among: vectors)
      if isInside(path) { return [anchor] }
      let pictures = try ImageFiles.expand([path])
      // A file keeps the name that the person gave it, for the recipe.
      if pictures.count == 1, pictures[0].path == URL(fileURLWithPath: path).path { return [anchor] }
      return pictures.map { .image(path: $0.shownPath) }
    }
  }

  /// Whether a picture is one of many in a file that is there, as recipes and encoded sets name it: `train-images-idx3-ubyte:17`.
  private static func isInside(_ path: String) -> Bool {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    return PictureSource(root: here).container(of: path).map { FileManager.default.fileExists(atPath: $0.path) }
      ?? false
  }

  /// Refuses vectors where an anchor is needed.
  private static func refuseVectors(_ text: String, among vectors: VectorFlags) throws {
    let exists = FileManager.default.fileExists(atPath: text)
    let isFolder =
      VectorFolder(naming: text).exists
      && (!exists || VectorFolder(naming: text).url.path == URL(fileURLWithPath: text).path)
    guard try isFolder || !exists && vectors.vectors.contains(where: { try VectorSet(named: $0).names.contains(text) })
    else { return }
    throw RequestError.invalid(
      option: text,
      reason: "vectors alone are no latent; add them to an anchor, as in set:17 + \(text)"
    )
  }
}
