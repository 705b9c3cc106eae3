import LatentGeometry
import Testing

@Suite struct NumPyRandomStateTests {
  /// `RandomState(seed).randint(low, high, 9)`, and `random_sample()` after it: no more and no fewer bits are drawn.
  @Test func integersEqualNumPy() throws {
    let reference = try InterpolationReference.loaded.get()
    #expect(reference.integers.count > 70)
    for entry in reference.integers {
      var state = NumPyRandomState(seed: entry.seed)
      #expect(state.integers(entry.low, entry.high, count: 9) == entry.values, "\(entry.low) ..< \(entry.high)")
      #expect(state.nextUniform() == entry.next, "\(entry.low) ..< \(entry.high)")
      guard entry.low == 0 else { continue }
      state = NumPyRandomState(seed: entry.seed)
      #expect((0..<9).map { _ in Int(state.nextInteger(below: UInt64(entry.high))) } == entry.values)
    }
  }

  @Test func everySixtyFourBitNumberCanBeDrawn() {
    var state = NumPyRandomState(seed: 1)
    let numbers = (0..<1000).map { _ in state.nextInteger(below: .max) }
    #expect(numbers.contains { $0 > UInt64.max / 10 * 9 } && numbers.contains { $0 < UInt64.max / 10 })
    #expect(state.integers(.min, .max, count: 100).contains { $0 < 0 })
  }

  /// Checksums of 5,050 numbers each, so that not one differs in the last bit of single precision.
  @Test func longRunsEqualNumPyToTheLastBit() throws {
    func checksum(_ seed: UInt32, _ prior: Prior) -> String {
      let batch = RandomAlgorithm.numpy.sample(prior, count: 50, dimension: 101, seed: UInt64(seed))
      return String(batch.values.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1.bitPattern) })
    }
    for entry in try InterpolationReference.loaded.get().checksums {
      #expect(checksum(entry.seed, .standardGaussian) == entry.normal)
      #expect(checksum(entry.seed, .gaussian(mean: 0.5, standardDeviation: 2)) == entry.scaled)
      #expect(checksum(entry.seed, .uniform(low: -1, high: 1)) == entry.uniform)
      #expect(checksum(entry.seed, .uniform(low: 0, high: 3)) == entry.wide)
    }
  }
}
