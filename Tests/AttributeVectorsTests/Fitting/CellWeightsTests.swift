import LatentGeometry
import Testing

@testable import AttributeVectors

@Suite struct CellWeightsTests {
  private func partition(_ count: Int) -> CellPartition {
    let chance = LatentGenerator(seed: 8).sample(.uniform(low: 0, high: 1), count: count, dimension: 2).values
    let columns = (0..<2).map { place in
      ArraySlice(
        (0..<count).map { item -> Int8 in
          let own = chance[2 * item + place]
          return own < 0.02 ? -1 : own < [0.3, 0.6][place] ? 1 : 0
        }
      )
    }
    return CellPartition(["A", "B"], columns: columns)
  }

  @Test(arguments: [60, 500, 20_000], [UInt64(0), 1, 2])
  func everyCellIsFilledUpExactly(count: Int, seed: UInt64) {
    let partition = partition(count)
    let weights = CellWeights(
      repeating: partition,
      chances: CellWeights.chances(of: count, seed: seed, threads: 1)
    )
    let fullest = partition.counts.max() ?? 0
    for cell in 0..<partition.cellCount {
      let repeats = zip(partition.codes, weights.codes).filter { $0.0 == cell }.map { Int(weights.table[Int($0.1)]) }
      #expect(repeats.reduce(0, +) == fullest)
      #expect(Set(repeats).subtracting([fullest / repeats.count, fullest / repeats.count + 1]).isEmpty)
    }
    #expect(zip(partition.codes, weights.codes).allSatisfy { $0 != partition.cellCount || weights.table[Int($1)] == 0 })
  }

  /// With 400 seeds an item is chosen 400 q ± 4 √(400 q (1 - q)) times, q = N mod n of n: one of 60 items is beyond that with
  /// a probability of 0.004.
  @Test func everyItemOfACellIsChosenAsOften() {
    let (count, seeds) = (60, 400)
    let partition = partition(count)
    var chosen = [Int](repeating: 0, count: count)
    for seed in 0..<seeds {
      let chances = CellWeights.chances(of: count, seed: UInt64(seed), threads: 1)
      for (item, code) in CellWeights(repeating: partition, chances: chances).codes.enumerated() {
        chosen[item] += Int(code) > partition.cellCount ? 1 : 0
      }
    }
    let fullest = partition.counts.max() ?? 0
    for (item, code) in partition.codes.enumerated() where Int(code) < partition.cellCount {
      let size = partition.counts[Int(code)]
      let q = Double(fullest % size) / Double(size)
      let expected = Double(seeds) * q
      #expect(abs(Double(chosen[item]) - expected) <= 4 * (expected * (1 - q)).squareRoot())
    }
  }

  @Test func threadsDrawTheSameChances() {
    let alone = CellWeights.chances(of: 1003, seed: 3, threads: 1)
    #expect(alone == CellWeights.chances(of: 1003, seed: 3, threads: 3))
    #expect(Set(alone).count > 1000)
  }
}
