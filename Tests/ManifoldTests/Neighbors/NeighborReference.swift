import Foundation
import LatentGeometry
import TestSupport

/// Neighbors and balls computed by scikit-learn and NumPy in double precision.
///
/// Written by `python tools/make_manifold_neighbors_reference.py` into Tests/Fixtures/Manifold/neighbors.json.
struct NeighborReference: Decodable, Sendable {
  struct Neighbors: Decodable, Sendable {
    var metric: String
    var dimension: Int
    var k: Int
    var rows: [Float]
    var queries: [Float]
    var numbers: [Int]
    var distances: [Double]
  }

  struct Balls: Decodable, Sendable {
    struct Result: Decodable, Sendable {
      var k: Int
      var radii: [Double]
      var counts: [Int]
      /// -1 for an infinite one.
      var outsideness: [Double]
      var visits: [Int]
      var inside: Double
      var density: Double
      var coverage: Double
    }

    var name: String
    var dimension: Int
    var centers: [Float]
    var queries: [Float]
    /// Whether the queries are the centers, and each leaves its own ball out.
    var own: Bool
    var results: [Result]
  }

  var neighbors: [Neighbors]
  var balls: [Balls]

  static func load() throws -> NeighborReference {
    let url = Repository.fixture("neighbors.json", of: "Manifold")
    return try JSONDecoder().decode(NeighborReference.self, from: Data(contentsOf: url))
  }
}

extension LatentBatch {
  init(_ values: [Float], dimension: Int) {
    self.init(count: values.count / dimension, dimension: dimension, values: values)
  }
}
