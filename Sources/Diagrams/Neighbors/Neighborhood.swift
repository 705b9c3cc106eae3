#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import Manifold

/// What a request about the neighbors of latents in an encoded set starts from.
struct Neighborhood {
  /// The set.
  let set: EncodedSet
  /// How it was named.
  let name: String
  /// The model that encoded it, open.
  let model: GenerativeModel
  /// The queries.
  let queries: ResolvedAnchors
  /// What reads the original pictures.
  let pictures: OpenSets
  /// A sentence where a query was encoded under another condition than the set.
  private let conditionNote: String?

  /// Opens a request's set and model, and resolves its queries.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - anchors: The queries.
  ///   - name: The set's name.
  ///   - posterior: What stands for a picture.
  ///   - studio: Where it is carried out.
  /// - Throws: ``RequestError``, and the errors of sets, models and files.
  init<Request: StudioRequest>(
    _ request: Request,
    anchors: [Anchor],
    of name: String,
    posterior: PosteriorChoice,
    in studio: Studio
  ) throws {
    self.name = name
    set = try EncodedSet(SetFolder(naming: name), originals: studio.originals)
    model = try request.open(request.models[0], in: studio)
    try set.requireModel(model)
    var queries = try AnchorResolver(model, for: request, in: studio, posterior: posterior).resolve(anchors)
    // What is near depends on all items.
    queries.inputs.append(InputStamp(path: name, sha256: try set.digest()))
    self.queries = queries
    conditionNote = queries.hasPictures ? try set.conditionNote(encoding: request.givenConditions, with: model) : nil
    pictures = OpenSets(model: model, originals: studio.originals)
  }

  /// Sentences where a query was encoded in another way than the set.
  func queryNotes(_ posterior: PosteriorChoice) -> [String] {
    [posteriorNote(posterior), conditionNote].compactMap { $0 }
  }

  private func posteriorNote(_ posterior: PosteriorChoice) -> String? {
    let kind = set.description.posterior.kind
    guard queries.hasPictures, kind != posterior.rawValue else { return nil }
    return
      "the set holds \(kind == "mean" ? "means" : "samples") of encodings and the query is a \(posterior.rawValue); "
      + "with --posterior \(kind) it is one of them"
  }

  /// A sentence for latents that lie far from the prior where the set holds means.
  var meansNote: String? {
    guard set.description.posterior.kind == "mean" else { return nil }
    return
      "the set holds means of encodings, which lie nearer to the middle than the prior; --prior set:\(name) measures by the "
      + "set's own law, and a set of `encode --posterior sample` lies where the prior is"
  }

  /// The original picture of an item, or nil where it is gone; of the model's size where no other is given.
  func original(_ item: Int, width: Int? = nil, height: Int? = nil) throws -> PlanarImage? {
    try pictures.originalIfThere(of: set.item(item), in: set, width: width, height: height)
  }
}

extension EncodedSet {
  /// A sentence where a picture that is encoded now is encoded under another condition than the set's were.
  fileprivate func conditionNote(encoding given: [Condition], with model: GenerativeModel) throws -> String? {
    guard let own = description.conditions, let input = try model.encoderCondition() else { return nil }
    guard own.count == 1, case .value(let value) = own[0] else {
      guard given.isEmpty else { return nil }
      return "the set's pictures were encoded each under its own condition; name the query's with --condition"
    }
    guard let query = try OpenConditions(given, for: model).entries.first?.value ?? input.standard,
      try input.row(for: query) != input.row(for: value)
    else { return nil }
    return
      "the set was encoded under the condition \(value.shown) and the query under \(query.shown); with --condition \(value.shown) it "
      + "is one of them"
  }

  /// Refuses a model whose latents are not those of the set.
  ///
  /// - Parameter model: The model; its prior may be another.
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  func requireModel(_ model: GenerativeModel) throws {
    guard description.model.hash == model.encodingHash else {
      throw RequestError.invalid(
        option: "--set \(folder.url.lastPathComponent)",
        reason:
          "its latents are of the model \(description.model.name) (hash \(description.model.hash.prefix(12))), and this is "
          + "\(model.name) (\(model.encodingHash.prefix(12))); name that model with --model, or encode the pictures with this one"
      )
    }
  }
}
