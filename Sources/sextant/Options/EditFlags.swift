import ArgumentParser
import AttributeVectors
import Diagrams

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What says how much of an attribute there is, for amounts that go to a probability.
struct EditScoreFlag: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What says the probability of --to: the model's classifier of the picture, or the vector's own calibration of its "
        + "score, which needs no picture: classifier or score (default: classifier).",
      valueName: "kind"
    )
  )
  var by: EditScore?
}

extension VectorFlags {
  /// The folders and files among which names are looked for: those given, or those that a request speaks of already.
  func named(_ known: [VectorReference]) -> [String] {
    guard vectors.isEmpty else { return vectors }
    var names: [String] = []
    for reference in known where !names.contains(reference.vectors) { names.append(reference.vectors) }
    return names
  }

  /// The same sum in the folders that were given, where some were given after all.
  ///
  /// - Throws: `RequestError` where it cannot be told which folder takes the place of another.
  func moved(_ sum: VectorSum, of known: [VectorSum]) throws -> VectorSum {
    let references = known.flatMap { $0.terms.map(\.vector) }
    return try sum.mapVectors { try moved($0, of: references) }
  }

  /// The same vector in the folder that was given, where one was given after all.
  ///
  /// A folder that is among those given stays; else the one that is called alike takes its place, or the only one given that of the
  /// only one there was.
  ///
  /// - Throws: `RequestError` where it cannot be told which folder takes the place.
  func moved(_ reference: VectorReference, of known: [VectorReference]) throws -> VectorReference {
    guard !vectors.isEmpty, !vectors.contains(where: { Self.path($0) == Self.path(reference.vectors) }) else {
      return reference
    }
    let alike = vectors.filter { Self.path($0).lastPathComponent == Self.path(reference.vectors).lastPathComponent }
    if alike.count == 1 { return VectorReference(vectors: alike[0], name: reference.name) }
    guard vectors.count == 1, Set(known.map(\.vectors)).count == 1 else {
      throw RequestError.invalid(
        option: "--vectors \(vectors.joined(separator: " --vectors "))",
        reason:
          "it is not clear which of them takes the place of \(reference.vectors); give a folder of the same name, or name the "
          + "vectors anew with --edit or --attribute"
      )
    }
    return VectorReference(vectors: vectors[0], name: reference.name)
  }

  private static func path(_ name: String) -> URL { VectorFolder(naming: name).url.standardizedFileURL }
}

extension EditRange {
  /// Two numbers with a comma between.
  ///
  /// - Throws: `RequestError` for anything else.
  init(parsing text: String, _ option: String) throws {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard numbers.count == 2, let low = numbers[0], let high = numbers[1] else {
      throw RequestError.invalid(
        option: "\(option) \(text)",
        reason:
          "two numbers with a comma between are needed, as in \(option)=\(option == "--to" ? "0.05,0.95" : "-2,2")"
      )
    }
    self.init(low, high)
  }
}
