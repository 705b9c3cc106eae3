import AttributeVectors
import Foundation
import LatentGeometry
import TestSupport

/// Vectors of NumPy and scikit-learn.
///
/// Written by `python3 tools/make_attribute_fit_reference.py` into Tests/Fixtures/AttributeVectors/fit.json.
struct FitReference: Decodable, Sendable {
  struct Vector: Decodable, Sendable {
    var method: FitMethod
    var attribute: String
    var balancedOver: [String]
    var values: [Double]
  }

  struct Entry: Decodable, Sendable {
    var dimension: Int
    var cost: Double
    var latents: [Float]
    var labels: [Int8]
    var vectors: [Vector]
    /// Of the attributes "Smiling" and "Male".
    var svmObjectives: [Double]

    var batch: LatentBatch {
      LatentBatch(count: latents.count / dimension, dimension: dimension, values: latents)
    }

    func table(_ attributes: [String]) -> LabelTable {
      LabelTable(attributes: attributes, count: latents.count / dimension, values: labels)
    }
  }

  var attributes: [String]
  var entries: [Entry]

  static func load() throws -> FitReference {
    let data = try Data(contentsOf: Repository.fixture("fit.json", of: "AttributeVectors"))
    return try JSONDecoder().decode(FitReference.self, from: data)
  }
}
