import Testing

@testable import LatentGeometry

@Suite struct LatentSubspaceTests {
  private func length(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// Coordinates are lengths about the prior's centre, in directions at right angles to each other.
  @Test(arguments: [Prior.standardGaussian, .gaussian(mean: 0.5, standardDeviation: 2)])
  func placesAreAsFarFromTheCentreAsTheirCoordinates(prior: Prior) {
    let points = LatentGenerator(seed: 121).sample(prior, count: 3, dimension: 20)
    let space = LatentSubspace(spanning: points, prior: prior)
    #expect(space.dimension == 3)
    let places = [[1.0, 0, 0], [0, 2, 0], [0, 0, -3], [1, 2, 2], [-4, 0, 3]]
    // The sums of w (x - c).
    let table = space.weights(at: places)
    for (row, place) in places.enumerated() {
      var sum = [Double](repeating: 0, count: 20)
      for entry in table[row] {
        for (index, value) in points[entry.point].values.enumerated() {
          sum[index] += entry.weight * (Double(value) - Double(prior.center))
        }
      }
      #expect(abs(self.length(sum) - self.length(place)) < 1e-5)
    }
  }

  @Test func thePointsThemselvesLieInTheSpace() {
    let points = LatentBatch.gaussian(2, 30, seed: 122)
    let space = LatentSubspace(spanning: points)
    let first = space.weights(at: [[points[0].length, 0]])
    #expect(largestDifference(Interpolator(.matched, dimension: 30).combine(points, first), points[0]) < 1e-5)
  }

  @Test func pointsThatAddNothingAreLeftOut() {
    let a: [Float] = [1, 2, 3, 4]
    let points = LatentBatch(rows: [[0, 0, 0, 0], a, a.map { -2 * $0 }, [4, -3, 2, -1]])
    let space = LatentSubspace(spanning: points)
    #expect(space.dimension == 2 && space.pointCount == 4)
    #expect(Interpolator(.lerp, dimension: 4).combine(points, space.weights(at: [[1, 1], [0, 0]])).isFinite)
    let nothing = LatentSubspace(spanning: LatentBatch(rows: [[0, 0]]))
    #expect(nothing.dimension == 0 && nothing.weights(at: [[]]).count == 1)
  }
}
