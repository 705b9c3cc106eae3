internal import AttributeVectors
internal import EncodedSets
internal import LatentFiles
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Recipe {
  /// The request with the latents that the recipe keeps in place of its anchors.
  ///
  /// Original pictures are then not needed and not shown.
  ///
  /// - Parameters:
  ///   - request: A request of this recipe.
  ///   - picture: What the picture is called in messages.
  /// - Returns: The same request over numbers.
  /// - Throws: ``RequestError`` where the verb has no anchors, or several models gave different latents.
  public func withRecordedLatents<Request: StudioRequest>(_ request: Request, picture: String) throws -> Request {
    guard let latents = anchors.first, anchors.count == 1 else {
      let reason =
        anchors.isEmpty
        ? "--from-latents: the recipe keeps no latents, since \(Request.command) has no anchors; replay it without"
        : "--from-latents: the recipe keeps latents of several models; replay it with the original inputs"
      throw RequestError.recipe(path: picture, reason: reason)
    }
    guard let anchored = request as? any AnchoredRequest else {
      throw RequestError.recipe(
        path: picture,
        reason:
          "--from-latents: \(Request.command) shows original pictures, which latents cannot replace; replay it without"
      )
    }
    guard let request = anchored.over(latents.map { .vector($0) }) as? Request else {
      preconditionFailure("the request keeps its type")
    }
    return request
  }

  /// Checks that a replay went from the same models and inputs, as far as the request still names them.
  ///
  /// - Parameters:
  ///   - recipe: What was drawn now.
  ///   - replayed: The request that drew it, after overrides.
  ///   - original: The request of this recipe.
  ///   - picture: What the picture is called in messages.
  /// - Throws: ``RequestError/recipe(path:reason:)`` with the model or file that changed.
  public func checkInputs<Request: StudioRequest>(
    of recipe: Recipe,
    replayed: Request,
    original: Request,
    picture: String
  ) throws {
    if replayed.models == original.models {
      for (then, now) in zip(models, recipe.models) where then.hash != now.hash {
        throw RequestError.recipe(
          path: picture,
          reason: "the model \(then.name) is not the one that drew it (hash \(then.hash.prefix(12)), now "
            + "\(now.hash.prefix(12))); restore it, or name a model with --model"
        )
      }
    }
    for then in inputs {
      guard let now = recipe.inputs.first(where: { $0.path == then.path }), now != then else { continue }
      guard !SetFolder(naming: then.path).hasSet else {
        throw RequestError.recipe(
          path: picture,
          reason: "the items of the set \(then.path) are others since, by `encode --append` or anew; draw it anew with "
            + "`sextant \(Request.command)`, or name a copy of the set as it was with --set"
        )
      }
      let fields = (original as? any RequestWithFields)?.fields ?? []
      let cure =
        fields.contains { $0.vector.terms.contains { $0.vector.shown == then.path } }
        ? "give --field or --no-field"
        : original.offsets.contains { $0.reference.shown == then.path }
          ? "give --offset or --no-offset"
          : original.givenConditions.contains { $0.shown == then.path }
            ? "give --condition"
            : VectorFolder(naming: String(then.path.prefix { $0 != ":" })).exists
              ? "draw it anew with `sextant \(Request.command)`" : "name the anchors anew"
      throw RequestError.recipe(
        path: picture,
        reason: "the input \(then.path) has changed since (SHA-256 \(then.sha256.prefix(12)), now "
          + "\(now.sha256.prefix(12))); restore it, or \(cure)"
      )
    }
  }
}

extension StudioRequest {
  /// What a person can do where a file of the request is gone, as the end of a sentence.
  ///
  /// - Parameter file: The file; vectors have an error of their own.
  /// - Returns: `name the anchors anew, or …`.
  public func cure(ofMissing file: URL) -> String {
    func isFile(_ reference: String) -> Bool { (try? LatentReference(parsing: reference))?.file.path == file.path }
    let isCondition = givenConditions.contains { condition in
      if case .rows(let reference) = condition { isFile(reference) } else { false }
    }
    if isCondition { return "or say where it is now by --condition; --no-condition takes the model's own" }
    let isAnchor = ((self as? any RequestWithAnchors)?.anchors ?? []).flatMap(\.parts).contains { anchor in
      switch anchor {
      case .image(let path): URL(fileURLWithPath: path).path == file.path
      case .tiles(let sheet): URL(fileURLWithPath: sheet.path).path == file.path
      case .latents(let reference): isFile(reference)
      case .random, .vector, .item, .sum: false
      }
    }
    if isAnchor { return "name the anchors anew, or use --from-latents" }
    return "or say where it is now by the option that names it"
  }
}
