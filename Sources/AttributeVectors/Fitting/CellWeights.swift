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
  /// With N items in the fullest cell, each of a cell's n stands there ⌊N/n⌋ times and the N mod n that come first in `order`
  /// once more, so that every cell has N.
  ///
  /// - Parameters:
  ///   - partition: Cells, none of them empty.
  ///   - order: All items in random order, which ``order(of:seed:)`` makes.
  init(repeating partition: CellPartition, order: [Int]) {
    let cells = partition.cellCount
    let fullest = partition.counts.max() ?? 0
    // Items of no cell are never repeated.
    var left = partition.counts.map { fullest % $0 } + [0]
    var codes = partition.codes
    let offset = UInt16(cells + 1)
    left.withUnsafeMutableBufferPointer { left in
      codes.withUnsafeMutableBufferPointer { codes in
        for start in stride(from: 0, to: order.count, by: 512) {
          if left.allSatisfy({ $0 == 0 }) { break }
          // No branch: the processor could not foretell which cell is next.
          for item in order[start..<min(start + 512, order.count)] {
            let code = Int(codes[item])
            let isChosen = left[code] > 0
            codes[item] &+= isChosen ? offset : 0
            left[code] &-= isChosen ? 1 : 0
          }
        }
      }
    }
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

  /// All items in random order; the items of a cell come first, second … in it by chance alone.
  static func order(of count: Int, seed: UInt64) -> [Int] {
    SeededDraws(seed: seed, for: .repeats).choice(of: count, from: count, series: 0)
  }
}
