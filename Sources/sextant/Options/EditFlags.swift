import ArgumentParser
import AttributeVectors
import Diagrams

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

  /// The same vector in the folder that was given, where one was given after all.
  func moved(_ reference: VectorReference) throws -> VectorReference {
    guard !vectors.isEmpty else { return reference }
    guard let name = reference.name else { return VectorReference(vectors: vectors[0], name: nil) }
    return try VectorReference(parsing: name, among: vectors)
  }
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
