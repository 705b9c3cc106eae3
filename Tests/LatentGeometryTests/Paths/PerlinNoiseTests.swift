import Foundation
import LatentGeometry
import Testing

@Suite struct PerlinNoiseTests {
  /// Fixed points spread over many cells.
  static let points: [SIMD3<Double>] = (0..<400).map { index in
    let i = Double(index)
    return SIMD3(i * 0.618_034 - 100, i * 1.414_214 + 0.3, 50 - i * 0.271_828)
  }

  private func values(_ noise: PerlinNoise, _ p: SIMD3<Double>) -> [Double] {
    [noise.value(p.x), noise.value(p.x, p.y), noise.value(p.x, p.y, p.z)]
  }

  @Test func noiseVanishesAtLatticePoints() {
    let noise = PerlinNoise(seed: 1, octaves: 3)
    for i in stride(from: -300.0, through: 300, by: 37) {
      #expect(values(noise, SIMD3(i, i + 5, 2 - i)) == [0, 0, 0])
    }
  }

  @Test(arguments: [1, 4])
  func valuesHaveTheirRangeAndMean(octaves: Int) {
    let all = (0..<4).flatMap { seed -> [[Double]] in
      let noise = PerlinNoise(seed: UInt64(seed), octaves: octaves, persistence: 0.7)
      return Self.points.map { values(noise, $0) }
    }
    for variable in 0..<3 {
      let numbers = all.map { $0[variable] }
      #expect(numbers.allSatisfy { abs($0) <= 1 })
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let spread = (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
      #expect(abs(mean) < 0.04 && spread > 0.1 && spread < 0.5)
    }
  }

  /// Across a lattice plane, and anywhere: a step of 1e-6 changes little, and so do the differences of steps.
  @Test func noiseAndItsDerivativeAreContinuous() {
    let noise = PerlinNoise(seed: 2, octaves: 2)
    let step = 1e-4
    for place in [3, 3.5, -7, 0.25] {
      func change(_ value: (Double) -> Double) -> (Double, Double) {
        let (a, b, c) = (value(place - step), value(place), value(place + step))
        return (abs(c - a), abs(a - 2 * b + c))
      }
      let lines = [
        change { noise.value($0) }, change { noise.value($0, 0.4) }, change { noise.value(0.3, $0) },
        change { noise.value($0, 0.4, 0.6) }, change { noise.value(0.3, $0, 0.6) },
        change { noise.value(0.3, 0.4, $0) },
      ]
      #expect(lines.allSatisfy { $0.0 < 20 * step && $0.1 < 100 * step * step })
    }
  }

  @Test(arguments: [1, 3, 7, 256, 300])
  func noiseRepeatsAfterItsPeriod(period: Int) {
    let noise = PerlinNoise(seed: 3, octaves: 3, period: .init(x: period, y: period, z: period))
    let length = Double(period)
    for p in Self.points.prefix(20) {
      let here = values(noise, p)
      let there = values(noise, SIMD3(p.x + length, p.y - length, p.z + 2 * length))
      #expect(zip(here, there).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test func withoutAPeriodNoiseDoesNotRepeatSoon() {
    let noise = PerlinNoise(seed: 3)
    #expect(Self.points.prefix(50).contains { abs(noise.value($0.x, $0.y) - noise.value($0.x + 7, $0.y)) > 0.1 })
    #expect(abs(noise.value(0.3, 0.4, 0.5) - noise.value(256.3, -255.6, 0.5)) < 1e-12)
  }

  @Test func seedsChannelsAndOctavesDiffer() {
    let noises = [
      PerlinNoise(seed: 1), PerlinNoise(seed: 2), PerlinNoise(seed: 1 << 32), PerlinNoise(seed: 1, channel: 1),
      PerlinNoise(seed: 1, octaves: 2),
    ]
    for (index, first) in noises.enumerated() {
      for second in noises[..<index] {
        let differences = Self.points.map { abs(first.value($0.x, $0.y, $0.z) - second.value($0.x, $0.y, $0.z)) }
        #expect((differences.max() ?? 0) > 0.3)
      }
    }
    #expect(Self.points.allSatisfy { values(PerlinNoise(seed: 1), $0) == values(noises[0], $0) })
  }

  /// To 1e-12, beside a sum over corners in Python: a seed's values never change.
  @Test func valuesEqualTheReference() throws {
    let reference = try PathReference.load()
    #expect(reference.noise.count == 9)
    for entry in reference.noise {
      let period = PerlinNoise.Period(x: entry.period, y: entry.period, z: entry.period)
      let noise = PerlinNoise(
        seed: entry.seed,
        channel: entry.channel,
        octaves: entry.octaves,
        persistence: entry.persistence,
        period: period
      )
      let values = values(noise, SIMD3(entry.point[0], entry.point[1], entry.point[2]))
      #expect(zip(values, entry.values).allSatisfy { abs($0 - $1) < 1e-12 }, "\(values), \(entry.values)")
    }
  }

  @Test func hugeNumbersAreFine() {
    let noise = PerlinNoise(seed: 7)
    #expect(values(noise, SIMD3(1e300, -1e300, 1e17)) == [0, 0, 0])
    #expect(values(noise, SIMD3(-1e-300, 0.5, 0.5)).allSatisfy { $0.isFinite })
  }
}

@Suite struct NoiseFieldTests {
  @Test(arguments: somePriors)
  func framesAreFiniteAndRepeat(prior: Prior) {
    let field = NoiseField(seed: 5, prior: prior, dimension: 12)
    let frame = field.latents(columns: 4, rows: 3, at: 0.3)
    #expect(frame.count == 12 && frame.isFinite)
    #expect(largestDifference(frame, field.latents(columns: 4, rows: 3, at: 1.3)) < 1e-5)
    #expect(field.latents(columns: 4, rows: 3, at: 1) == field.latents(columns: 4, rows: 3, at: 0))
    #expect(NoiseField(seed: 6, prior: prior, dimension: 12).latents(columns: 4, rows: 3, at: 0.3) != frame)
  }

  /// 300 seeds at one point; Kolmogorov's statistic exceeds 0.094 once in a hundred times.
  @Test func theFieldKeepsTheLaw() {
    let lengths = (0..<300).map { seed in
      NoiseField(seed: UInt64(seed), prior: .standardGaussian, dimension: 6).latents(columns: 1, rows: 1, at: 0.4)
        .length
    }
    #expect(kolmogorovDistance(lengths, ChiLaw(dimension: 6).cumulative) < 0.094)
  }

  /// A thousandth of a cell and of a round: latents of length 4 move by less than 0.1.
  @Test func theFieldIsSmooth() {
    let field = NoiseField(seed: 8, prior: .standardGaussian, dimension: 16)
    func latent(_ column: Double, _ row: Double, _ t: Double) -> LatentBatch {
      let weights = WeightTable(rows: [field.weights(column: column, row: row, at: t)])
      return field.interpolator.combine(field.draws, weights)
    }
    for place in 0..<20 {
      let (column, row, t) = (Double(place) * 0.7, Double(place) * 1.3, Double(place) / 20)
      let here = latent(column, row, t)
      for there in [latent(column + 1e-3, row, t), latent(column, row + 1e-3, t), latent(column, row, t + 1e-3)] {
        #expect(largestDifference(here, there) < 0.1)
      }
    }
  }

  /// The weights never vanish together: over 4000 points of the least field the smallest length is far above the guard's 1e-9.
  @Test func weightsDoNotVanish() {
    let field = NoiseField(seed: 1, prior: .standardGaussian, dimension: 2, draws: NoiseField.fewestDraws)
    var least = Double.infinity
    for column in 0..<20 {
      for row in 0..<20 {
        for time in 0..<10 {
          let weights = field.weights(column: Double(column), row: Double(row), at: Double(time) / 10)
          least = min(least, weights.reduce(0) { $0 + $1 * $1 }.squareRoot())
        }
      }
    }
    #expect(least > 1e-3)
  }
}
