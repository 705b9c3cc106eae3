import Diagrams
import EncodedSets
import Foundation
import TestSupport

/// Requests over the tiny model and its pictures.
enum Tiny {
  static let model = ModelReference.package(Repository.tinyModel.path)

  static func image(_ name: String) -> Anchor {
    .image(path: Repository.tinyModel.appendingPathComponent("images/\(name).png").path)
  }

  static let corners = [image("a"), image("b"), image("c")]

  static var jdiagram: JDiagramRequest {
    var request = JDiagramRequest()
    request.models = [model]
    request.anchors = corners
    return request
  }

  static var interpolate: InterpolateRequest {
    var request = InterpolateRequest()
    request.models = [model]
    request.anchors = [image("a"), image("b")]
    return request
  }

  static var reconstruct: ReconstructRequest {
    var request = ReconstructRequest()
    request.models = [model]
    request.anchors = corners
    return request
  }

  static var sample: SampleRequest {
    var request = SampleRequest()
    request.models = [model]
    request.seed = 1
    return request
  }
}
