import AttributeVectors
import Diagrams
import Foundation
import GenerativeModels
import LatentGeometry
import TestSupport

/// Vectors of the tiny model in a folder of their own, and requests over them.
struct TinyEdits {
  let place: TemporaryFolder
  let vectors: LatentBatch

  /// Smiling is calibrated and Male is not.
  init() throws {
    place = try TemporaryFolder()
    let model = try GenerativeModel(package: Repository.tinyModel)
    vectors = LatentGenerator(seed: 21)
      .sample(.gaussian(mean: 0, standardDeviation: 0.2), count: 2, dimension: model.latentDimension)
    var entries = ["Smiling", "Male"].map { AttributeVector(name: $0, method: .mean, length: 1) }
    entries[0].calibration = .init(slope: 2, intercept: 0.5)
    let set = VectorSet(
      entries: entries,
      vectors: vectors,
      model: VectorSet.Model(name: "tiny", hash: model.encodingHash)
    )
    try set.write(named: path)
  }

  var path: String { place.file("tiny.vectors").path }

  func reference(_ name: String) -> VectorReference { VectorReference(vectors: path, name: name) }

  var traverse: TraverseRequest {
    var request = TraverseRequest()
    request.models = [Tiny.model]
    request.anchors = [Tiny.image("a"), Tiny.image("b")]
    request.attributes = [VectorSum(reference("Smiling"))]
    request.steps = 5
    return request
  }

  var plane: TraverseRequest {
    var request = traverse
    request.attributes.append(VectorSum(reference("Male")))
    (request.rows, request.rangeY) = (3, EditRange(-1, 3))
    return request
  }

  var compare: CompareRequest {
    var request = CompareRequest()
    request.models = [Tiny.model]
    request.anchors = Tiny.corners
    request.edits = [CompareEdit([.init(reference("Smiling"), amount: 1.5)], label: "more")]
    return request
  }
}
