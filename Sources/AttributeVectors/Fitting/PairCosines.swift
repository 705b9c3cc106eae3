public import LatentGeometry
public import Manifold

/// How alike the vectors of two attributes are, plain and each balanced over the other attribute, with intervals over the items that
/// they were learned from.
///
/// Plain vectors are those of the method `mean`, balanced ones of `replicate`. Every replicate of the bootstrap draws as many items with
/// replacement, learns all four vectors of them and takes both cosines, so that what chance does to both is the same; a draw that leaves a
/// cell of both labels without items is drawn again. The result is the same for any number of threads.
///
/// Chance is in both vectors and does not cancel in their cosine, which is biased where items are few; replicates have twice its
/// part. So intervals are the basic ones, 2 c - q for the cosine c and the quantiles q of its replicates, which take as much bias off as the
/// replicates show; c itself may then lie outside. Source: Davison and Hinkley, "Bootstrap Methods and their Application" (1997),
/// section 5.2.
public struct PairCosines: Sendable, Equatable {
  /// The cosine of the plain vectors, -1 … 1; 0 where one of them has no length.
  public let plain: BootstrapInterval
  /// The cosine of the balanced vectors.
  public let balanced: BootstrapInterval
  /// |balanced| - |plain|: below 0 where balance takes the vectors apart.
  public let change: BootstrapInterval

  /// Learns the vectors of two attributes again and again.
  ///
  /// - Parameters:
  ///   - first: An attribute.
  ///   - second: Another one.
  ///   - latents: Shape [n, d].
  ///   - labels: Of the same n items.
  ///   - rows: The items to learn from, rising, each 0 ..< n; nil for all.
  ///   - seed: Of the fit's repeats and of the draws.
  ///   - replicateCount: B ≥ 2.
  ///   - level: Between 0 and 1.
  ///   - threads: How many threads work; nil for one a core where there is enough to do.
  /// - Throws: ``AttributeError`` where one of the four cells is empty or a label is unknown, or `LinearAlgebraError`.
  /// - Complexity: O(n d B).
  public init(
    of first: String,
    _ second: String,
    latents: some LatentRows,
    labels: LabelTable,
    rows: [Int]? = nil,
    seed: UInt64,
    replicateCount: Int = 1000,
    level: Double = 0.95,
    threads: Int? = nil
  ) throws {
    func fitted(_ method: FitMethod, _ name: String, _ balancedOver: [String]) throws -> FittedVector {
      var fitting = VectorFitting(method)
      (fitting.balancedOver, fitting.seed, fitting.threads) = (balancedOver, seed, threads)
      return try fitting.fit([name], latents: latents, labels: labels, rows: rows)[0]
    }
    let vectors = [
      try fitted(.mean, first, []), try fitted(.mean, second, []),
      try fitted(.replicate, first, [second]), try fitted(.replicate, second, [first]),
    ]
    let own = CosineMatrix(names: vectors.map(\.name), of: LatentBatch(rows: vectors.map(\.values)))
    let columns = try [first, second].map { try labels.index(of: $0) }
    let replicates = latents.withUnsafeValues { values in
      let items = LearningItems(values, dimension: latents.dimension, rows: rows)
      return PairResampling(items, labels: columns.map { items.labels(labels, attribute: $0) })
        .cosines(
          replicateCount,
          seed: seed,
          threads: threads ?? ParallelRows.threads(for: items.count * items.dimension * replicateCount)
        )
    }
    func interval(_ value: (PairResampling.Cosines) -> Double) -> BootstrapInterval {
      let estimate = value((own[0, 1], own[2, 3]))
      return BootstrapInterval(
        estimate: estimate,
        replicates: replicates.map { max(-1, min(1, 2 * estimate - value($0))) },
        level: level
      )
    }
    plain = interval { $0.plain }
    balanced = interval { $0.balanced }
    change = interval { abs($0.balanced) - abs($0.plain) }
  }
}
