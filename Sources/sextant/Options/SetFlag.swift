import ArgumentParser
import Diagrams
import EncodedSets
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The encoded set whose items are named `set:17`.
struct SetFlag: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The encoded set that set:17 speaks of; its model is the one used where no --model is named.",
      valueName: "name|dir"
    ),
    completion: .directory
  )
  var set: String?

  func validate() throws {
    if let set, set.isEmpty { throw ValidationError("--set: a name is needed, such as --set faces") }
  }

  /// Latents as `decode` names them: an item becomes a row of its set's file, a sum stays one, and all else is a file.
  func latents(named text: String, among vectors: VectorFlags) throws -> Anchor {
    let isSum = try AnchorSum(parsing: text, among: vectors.vectors) != nil
    if isSum {
      let anchor = try AnchorList.expand([text], of: self, among: vectors)[0]
      guard ![anchor].hasDraws else {
        throw RequestError.invalid(option: text, reason: "nothing is drawn by `decode`; name latents instead of random")
      }
      return anchor
    }
    guard let number = Anchor.itemNumber(in: text) else { return .latents(reference: text) }
    guard let set else {
      throw RequestError.invalid(option: text, reason: "which set is meant? name it with --set")
    }
    let opened = try EncodedSet(named: set)
    return .latents(reference: "\(opened.folder.vectors.shownPath):\(try opened.row(number))")
  }

  /// The set's own model; nil where no set is named.
  func model() throws -> ModelReference? {
    try set.map { try SetDescription(SetFolder(naming: $0)).model.reference }
  }
}
