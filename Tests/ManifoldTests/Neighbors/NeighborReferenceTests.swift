import LatentGeometry
import Manifold
import Testing

@Suite struct NeighborReferenceTests {
  @Test func neighborsAreThoseOfScikitLearn() throws {
    for expected in try NeighborReference.load().neighbors {
      let metric = try #require(DistanceMetric(rawValue: expected.metric))
      let rows = LatentBatch(expected.rows, dimension: expected.dimension)
      let queries = LatentBatch(expected.queries, dimension: expected.dimension)
      let table = try NeighborSearch(rows, metric: metric).nearest(to: queries, k: expected.k)
      #expect(table.rows == expected.numbers)
      for (distance, reference) in zip(table.distances, expected.distances) {
        #expect(abs(distance - reference) <= 1e-14 * max(1, reference))
      }
    }
  }

  @Test func ballsAreThoseOfTheFormulas() throws {
    for expected in try NeighborReference.load().balls {
      let centers = LatentBatch(expected.centers, dimension: expected.dimension)
      let queries = LatentBatch(expected.queries, dimension: expected.dimension)
      let cover = try BallCover(centers, ks: expected.results.map(\.k))
      let own: [Int?] = expected.own ? Array(0..<centers.count) : []
      for (result, reference) in try zip(cover.measure(queries, excluding: own), expected.results) {
        #expect(result.k == reference.k)
        #expect(Array(cover.radii(k: reference.k)) == reference.radii, "\(expected.name)")
        #expect(result.counts == reference.counts, "\(expected.name), k = \(reference.k)")
        #expect(result.visits == reference.visits, "\(expected.name), k = \(reference.k)")
        for (value, number) in zip(result.outsideness, reference.outsideness) {
          #expect(number < 0 ? value == .infinity : abs(value - number) <= 1e-14 * number, "\(expected.name)")
        }
        #expect(abs(result.insideShare - reference.inside) <= 1e-15)
        #expect(abs(result.density - reference.density) <= 1e-14 * reference.density)
        #expect(abs(result.coverage - reference.coverage) <= 1e-15)
      }
    }
  }
}
