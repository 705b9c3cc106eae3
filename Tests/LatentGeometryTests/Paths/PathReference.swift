import Foundation
import TestSupport

/// Splines and noise computed another way by NumPy.
///
/// Written by `python3 tools/make_path_reference.py` into Tests/Fixtures/LatentGeometry/paths.json.
struct PathReference: Decodable, Sendable {
  struct Spline: Decodable, Sendable {
    var anchors: [[Float]]
    var closed: Bool
    var places: [Double]
    var points: [[Double]]
  }

  struct Noise: Decodable, Sendable {
    var seed: UInt64
    var channel: UInt32
    var octaves: Int
    var persistence: Double
    var period: Int?
    var point: [Double]
    var values: [Double]
  }

  var splines: [Spline]
  var noise: [Noise]

  static func load() throws -> PathReference {
    let url = Repository.fixture("paths.json", of: "LatentGeometry")
    return try JSONDecoder().decode(PathReference.self, from: Data(contentsOf: url))
  }
}
