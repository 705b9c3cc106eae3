public import LatentGeometry

/// How vectors are learned from latents and labels: the options, and ``fit(_:latents:labels:rows:)``.
///
/// A vector is one step from the items without an attribute to those with it, in the latents' own units:
///
///     mean           μ₊ - μ₋, the difference of both kinds' means
///     replicate      the same, after items are repeated until the cells of attribute × balanced attributes are equally full
///     cells          the same with cells' means of equal weight, which replication tends to
///     least-squares  the attribute's row of B in latents = 1 bᵀ + labels B + errors, for all labels together
///     logistic, svm  ŵ (ŵ·(μ₊ - μ₋)) for the normal w of a separating plane
///
/// Items whose label is unknown do not count: for `mean` those of the attribute itself, for balanced vectors those that lack
/// any of the labels, for `least-squares` those that lack any label that is used. The result is the same for any number of
/// threads. Sources: White, "Sampling Generative Networks" (2016), sections on attribute vectors and their correlated
/// labels; Shen et al., "Interpreting the latent space of GANs" (2020), for planes' normals.
public struct VectorFitting: Sendable {
  /// How vectors are found: one of `FitMethod.learning`.
  public var method: FitMethod
  /// Attributes that vectors shall not carry along, at most 12; for `least-squares` instead of all others.
  public var balancedOver: [String] = []
  /// What an item on the wrong side costs, above 0: scikit-learn's `C`; for `logistic` and `svm`.
  public var cost = 1.0
  /// Which items `replicate` repeats once more, where they cannot all be.
  public var seed: UInt64 = 0
  /// How many threads work; nil for one a core where there is enough to do.
  public var threads: Int?

  /// Options with their defaults.
  ///
  /// - Parameter method: How vectors are found.
  public init(_ method: FitMethod) { self.method = method }

  /// Learns vectors.
  ///
  /// - Parameters:
  ///   - attributes: The attributes, each once.
  ///   - latents: Shape [n, d]. They are read where they lie; `svm` makes a copy of 16 n d bytes.
  ///   - labels: Of the same n items.
  ///   - rows: The items to learn from, rising, each 0 ..< n; nil for all.
  /// - Returns: A vector for each attribute, in their order.
  /// - Throws: ``AttributeError``, or `LinearAlgebraError` where BLAS is missing.
  /// - Complexity: O(n d m) for m attributes; O(n (d + m) m) for `least-squares` with m labels; O(n d) a step and attribute
  ///   for `logistic` and `svm`.
  public func fit(
    _ attributes: [String],
    latents: some LatentRows,
    labels: LabelTable,
    rows: [Int]? = nil
  ) throws -> [FittedVector] {
    guard labels.count == latents.count else {
      throw AttributeError.labelCount(labels: labels.count, items: latents.count)
    }
    try check(attributes, labels)
    return try latents.withUnsafeValues { values in
      let items = LearningItems(values, dimension: latents.dimension, rows: rows)
      let threads = threads ?? ParallelRows.threads(for: items.count * items.dimension)
      return try fit(attributes, items, labels, threads: threads)
    }
  }

  private func fit(
    _ attributes: [String],
    _ items: LearningItems,
    _ labels: LabelTable,
    threads: Int
  ) throws -> [FittedVector] {
    let weighting: KindMeans.Weighting =
      switch (method, balancedOver.isEmpty) {
      case (_, true): .items
      case (.replicate, _), (.svm, _): .repeats(seed: seed)
      default: .cells
      }
    switch method {
    case .mean, .replicate, .cells:
      let groups = try LabelGroup.all(attributes, balancedOver: balancedOver, of: labels, items)
      return try KindMeans.fit(groups, weighting, items, threads: threads).map(\.vector)
    case .leastSquares:
      let regression = LabelRegression(labels, items, threads: threads)
      return try regression.fit(attributes, balancedOver: balancedOver)
    case .logistic, .svm:
      let groups = try LabelGroup.all(attributes, balancedOver: balancedOver, of: labels, items)
      let means = try KindMeans.fit(groups, weighting, items, threads: threads)
      let normals =
        method == .svm
        ? try SupportVectorPlanes(items, cost: cost, threads: threads).normals(groups, means)
        : LogisticPlanes(items, cost: cost, threads: threads).normals(groups, means)
      return zip(means, normals).map { means, normal in means.along(normal) }
    case .synthetic, .given:
      preconditionFailure("the method was checked")
    }
  }

  private func check(_ attributes: [String], _ labels: LabelTable) throws(AttributeError) {
    guard FitMethod.learning.contains(method) else {
      throw .invalid(option: "--method", reason: "\(method.rawValue) does not learn from labels")
    }
    precondition(threads.map { $0 >= 1 } ?? true, "at least one thread is needed")
    guard cost > 0, cost.isFinite else {
      throw .invalid(option: "--cost", reason: "\(cost) is no finite number above 0")
    }
    guard method != .mean || balancedOver.isEmpty else {
      throw .invalid(
        option: "--balance",
        reason: "the method mean balances nothing; use replicate, cells or least-squares"
      )
    }
    guard balancedOver.count <= CellPartition.largestBalance else {
      throw .invalid(
        option: "--balance",
        reason:
          "\(balancedOver.count) attributes have too many cells; balance over at most \(CellPartition.largestBalance)"
      )
    }
    for name in attributes + balancedOver { _ = try labels.index(of: name) }
    if let twice = Self.repeated(attributes) {
      throw .invalid(option: twice, reason: "it is asked for twice; name it once")
    }
    if let twice = Self.repeated(balancedOver) {
      throw .invalid(option: "--balance", reason: "\(twice) is named twice; name it once")
    }
    if let both = attributes.first(where: balancedOver.contains) {
      throw .invalid(option: "--balance", reason: "\(both) is the attribute itself; balance over others")
    }
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }
}
