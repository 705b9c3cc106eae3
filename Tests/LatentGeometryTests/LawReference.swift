import Foundation
import LatentGeometry
import TestSupport

/// Laws of lengths and tests of fit as mpmath and SciPy have them.
///
/// Written by `python3 tools/make_law_reference.py` into Tests/Fixtures/LatentGeometry/laws.json.
struct LawReference: Decodable, Sendable {
  struct Normal: Decodable, Sendable {
    var x: Double
    var log: Double
  }

  struct Chi: Decodable, Sendable {
    var dimension: Int
    var length: Double
    var score: Double
    var logLower: Double
    var logUpper: Double

    enum CodingKeys: String, CodingKey {
      case dimension, length, score
      case logLower = "log_lower"
      case logUpper = "log_upper"
    }
  }

  struct Length: Decodable, Sendable {
    var prior: Prior
    var dimension: Int
    var lengths: [Double]
    var cumulative: [Double]
    var tolerance: Double
  }

  struct OneSample: Decodable, Sendable {
    var law: String
    var sample: [Double]
    var distance: Double
    var pValue: Double

    enum CodingKeys: String, CodingKey {
      case law, sample, distance
      case pValue = "p_value"
    }
  }

  struct TwoSamples: Decodable, Sendable {
    var first: [Double]
    var second: [Double]
    var distance: Double
    var pValue: Double

    enum CodingKeys: String, CodingKey {
      case first, second, distance
      case pValue = "p_value"
    }
  }

  var lengths: [Length]
  var oneSample: [OneSample]
  var twoSamples: [TwoSamples]
  var normal: [Normal]
  var chi: [Chi]

  enum CodingKeys: String, CodingKey {
    case lengths, normal, chi
    case oneSample = "one_sample"
    case twoSamples = "two_samples"
  }

  static func load() throws -> LawReference {
    let url = Repository.fixture("laws.json", of: "LatentGeometry")
    return try JSONDecoder().decode(LawReference.self, from: Data(contentsOf: url))
  }
}
