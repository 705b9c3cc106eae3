import Foundation
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

  var normal: [Normal]
  var chi: [Chi]

  static func load() throws -> LawReference {
    let url = Repository.fixture("laws.json", of: "LatentGeometry")
    return try JSONDecoder().decode(LawReference.self, from: Data(contentsOf: url))
  }
}
