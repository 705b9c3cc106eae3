import Diagrams
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import TestSupport

extension Tiny {
  /// A canvas of tiles as large as the model's pictures, in rows that touch.
  static func canvas(rows: Int, columns: Int, _ anchors: [Anchor] = []) -> CanvasRequest {
    var request = CanvasRequest()
    request.models = [model]
    request.anchors = anchors
    (request.arrangement.kind, request.arrangement.rows, request.arrangement.columns) = (.rows, rows, columns)
    request.typical = .off
    return request
  }

  /// A layout as a file would give it.
  static func layout(_ width: Int, _ height: Int, _ places: [CanvasPlace]) throws -> CanvasArrangement {
    var arrangement = CanvasArrangement()
    arrangement.places = try CanvasLayout(width: width, height: height, places: places)
    return arrangement
  }
}

extension PlanarImage {
  /// The tile of a canvas of touching tiles of the tiny model.
  func tile(_ row: Int, _ column: Int) throws -> PlanarImage {
    try cropped(x: 32 * column, y: 32 * row, width: 32, height: 32)
  }

  /// Whether all samples are those of another picture, cut off at 0 and 1, to rounding.
  func shows(_ other: PlanarImage) -> Bool {
    width == other.width && height == other.height && channels == other.channels
      && zip(samples, other.samples).allSatisfy { abs($0 - min(max($1, 0), 1)) < 1e-5 }
  }
}
