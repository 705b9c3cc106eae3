/// What one logistic regression is to learn of every item.
struct LogisticTarget: Sendable {
  /// s ≥ 0 by the item's code: how much it counts.
  let weights: WeightRow
  /// s y with y = 1 for the items with the attribute, else 0.
  let hits: WeightRow
  /// Σ s of the items with the attribute, and of those without.
  let totals: (positive: Double, negative: Double)

  /// Targets of a group that has items of both kinds, and in all cells.
  ///
  /// Where there is a balance every cell has the same weight, and all together weigh as much as their items.
  init(_ group: LabelGroup) {
    let partition = group.partition()
    let total = Double(partition.positives + partition.negatives)
    let isBalanced = group.attributes.count > 1
    let table = partition.counts.map { isBalanced ? Float(total / Double(partition.cellCount) / Double($0)) : 1 }
    let hits = table.enumerated().map { partition.isPositive($0) ? $1 : 0 }
    weights = .table(table + [0], codes: partition.codes)
    self.hits = .table(hits + [0], codes: partition.codes)
    totals =
      isBalanced ? (total / 2, total / 2) : (Double(partition.positives), Double(partition.negatives))
  }
}
