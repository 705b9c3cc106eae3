import Foundation
import GenerativeModels
import TestSupport

@testable import Diagrams

/// Figures of the tiny model and its labelled pictures: smiling ones are bright above, male ones at the left, and men smile less.
struct LabelledFigures {
  let place: LabelledPlace
  let folder: TemporaryFolder
  private let model: GenerativeModel

  init() throws {
    place = try LabelledPlace.shared.get()
    folder = try TemporaryFolder()
    model = try GenerativeModel(package: Repository.tinyModel, options: SessionOptions(threads: 1, spinning: false))
  }

  /// Tells smiling pictures by above and below, and male ones by left and right.
  static let classifier = ClassifierReference(
    Repository.fixture("halves.onnx", of: "Diagrams").path,
    labels: ["Smiling", "Male"]
  )

  /// What figures are drawn from.
  ///
  /// - Parameters:
  ///   - set: The name of the place's set; nil for a model without an encoder.
  ///   - data: Where the pictures are, for official lists.
  ///   - change: Changes what is asked for.
  /// - Returns: What an item takes.
  /// - Throws: The errors of files.
  func materials(
    _ set: String? = "all",
    data: URL? = nil,
    _ change: (inout FiguresRequest) -> Void = { _ in }
  ) throws -> FigureMaterials {
    var request = FiguresRequest()
    request.classifier = Self.classifier
    request.data = data?.path ?? place.folder.url.path
    change(&request)
    let named = FigureMaterials.NamedModel(reference: Tiny.model, model: model)
    return FigureMaterials(
      request: request,
      studio: Studio(session: SessionOptions(threads: 1, spinning: false)),
      models: [named],
      encodings: set.map { [.init(named: named, means: place.path($0) + ".encodings", samples: nil)] } ?? [],
      dataName: "pictures",
      data: data ?? place.folder.url,
      cache: folder.url,
      folder: folder.url
    )
  }

  /// Draws an item.
  func draw(_ item: PaperItem, _ materials: FigureMaterials) throws -> FigureResult {
    var result = FigureResult(item, claim: item.figure.claim)
    try item.figure.draw(with: materials, into: &result)
    return result
  }
}

extension FigureResult {
  /// The finding whose subject contains some words.
  func finding(_ words: String) -> FigureFinding? { findings.first { $0.subject.contains(words) } }
}
