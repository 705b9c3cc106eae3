internal import LatentGeometry
internal import Manifold

/// How much the items of a partition's cells count.
struct CellWeights: Sendable {
  /// The codes of items, where some may be beyond the partition's: those that are repeated once more.
  let codes: [UInt16]
  /// The weight of every code.
  let table: [Float]
  /// Which codes have the first attribute.
  private let isPositive: [Bool]
  /// Σ weights of the items with the attribute, and of those without.
  let totals: (positive: Double, negative: Double)

  /// The paper's repeats: items count once for each time that they stand in the balanced set.
  ///
  /// With N items in the fullest cell, each of a cell's n stands there ⌊N/n⌋ times and the N mod n of the least chances once
  /// more, so that every cell has N.
  ///
  /// - Parameters:
  ///   - partition: Cells, none of them empty.
  ///   - chances: One for every item, which ``chances(of:seed:threads:)`` draws.
  init(repeating partition: CellPartition, chances: [UInt32]) {
    let cells = partition.cellCount
    let fullest = partition.counts.max() ?? 0
    let codes = Self.marking(partition.counts.map { fullest % $0 }, of: partition, chances)
    let repeats = partition.counts.map { Float(fullest / $0) }
    self.init(codes, table: repeats + [0] + repeats.map { $0 + 1 }, totals: Double(fullest * cells / 2), partition)
  }

  /// Weights that make all cells weigh the same: N/n for each of a cell's n items, with N items in the fullest.
  ///
  /// - Parameter partition: Cells, none of them empty.
  init(levelling partition: CellPartition) {
    let fullest = partition.counts.max() ?? 0
    let table = partition.counts.map { Float(Double(fullest) / Double($0)) }
    self.init(partition.codes, table: table + [0], totals: Double(fullest * partition.cellCount / 2), partition)
  }

  private init(_ codes: [UInt16], table: [Float], totals: Double, _ partition: CellPartition) {
    self.codes = codes
    self.table = table
    self.totals = (totals, totals)
    let cells = partition.cellCount
    isPositive = table.indices.map { $0 != cells && partition.isPositive($0 < cells ? $0 : $0 - cells - 1) }
  }

  /// 1 for the codes with the attribute, -1 for those without.
  var labels: [Double] { isPositive.map { $0 ? 1 : -1 } }

  /// The weights of the items with the attribute, or of those without.
  func row(positive: Bool) -> WeightRow {
    .table(zip(table, isPositive).map { $1 == positive ? $0 : 0 }, codes: codes)
  }

  /// The codes of items, moved beyond those of the partition for the `marked` items of least chances in every cell.
  ///
  /// Items are counted by cell and by the first byte of their chance: all before the byte in which a cell's number is reached
  /// are marked, and only those of this byte are sorted.
  private static func marking(_ marked: [Int], of partition: CellPartition, _ chances: [UInt32]) -> [UInt16] {
    let cells = partition.cellCount
    let offset = UInt16(cells + 1)
    var codes = partition.codes
    var counts = [Int32](repeating: 0, count: (cells + 1) << 8)
    for (code, chance) in zip(codes, chances) { counts[Int(code) << 8 | Int(chance >> 24)] &+= 1 }
    // Items of no cell are never repeated.
    var bounds = [UInt32](repeating: 0, count: cells + 1)
    var lacking = marked + [0]
    for cell in 0..<cells {
      while lacking[cell] > counts[cell << 8 | Int(bounds[cell])] {
        lacking[cell] -= Int(counts[cell << 8 | Int(bounds[cell])])
        bounds[cell] += 1
      }
    }
    var last: [(chance: UInt32, item: Int)] = []
    codes.withUnsafeMutableBufferPointer { codes in
      for item in codes.indices {
        let byte = chances[item] >> 24
        let bound = bounds[Int(codes[item])]
        if byte == bound { last.append((chances[item], item)) }
        codes[item] &+= byte < bound ? offset : 0
      }
    }
    last.sort { $0 < $1 }
    for (_, item) in last {
      let cell = Int(codes[item])
      guard lacking[cell] > 0 else { continue }
      lacking[cell] -= 1
      codes[item] += offset
    }
    return codes
  }

  /// Random words that decide which items are repeated once more, the same for all attributes.
  static func chances(of count: Int, seed: UInt64, threads: Int) -> [UInt32] {
    let draws = SeededDraws(seed: seed, for: .repeats)
    var chances = [UInt32](repeating: 0, count: count)
    chances.withUnsafeMutableBufferPointer { chances in
      nonisolated(unsafe) let chances = chances
      ParallelRows.run((count + 3) / 4, threads: threads) { own in
        for place in own {
          let words = draws.words(at: place, series: 0)
          for item in 4 * place..<min(4 * place + 4, count) { chances[item] = words[item - 4 * place] }
        }
      }
    }
    return chances
  }
}
