import Testing

@testable import LatentGeometry

@Suite struct InterpolationReferenceTests {
  private let reference: InterpolationReference

  init() throws { reference = try InterpolationReference.loaded.get() }

  @Test func pairsEqualSciPy() throws {
    #expect(reference.pairs.count == 7 * 6 * 5)
    for entry in reference.pairs {
      let prior = try Prior(parsing: entry.prior)
      let draws = InterpolationReference.draws(prior, 2, entry.dimension, seed: entry.seed)
      let strip = Interpolator(entry.method, prior: prior, dimension: entry.dimension)
        .interpolate(from: draws[0], to: draws[1], at: reference.times)
      for (index, expected) in entry.rows.enumerated() {
        let error = InterpolationReference.error(strip[index].values, expected, prior)
        #expect(error < 1e-6, "\(entry.method), \(prior), d = \(entry.dimension), t = \(reference.times[index])")
      }
    }
  }

  @Test func combinationsEqualSciPy() throws {
    #expect(reference.points.count == 6 * 5 * 9)
    for entry in reference.points {
      let prior = try Prior(parsing: entry.prior)
      let draws = InterpolationReference.draws(prior, entry.count, entry.dimension, seed: entry.seed)
      let points = InterpolationReference.inOneHalf(draws, prior)
      for (method, expected) in zip(reference.methods, entry.rows) {
        let result = Interpolator(method, prior: prior, dimension: entry.dimension)
          .combine(points, WeightTable(rows: [entry.weights]))
        let error = InterpolationReference.error(result.values, expected, prior)
        #expect(error < 1e-6, "\(method), \(prior), d = \(entry.dimension), weights \(entry.weights)")
      }
    }
  }

  @Test func analogiesEqualSciPy() throws {
    #expect(reference.analogies.count == 6 * 5 * 3)
    for entry in reference.analogies {
      let prior = try Prior(parsing: entry.prior)
      let draws = InterpolationReference.draws(prior, 3, entry.dimension, seed: entry.seed)
      let result = entry.analogy.complete(draws[0], draws[1], draws[2], prior: prior)
      let error = InterpolationReference.error(result.values, entry.row, prior)
      #expect(error < 1e-6, "\(entry.analogy), \(prior), d = \(entry.dimension)")
    }
  }
}
