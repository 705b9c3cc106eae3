internal import Imaging
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What a picture says of itself: the request that drew it, and the digests of all that went in.
///
/// In the picture it is JSON with sorted keys. `request` holds every value that decides the pixels, `seed` included;
/// `anchors` are the latents that the anchors stood for, one list per model, so that a walk can go on from them even
/// where the pictures are gone.
public struct Recipe: Sendable, Codable, Equatable {
  /// The version of Sextant that drew the picture.
  public var sextant: String
  /// What was asked for, with its verb.
  public var request: AnyDiagramRequest
  /// The models, in the request's order.
  public var models: [ModelStamp]
  /// The files that anchors and attribute vectors were read from.
  public var inputs: [InputStamp]
  /// The anchors' latents: for each model, for each anchor, d numbers.
  public var anchors: [[[Float]]]
  /// How far the decoded latents lie from the prior, for each model; nil in pictures of an older Sextant.
  public var typicality: [Typicality]?

  /// The JSON text.
  ///
  /// - Returns: One line, keys sorted: the same recipe is always the same bytes.
  public func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The recipe inside a picture.
  ///
  /// - Parameter url: A picture that Sextant drew.
  /// - Throws: ``RequestError/recipe(path:reason:)`` where there is none or it cannot be read; `FileError` and
  ///   `ImageReadingError` where the file is not a picture.
  public init(inPictureAt url: URL) throws {
    guard let text = try PlanarImage.recipe(inImageAt: url) else {
      throw RequestError.recipe(
        path: url.shownPath,
        reason:
          "the picture carries no recipe; pictures of latents and charts of reports can be replayed as long as no other program changed "
          + "them, and charts of scores and correlations cannot"
      )
    }
    do {
      self = try JSONDecoder().decode(Recipe.self, from: Data(text.utf8))
    } catch let error as any ExplainedError {
      throw error
    } catch {
      throw RequestError.recipe(
        path: url.shownPath,
        reason: "the recipe inside cannot be read by Sextant \(Sextant.version); draw the picture again from its inputs"
      )
    }
  }

  /// The recipe of a drawing.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - models: The models, in the request's order.
  ///   - anchors: What the anchors stood for in each model; empty where there were none.
  ///   - offsets: What was added to the latents.
  ///   - conditions: The files that conditions were read from.
  ///   - typicality: How far the decoded latents lie from each model's prior.
  init(
    request: AnyDiagramRequest,
    models: [ModelStamp],
    anchors: [ResolvedAnchors],
    offsets: OffsetSum,
    conditions: [InputStamp] = [],
    typicality: [Typicality]
  ) {
    self.sextant = Sextant.version
    self.request = request
    self.models = models
    inputs = []
    self.typicality = typicality.map(\.rounded)
    self.anchors = anchors.map { found in (0..<found.latents.count).map { found.latents[$0].values } }
    self = adding(anchors.flatMap(\.inputs) + offsets.inputs + conditions)
  }

  /// The recipe with more inputs, each once.
  func adding(_ stamps: [InputStamp]) -> Recipe {
    var recipe = self
    for stamp in stamps where !recipe.inputs.contains(stamp) { recipe.inputs.append(stamp) }
    return recipe
  }
}
