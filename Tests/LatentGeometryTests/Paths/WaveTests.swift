import Foundation
import LatentGeometry
import Testing

@Suite struct WaveTests {
  static let shapes: [Wave.Shape] = [
    .uniform, .plane(direction: 30, wavelength: 5), .radial(column: 1.5, row: 1, wavelength: -2),
  ]

  @Test(arguments: shapes)
  func wavesHaveTheirPeriodInTime(shape: Wave.Shape) {
    let wave = Wave(amplitude: 0.7, shape: shape, cycles: 3, clipping: 0.8)
    for t in [0, 0.2, 0.7] {
      let angle = wave.angle(column: 2, row: 1, at: t)
      #expect(abs(angle - wave.angle(column: 2, row: 1, at: t + 1)) < 1e-12)
      #expect(abs(angle - wave.angle(column: 2, row: 1, at: t + 1.0 / 3)) < 1e-12)
      #expect(abs(angle) <= 0.7 * 0.8)
    }
  }

  @Test func planeWavesTravelInTheirDirection() {
    let wave = Wave(amplitude: 1, shape: .plane(direction: 0, wavelength: 4))
    #expect(abs(wave.angle(column: 0, row: 3, at: 0.25) - 1) < 1e-12)
    // A quarter of the period later the crest is a quarter of the wavelength further right.
    #expect(abs(wave.angle(column: 1, row: 7, at: 0.5) - 1) < 1e-12)
    let downwards = Wave(amplitude: 1, shape: .plane(direction: 90, wavelength: 4))
    #expect(abs(downwards.angle(column: 5, row: 1, at: 0.5) - 1) < 1e-12)
  }

  @Test func ringsTravelOutwards() {
    let wave = Wave(amplitude: 1, shape: .radial(column: 3, row: 4, wavelength: 20))
    #expect(abs(wave.angle(column: 3, row: 4, at: 0.25) - 1) < 1e-12)
    #expect(abs(wave.angle(column: 0, row: 0, at: 0.5) - 1) < 1e-12)
  }

  @Test func clippingCutsTheSine() {
    let wave = Wave(amplitude: 2, shape: .uniform, clipping: 0.5)
    #expect(wave.angle(column: 0, row: 0, at: 0.25) == 1)
    #expect(wave.angle(column: 0, row: 0, at: 0.75) == -1)
    #expect(abs(wave.angle(column: 0, row: 0, at: 1.0 / 24) - 2 * sin(.pi / 12)) < 1e-12)
  }

  @Test(arguments: somePriors)
  func cellsTurnTowardsTheAxis(prior: Prior) {
    let cells = LatentGenerator(seed: 6).sample(prior, count: 7, dimension: 20)
    let (grid, axis) = (cells[0..<6], cells[6])
    let wave = Wave(amplitude: .pi / 2, shape: .plane(direction: 0, wavelength: 4))
    let frame = wave.latents(of: grid, columns: 3, towards: axis, prior: prior, at: 0.25)
    #expect(frame.count == 6 && frame.isFinite)
    // Column 0 is at the crest, where a quarter turn makes it the axis; column 1 at rest.
    #expect(largestDifference(frame[0], axis) < 1e-5 && largestDifference(frame[3], axis) < 1e-5)
    #expect(largestDifference(frame[1], grid[1]) < 1e-5)
    #expect(wave.latents(of: grid, columns: 3, towards: axis, prior: prior, at: 1.25) == frame)
    let still = Wave(amplitude: 0, shape: .uniform)
    #expect(still.latents(of: grid, columns: 3, towards: axis, prior: prior, at: 0.3) == grid)
  }

  /// 400 independent cells and one axis; Kolmogorov's statistic exceeds 0.082 once in a hundred times.
  @Test func wavesKeepTheLaw() {
    let cells = LatentBatch.gaussian(400, 6, seed: 1)
    var numbers: [Double] = []
    let wave = Wave(amplitude: 1, shape: .plane(direction: 20, wavelength: 7))
    for cell in 0..<400 {
      let axis = LatentBatch.gaussian(1, 6, seed: UInt64(1000 + cell))
      numbers += wave.latents(of: cells[cell], columns: 1, towards: axis, prior: .standardGaussian, at: 0.2).lengths()
    }
    #expect(kolmogorovDistance(numbers, ChiLaw(dimension: 6).cumulative) < 0.082)
  }

  @Test func oneLatentSwaysThroughTime() {
    let ends = LatentBatch.gaussian(2, 20, seed: 3)
    let wave = Wave(amplitude: 0.4, shape: .uniform)
    let path = wave.path(of: ends[0], towards: ends[1], prior: .standardGaussian)
    let frames = path.latents(frames: 8)
    #expect(frames[0] == ends[0] && path.latents(at: [1]) == ends[0])
    let grid = wave.latents(of: ends[0], columns: 1, towards: ends[1], prior: .standardGaussian, at: 0.125)
    #expect(frames[1] == grid)
    #expect(path.isClosed && path.dimension == 20)
  }
}
