internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import Manifold

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What figures are drawn from: open models, the encodings of one collection of pictures, and a folder to draw into.
struct FigureMaterials {
  /// A model and how it was named.
  struct NamedModel {
    var reference: ModelReference
    var model: GenerativeModel
  }

  /// A model's encodings of the pictures.
  struct Encodings {
    /// The model, which has an encoder.
    var named: NamedModel
    /// The path of the set of posterior means.
    var means: String
    /// The path of the set of posterior draws; nil where the encoder tells no variance.
    var samples: String?

    var reference: ModelReference { named.reference }
    var model: GenerativeModel { named.model }
  }

  /// What was asked for.
  let request: FiguresRequest
  /// How models run.
  let studio: Studio
  /// All models, in the request's order.
  let models: [NamedModel]
  /// Encodings of the models that have an encoder, in the request's order.
  let encodings: [Encodings]
  /// What the pictures are called.
  let dataName: String
  /// Where the pictures are.
  let data: URL
  /// Where vectors are kept between runs.
  let cache: URL
  /// Where pictures are drawn to.
  let folder: URL
  /// The vectors of attributes that figures have learned so far, by the attribute and those that it is balanced over.
  let vectors = LearnedVectors<[String], FigureVector>()
  /// Those of pairs of pictures, by what they are called.
  let syntheticVectors = LearnedVectors<String, BlurVector>()

  /// The encodings of the first model that has an encoder.
  ///
  /// - Throws: ``FigureObstacle`` where no model has one.
  var main: Encodings {
    get throws {
      guard let first = encodings.first else { throw FigureObstacle(reason: "no model has an encoder") }
      return first
    }
  }

  /// Refuses pictures without the labels that a figure needs.
  ///
  /// - Parameter names: The labels.
  /// - Throws: ``FigureObstacle``, and the errors of sets.
  func requireLabels(_ names: [String]) throws {
    let known = try EncodedSet(named: main.means).attributes
    guard let missing = names.first(where: { !known.contains($0) }) else { return }
    throw FigureObstacle(
      reason: known.isEmpty ? "the pictures have no labels" : "the pictures have no label \(missing)"
    )
  }

  /// Some items that vectors are not learned from, as `LabelledItems` holds them out.
  ///
  /// - Parameters:
  ///   - set: The set.
  ///   - most: The greatest number, drawn by the seed.
  /// - Returns: Rising rows.
  /// - Throws: ``FigureObstacle`` where there are none, and the errors of sets.
  func heldOut(of set: EncodedSet, atMost most: Int) throws -> [Int] {
    let rows = try LabelledItems.heldOut(LabelledSelection(), of: set, seed: request.seed).rows
    guard !rows.isEmpty else { throw FigureObstacle(reason: "the pictures are too few to hold some out") }
    return RowSplit.thinned(rows, to: most, seed: request.seed)
  }

  /// Draws a picture into the folder.
  ///
  /// - Parameters:
  ///   - drawing: The picture.
  ///   - name: The file's name without extension.
  ///   - caption: What it shows.
  ///   - command: The command that draws it again.
  /// - Returns: The file and its caption.
  /// - Throws: The errors of files and pictures.
  func picture(_ drawing: Drawing, named name: String, caption: String, command: String? = nil) throws -> FigurePicture
  {
    let file = "\(name).png"
    try drawing.write(to: folder.appendingPathComponent(file))
    return FigurePicture(
      file: file,
      caption: caption,
      width: drawing.picture.width,
      height: drawing.picture.height,
      command: command
    )
  }
}
