import Foundation
import LatentGeometry
import TestSupport

/// Assignments, embeddings and qualities as SciPy, scikit-learn and the definitions have them.
///
/// Written by `python3 tools/make_manifold_placement_reference.py` into Tests/Fixtures/Manifold/placement.json.
struct PlacementReference: Decodable, Sendable {
  struct Assignment: Decodable, Sendable {
    var name: String
    var rows: Int
    var columns: Int
    var costs: [Float]
    var total: Double
  }

  struct Embedding: Decodable, Sendable {
    var count: Int
    var dimension: Int
    var values: [Float]
    var scores: [Double]

    var latents: LatentBatch { LatentBatch(count: count, dimension: dimension, values: values) }
  }

  struct Quality: Decodable, Sendable {
    var rows: Int
    var columns: Int
    var cells: [Int]
    var dimension: Int
    var values: [Float]
    var neighbors: Int
    var averaged16: Double
    var averaged2: Double
    var nearestFirst16: Double
    var neighborPreservation: Double

    enum CodingKeys: String, CodingKey {
      case rows, columns, cells, dimension, values, neighbors, averaged16, averaged2
      case nearestFirst16 = "nearest_first16"
      case neighborPreservation = "neighbor_preservation"
    }

    var latents: LatentBatch { LatentBatch(count: cells.count, dimension: dimension, values: values) }
  }

  var assignments: [Assignment]
  var embeddings: [Embedding]
  var cosine: Embedding
  var qualities: [Quality]

  static func load() throws -> PlacementReference {
    let data = try Data(contentsOf: Repository.fixture("placement.json", of: "Manifold"))
    return try JSONDecoder().decode(PlacementReference.self, from: data)
  }
}
