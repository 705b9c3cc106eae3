/// One regression of latents on the labels of many attributes, by normal equations.
///
///     latents[i, :] = b + Σ_j labels[i, j] B[j, :] + errors,    vector of attribute j = B[j, :]
///
/// The labels are whole numbers, so that their products are exact; only their Cholesky factor is rounded, in `Double`.
/// Attributes that vectors are asked for come last, since a factor shows which column follows from earlier ones.
struct LabelRegression: Sendable {
  let labels: LabelTable
  let items: LearningItems
  let threads: Int

  /// Vectors for what is asked.
  init(_ labels: LabelTable, _ items: LearningItems, threads: Int) {
    self.labels = labels
    self.items = items
    self.threads = threads
  }

  /// Fits vectors that are free of each other and of other attributes.
  ///
  /// - Parameters:
  ///   - asked: The attributes.
  ///   - balancedOver: The others; all of the table where it is empty.
  /// - Returns: One for each that was asked for.
  /// - Throws: ``AttributeError`` for attributes that do not vary or follow from others, or `LinearAlgebraError`.
  func fit(_ asked: [String], balancedOver: [String]) throws -> [FittedVector] {
    guard !asked.isEmpty else { return [] }
    let covariates = (balancedOver.isEmpty ? labels.attributes : balancedOver).filter { !asked.contains($0) }
    let used = try UsedLabels(covariates + asked, of: labels, items)
    var warnings = used.warnings
    for index in used.names.indices.suffix(asked.count) {
      let positives = used.positives[index]
      try CellPartition.requireBoth(used.names[index], positives: positives, negatives: used.count - positives)
    }
    let varying = used.names.indices.filter { (1..<used.count).contains(used.positives[$0]) }
    for index in used.names.indices where !varying.contains(index) {
      warnings.append("\(used.names[index]) is left out, since all items that count have the same label")
    }

    let rows = [used.intercept] + varying.map { WeightRow.label(used.columns[$0], value: 1) }
    let equations = NormalEquations(
      try WeightedSums(rows, of: items, hasProducts: true, threads: threads),
      count: varying.count,
      dimension: items.dimension
    )
    var factor = SequentialFactor(equations.products, size: varying.count)
    for (place, index) in varying.enumerated() {
      guard let dependency = factor.add(place) else { continue }
      let others = dependency.map { used.names[varying[$0]] }.joined(separator: ", ")
      guard index < covariates.count else {
        throw AttributeError.dependent(
          used.names[index],
          reason: "its labels follow from those of \(others), so that their vectors cannot be told apart; leave one out"
        )
      }
      warnings.append("\(used.names[index]) is left out, since its labels follow from those of \(others)")
    }
    let solution = factor.solve(equations.sums, width: items.dimension)
    let cells = parallelResults(asked.count, threads: threads) { used.cells(asked[$0], balancedOver: balancedOver) }
    return asked.indices.map { index in
      let positives = used.positives[covariates.count + index]
      // Vectors that were asked for are the last of the solution.
      let end = solution.count - (asked.count - 1 - index) * items.dimension
      return FittedVector(
        name: asked[index],
        values: solution[end - items.dimension..<end].map { Float($0) },
        positives: positives,
        negatives: used.count - positives,
        cells: cells[index],
        warnings: CellPartition.warnings(used.cells(asked[index], balancedOver: [])) + warnings
      )
    }
  }
}
