internal import EncodedSets

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Commands that draw edits of a set's items again.
enum EditCommand {
  /// A command line; words that a shell would take apart are quoted.
  ///
  /// - Parameters:
  ///   - verb: Such as `traverse`.
  ///   - rows: The items.
  ///   - faces: Whose items they are.
  ///   - options: What else the verb is told.
  ///   - item: Whose picture it is.
  /// - Returns: One line.
  static func line(
    _ verb: [String],
    _ rows: [Int],
    of faces: LabelledFaces,
    _ options: [String],
    drawing item: PaperItem
  ) -> String {
    let items = rows.map { "set:\($0)" } + ["--set", faces.encodings.means]
    let words = ["sextant"] + verb + items + model(faces.encodings.reference) + options
    return (words + ["--typical", "off", "--out", "\(item.rawValue).png"]).map(\.shellWord).joined(separator: " ")
  }

  /// Constants and other priors have no short form; the picture's recipe has them.
  private static func model(_ reference: ModelReference) -> [String] {
    switch reference {
    case .package(let name, _, _): ["--model", name]
    case .bare(let decoder, let encoder, _, _): ["--decoder", decoder] + (encoder.map { ["--encoder", $0] } ?? [])
    }
  }
}
