import Foundation
import TestSupport

/// Numbers computed in double precision and better by NumPy and mpmath.
///
/// Written by `python tools/make_geometry_reference.py` into Tests/Fixtures/LatentGeometry/reference.json.
struct Reference: Decodable, Sendable {
  struct NumPy: Decodable, Sendable {
    struct Mixed: Decodable, Sendable {
      var draw: String
      var values: [Double]
    }

    var seed: UInt32
    var raw: [UInt32]
    var randomSample: [Double]
    var normal: [Double]
    var normalFirst3: [Double]
    var normalThen5: [Double]
    var uniform: [Double]
    var normal3x5: [[Double]]
    var normalLastOf1001: Double
    var mixed: [Mixed]

    enum CodingKeys: String, CodingKey {
      case seed, raw, normal, uniform, mixed
      case randomSample = "random_sample"
      case normalFirst3 = "normal_first3"
      case normalThen5 = "normal_then5"
      case normal3x5 = "normal_3x5"
      case normalLastOf1001 = "normal_last_of_1001"
    }
  }

  struct Slerp: Decodable, Sendable {
    var dimension: Int
    var from: [Float]
    var to: [Float]
    var times: [Double]
    var points: [[Double]]
  }

  struct Diagram: Decodable, Sendable {
    var rows: Int
    var columns: Int
    var topLeft: [Float]
    var bottomLeft: [Float]
    var topRight: [Float]
    var slerp: [[Double]]
    var lerp: [[Double]]

    enum CodingKeys: String, CodingKey {
      case rows, columns, slerp, lerp
      case topLeft = "top_left"
      case bottomLeft = "bottom_left"
      case topRight = "top_right"
    }
  }

  struct Length: Decodable, Sendable {
    var prior: String
    var dimension: Int
    var mean: Double
    var sd: Double
  }

  struct Philox: Decodable, Sendable {
    var counter: [UInt32]
    var key: [UInt32]
    var output: [UInt32]
  }

  var numpy: [NumPy]
  var slerp: [Slerp]
  var diagram: Diagram
  var lengths: [Length]
  var philox: [Philox]

  static func load() throws -> Reference {
    let url = Repository.fixture("reference.json", of: "LatentGeometry")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }
}
