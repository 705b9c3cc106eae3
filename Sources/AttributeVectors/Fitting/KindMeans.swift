/// How far the mean of the items with an attribute lies from that of those without.
struct KindMeans: Sendable {
  /// What an item counts.
  enum Weighting: Sendable {
    /// 1.
    case items
    /// As often as it is repeated until cells are equally full.
    case repeats(seed: UInt64)
    /// So much that all cells weigh the same.
    case cells
  }

  /// μ₊ - μ₋, d numbers.
  let difference: [Double]
  /// The difference as a vector, and what it was found on.
  let vector: FittedVector
  /// The items' codes and weights, where they are weighted.
  let weights: CellWeights?

  /// μ₊ - μ₋ of every group, all in one pass.
  ///
  /// - Throws: ``AttributeError`` for kinds or cells without items, or `LinearAlgebraError`.
  static func fit(
    _ groups: [LabelGroup],
    _ weighting: Weighting,
    _ items: LearningItems,
    threads: Int
  ) throws -> [KindMeans] {
    if case .items = weighting { return try plain(groups, items, threads: threads) }
    var chances: [UInt32] = []
    if case .repeats(let seed) = weighting {
      chances = CellWeights.chances(of: items.count, seed: seed, threads: threads)
    }
    let parts = try parallelResults(groups.count, threads: threads) { [chances] index throws(AttributeError) in
      let partition = groups[index].partition()
      try partition.requireFull()
      if case .repeats = weighting { return (partition, CellWeights(repeating: partition, chances: chances)) }
      return (partition, CellWeights(levelling: partition))
    }
    let rows = parts.flatMap { [$0.1.row(positive: true), $0.1.row(positive: false)] }
    let (sums, d) = (try WeightedSums(rows, of: items, threads: threads), items.dimension)
    return parts.enumerated().map { index, part in
      let (partition, weights) = part
      let totals = weights.totals
      let with = sums.row(2 * index, dimension: d), without = sums.row(2 * index + 1, dimension: d)
      return KindMeans(
        name: groups[index].name,
        difference: zip(with, without).map { $0 / totals.positive - $1 / totals.negative },
        positives: partition.positives,
        negatives: partition.negatives,
        cells: partition.cells,
        weights: weights
      )
    }
  }

  /// The items of the rarer kind are summed, and those of the other are all less them: half of the work, and a sum of few
  /// items is not the small difference of two large ones.
  private static func plain(_ groups: [LabelGroup], _ items: LearningItems, threads: Int) throws -> [KindMeans] {
    let counts = try parallelResults(groups.count, threads: threads) { index throws(AttributeError) in
      let kinds = groups[index].kinds()
      try CellPartition.requireBoth(groups[index].name, positives: kinds.positives, negatives: kinds.negatives)
      return kinds
    }
    var rows: [WeightRow] = [.ones]
    var places: [Int] = []
    for (group, count) in zip(groups, counts) {
      places.append(rows.count)
      let isRare = count.positives <= count.negatives
      rows.append(.label(group.columns[0], value: isRare ? 1 : 0))
      if count.positives + count.negatives < items.count {
        rows.append(.label(group.columns[0], value: isRare ? 0 : 1))
      }
    }
    let (sums, d) = (try WeightedSums(rows, of: items, threads: threads), items.dimension)
    return zip(groups, counts).enumerated().map { index, pair in
      let (group, count) = pair
      let isRare = count.positives <= count.negatives
      let isComplete = count.positives + count.negatives == items.count
      let own = Array(sums.row(places[index], dimension: d))
      let others = Array(sums.row(isComplete ? 0 : places[index] + 1, dimension: d))
      let rare = Double(min(count.positives, count.negatives)), common = Double(max(count.positives, count.negatives))
      let difference = zip(own, others).map { own, other in
        let step = own / rare - (isComplete ? other - own : other) / common
        return isRare ? step : -step
      }
      return KindMeans(
        name: group.name,
        difference: difference,
        positives: count.positives,
        negatives: count.negatives,
        cells: CellPartition.cells(group.name, positives: count.positives, negatives: count.negatives),
        weights: nil
      )
    }
  }

  private init(
    name: String,
    difference: [Double],
    positives: Int,
    negatives: Int,
    cells: [LabelCell],
    weights: CellWeights?
  ) {
    self.difference = difference
    self.weights = weights
    vector = FittedVector(
      name: name,
      values: difference.map { Float($0) },
      positives: positives,
      negatives: negatives,
      cells: cells,
      warnings: CellPartition.warnings(cells)
    )
  }

  /// The vector along the normal of a plane whose step is both means' distance along it: ŵ (ŵ·(μ₊ - μ₋)).
  func along(_ normal: [Double]) -> FittedVector {
    var vector = vector
    let square = normal.reduce(0) { $0 + $1 * $1 }
    let step = zip(normal, difference).reduce(0) { $0 + $1.0 * $1.1 }
    vector.values = normal.map { square > 0 ? Float($0 * step / square) : 0 }
    if step <= 0 {
      vector.warnings.append("no plane tells the items with it from those without, so the vector means nothing")
    }
    return vector
  }
}
