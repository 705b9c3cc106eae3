import Testing

@testable import LatentGeometry

@Suite struct ReferenceTests {
  private let reference: Reference

  init() throws { reference = try Reference.load() }

  /// Single precision leaves 6e-8 of each weighted coordinate; t = 1.25 weighs by up to 2, and nearly opposite ends of few
  /// dimensions by much more.
  @Test func slerpEqualsNumPy() {
    #expect(reference.slerp.count >= 15)
    for entry in reference.slerp {
      let strip = InterpolationMethod.slerp.interpolate(
        from: LatentBatch(rows: [entry.from]),
        to: LatentBatch(rows: [entry.to]),
        at: entry.times
      )
      for (row, point) in entry.points.enumerated() {
        let length = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for (column, value) in point.enumerated() {
          let difference = abs(Double(strip.values[row * entry.dimension + column]) - value)
          #expect(difference < 2e-6 * max(1, length), "d = \(entry.dimension), t = \(entry.times[row])")
        }
      }
    }
  }

  @Test(arguments: [InterpolationMethod.lerp, .slerp])
  func jDiagramEqualsNumPy(method: InterpolationMethod) throws {
    let diagram = reference.diagram
    let corners = LatentBatch(rows: [diagram.topLeft, diagram.bottomLeft, diagram.topRight])
    let grid = try LatentGrid(.jdiagram, rows: diagram.rows, columns: diagram.columns)
      .latents(anchors: corners, Interpolator(method, dimension: corners.dimension))
    let expected = Array((method == .slerp ? diagram.slerp : diagram.lerp).joined())
    #expect(grid.values.count == expected.count)
    for (value, expected) in zip(grid.values, expected) { #expect(abs(Double(value) - expected) < 5e-6) }
  }

  /// The truncated prior of the reference is cut off at 2 sd.
  @Test func lawsOfLengthsEqualThoseOfManyDigits() throws {
    let priors: [String: Prior] = [
      "gaussian": .standardGaussian, "uniform": .uniform(low: -1, high: 1),
      "truncated": .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 2),
    ]
    #expect(Set(reference.lengths.map(\.prior)) == Set(priors.keys))
    for entry in reference.lengths {
      let law = try #require(priors[entry.prior]).lengthLaw(dimension: entry.dimension)
      #expect(abs(law.mean - entry.mean) < 1e-10 * entry.mean, "\(entry.prior), d = \(entry.dimension)")
      #expect(abs(law.standardDeviation - entry.sd) < 1e-8 * entry.sd, "\(entry.prior), d = \(entry.dimension)")
    }
  }

  @Test func philoxEqualsThePublishedVectors() {
    #expect(reference.philox.count >= 3)
    for entry in reference.philox {
      let philox = Philox(seed: UInt64(entry.key[1]) << 32 | UInt64(entry.key[0]))
      let block = philox.block(SIMD4(entry.counter[0], entry.counter[1], entry.counter[2], entry.counter[3]))
      #expect((0..<4).map { block[$0] } == entry.output)
    }
  }

  @Test func randomStateEqualsNumPy() {
    #expect(reference.numpy.map(\.seed).contains(0))
    for entry in reference.numpy {
      func fresh() -> NumPyRandomState { NumPyRandomState(seed: entry.seed) }
      var state = fresh()
      #expect((0..<entry.raw.count).map { _ in state.nextWord() } == entry.raw)
      state = fresh()
      #expect((0..<entry.randomSample.count).map { _ in state.nextUniform() } == entry.randomSample)
      state = fresh()
      #expect(isClose((0..<entry.normal.count).map { _ in state.nextNormal() }, entry.normal))
      state = fresh()
      #expect(isClose((0..<3).map { _ in state.nextNormal() }, entry.normalFirst3))
      #expect(isClose((0..<5).map { _ in state.nextNormal() }, entry.normalThen5))
      state = fresh()
      for part in entry.mixed {
        let values = part.values.map { _ in part.draw == "normal" ? state.nextNormal() : -1 + 2 * state.nextUniform() }
        #expect(isClose(values, part.values))
      }
      state = fresh()
      #expect(isClose([(0..<1001).map { _ in state.nextNormal() }[1000]], [entry.normalLastOf1001]))
    }
  }

  @Test func numPyLatentsAreItsRows() {
    for entry in reference.numpy {
      let normal = RandomAlgorithm.numpy
        .sample(.standardGaussian, count: 3, dimension: 5, seed: UInt64(entry.seed))
      #expect(isClose(normal.values.map(Double.init), Array(entry.normal3x5.joined()), tolerance: 1e-6))
      let uniform = RandomAlgorithm.numpy
        .sample(.uniform(low: -1, high: 1), count: 1, dimension: entry.uniform.count, seed: UInt64(entry.seed))
      #expect(uniform.values == entry.uniform.map { Float($0) })
    }
  }

  /// Φ⁻¹ against values of SciPy's `ndtri`.
  @Test func normalQuantileEqualsSciPy() {
    let values: [(Double, Double)] = [
      (1e-300, -37.0471), (1e-16, -8.222082216130435), (1e-5, -4.264890793922825), (0.075, -1.4395314709384563),
      (0.3, -0.5244005127080409), (0.5, 0), (0.925, 1.4395314709384563), (0.99999, 4.264890793923841),
    ]
    for (p, expected) in values.dropFirst() {
      #expect(abs(normalQuantile(p) - expected) < 1e-14 * max(1, abs(expected)) + 1e-14, "p = \(p)")
    }
    #expect(abs(normalQuantile(values[0].0) - values[0].1) < 1e-4)
  }

  private func isClose(_ a: [Double], _ b: [Double], tolerance: Double = 1e-14) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }
}
