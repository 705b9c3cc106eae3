import Testing

@testable import LatentGeometry

@Suite struct GridReferenceTests {
  /// Two interpolations after another: twice the error of one.
  @Test func gridsEqualNumPy() throws {
    let reference = try InterpolationReference.loaded.get()
    #expect(reference.grids.count == 9 * 2 * 2 * 7 + 4 * 6)
    for entry in reference.grids {
      let prior = try Prior(parsing: entry.prior)
      let draws = InterpolationReference.draws(prior, entry.count, entry.dimension, seed: entry.seed)
      let grid = try LatentGrid(
        entry.layout,
        rows: entry.height,
        columns: entry.width,
        spacing: entry.spacing,
        isOrderFree: entry.orderFree,
        analogy: entry.analogy
      )
      let anchors = InterpolationReference.inOneHalf(draws, prior)
      let cells = try grid.latents(
        anchors: anchors,
        Interpolator(entry.method, prior: prior, dimension: entry.dimension)
      )
      #expect(cells.count * entry.dimension == entry.cells.count)
      for row in 0..<cells.count {
        let expected = Array(entry.cells[row * entry.dimension..<(row + 1) * entry.dimension])
        let error = InterpolationReference.error(cells[row].values, expected, prior)
        #expect(error < 2e-6, "\(entry.layout), \(entry.method), \(prior), order-free \(entry.orderFree), cell \(row)")
      }
    }
  }
}
