import LatentGeometry
import Testing

@testable import Manifold

@Suite struct PlanarEmbeddingTests {
  /// More vectors than numbers go through the covariance, fewer through products.
  @Test func principalComponentsEqualThoseOfScikitLearn() throws {
    for entry in try PlacementReference.load().embeddings {
      let embedding = try PlanarEmbedding.principalComponents(of: entry.latents)
      expectEqual(embedding.coordinates, entry.scores, 1e-5)
    }
  }

  @Test func classicalScalingOfEuclideanDistancesGivesThePrincipalComponents() throws {
    for (n, d) in [(1, 1), (2, 3), (9, 4), (5, 12), (40, 7)] {
      let latents = PlacementData.noise(n, d, seed: 11)
      let components = try PlanarEmbedding.principalComponents(of: latents)
      let scaled = try PlanarEmbedding.classicalScaling(of: latents, metric: .l2)
      expectEqual(scaled.coordinates, components.coordinates, 1e-5)
    }
  }

  @Test func classicalScalingOfCosineDistancesEqualsNumPys() throws {
    let entry = try PlacementReference.load().cosine
    let embedding = try PlanarEmbedding.classicalScaling(of: entry.latents, metric: .cosine)
    expectEqual(embedding.coordinates, entry.scores, 1e-5)
    // Lengths do not matter.
    var longer = entry.latents
    longer.withUnsafeMutableValues { values in
      for index in values.indices { values[index] *= Float(1 + index / entry.dimension) }
    }
    expectEqual(
      try PlanarEmbedding.classicalScaling(of: longer, metric: .cosine).coordinates,
      embedding.coordinates,
      1e-5
    )
  }

  @Test func distancesThatNoPointsHaveStillGiveCoordinates() throws {
    // The sides 1, 1 and 3 make no triangle.
    let embedding = try PlanarEmbedding.classicalScaling(distances: [0, 1, 3, 1, 0, 1, 3, 1, 0], count: 3)
    #expect(embedding.coordinates.allSatisfy { $0.isFinite })
    #expect([1, 3, 5].allSatisfy { embedding.coordinates[$0] == 0 })
  }

  @Test(arguments: [1e-30, 1, 1e30])
  func vectorsOnALineHaveNoSecondCoordinateWhateverTheirSize(size: Float) throws {
    for (n, d) in [(2, 5), (12, 3), (6, 9), (7, 1)] {
      let values = (0..<n * d).map { size * Float($0 / d + 1) * Float($0 % d + 1) }
      let latents = LatentBatch(count: n, dimension: d, values: values)
      let embedding = try PlanarEmbedding.principalComponents(of: latents)
      for row in 0..<n { #expect(embedding.coordinates[2 * row + 1] == 0) }
      let first = (0..<n).map { embedding.coordinates[2 * $0] }
      #expect(first == first.sorted() || first == first.sorted(by: >))
      #expect(abs(first[0] - first[n - 1]) > Double(size))
    }
  }

  @Test(arguments: [0, 1, 2, 9], [0, 3.5])
  func equalVectorsLieAt0(count: Int, value: Float) throws {
    let latents = LatentBatch(count: count, dimension: 4, repeating: value)
    for embedding in [
      try PlanarEmbedding.principalComponents(of: latents),
      try PlanarEmbedding.principalComponents(of: latents, metric: .cosine),
      try PlanarEmbedding.classicalScaling(of: latents, metric: .l2),
    ] {
      #expect(embedding.count == count)
      #expect(embedding.coordinates == [Double](repeating: 0, count: 2 * count))
    }
  }

  @Test func numbersThatAreNotFiniteAreRefused() {
    let latents = LatentBatch(count: 2, dimension: 2, values: [1, 2, .nan, 4])
    #expect(throws: PlacementError.notFinite(row: 1, column: 0)) {
      try PlanarEmbedding.principalComponents(of: latents)
    }
    #expect(throws: PlacementError.notFinite(row: 0, column: 1)) {
      try PlanarEmbedding.classicalScaling(distances: [0, .infinity, .infinity, 0], count: 2)
    }
  }

  /// Of a cloud whose axes differ well.
  @Test func thePlaneThatASortBeginsWithIsThatOfThePrincipalComponents() throws {
    var latents = PlacementData.noise(200, 10, seed: 5)
    latents.withUnsafeMutableValues { values in
      for index in values.indices { values[index] *= Float(10 - index % 10) * Float(10 - index % 10) }
    }
    let exact = try PlanarEmbedding.principalComponents(of: latents)
    let vectors = try PlacementVectors(latents, metric: .l2)
    let near = PlanarEmbedding(nearly: vectors).coordinates.map { $0 * vectors.scale }
    expectEqual(near, exact.coordinates, 1e-3)
  }

  private func expectEqual(_ a: [Double], _ b: [Double], _ tolerance: Double) {
    #expect(a.count == b.count)
    let size = b.reduce(0) { max($0, abs($1)) }
    #expect(zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * size })
  }
}
