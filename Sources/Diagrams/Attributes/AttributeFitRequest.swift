public import AttributeVectors
internal import EncodedSets
internal import LatentGeometry
internal import Manifold

/// Vectors learned from the labels of an encoded set.
public struct AttributeFitRequest: Sendable, Codable, Equatable {
  /// Which items are learned from and which are held out.
  public var items = LabelledSelection()
  /// The attributes; empty for all labels that are not the same on all items.
  public var attributes: [String] = []
  /// Attributes that vectors shall not carry along.
  public var balancedOver: [String] = []
  /// How vectors are found.
  public var method = FitMethod.mean
  /// What an item on the wrong side costs, for planes.
  public var cost = 1.0
  /// Which items are repeated once more, which are held out where no split says so, and the bootstrap's draws.
  public var seed: UInt64 = 0

  /// The defaults: the difference of means, no set and no attributes yet.
  public init() {}

  /// Learns the vectors.
  ///
  /// - Parameters:
  ///   - threads: How many threads work; results do not depend on it.
  ///   - progress: Told what begins.
  /// - Returns: The vectors, and sentences that the person should read.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of sets and files.
  public func fit(
    threads: Int? = nil,
    progress: (String) -> Void = { _ in }
  ) throws -> (vectors: VectorSet, notes: [String]) {
    progress("reading labels")
    let items = try LabelledItems(items, attributes: wantedLabels, seed: seed)
    return try fit(items, threads: threads, progress: progress)
  }

  /// Learns vectors from items that are open already.
  func fit(
    _ items: LabelledItems,
    threads: Int?,
    progress: (String) -> Void = { _ in }
  ) throws -> (vectors: VectorSet, notes: [String]) {
    var notes = [items.set.unfinishedNote].compactMap { $0 }
    let names = attributes.isEmpty ? varied(items, &notes) : attributes
    guard !names.isEmpty else {
      throw RequestError.invalid(
        option: "attributes fit",
        reason: "the items that are learned from (\(items.learnedName)) do not differ in any label"
      )
    }
    var fitting = VectorFitting(method)
    fitting.balancedOver = balancedOver
    fitting.cost = cost
    fitting.seed = seed
    fitting.threads = threads
    progress("fitting")
    let fitted = try fitting.fit(names, latents: items.set.vectors, labels: items.labels, rows: items.learned)
    notes += fitted.flatMap(\.warnings)
    if [.logistic, .svm].contains(method), let flat = fitted.first(where: { $0.values.allSatisfy { $0 == 0 } }) {
      throw RequestError.invalid(
        option: "--cost \(cost)",
        reason: "so small a cost leaves no plane for \(flat.name); give a larger one"
      )
    }
    let d = items.set.dimension
    let vectors = LatentBatch(count: fitted.count, dimension: d, values: fitted.flatMap(\.values))
    let model = items.set.description.model
    var result = VectorSet(
      entries: fitted.enumerated().map { row, vector in
        var entry = AttributeVector(name: vector.name, method: method, length: vectors[row].lengths()[0])
        entry.balancedOver = balance(of: vector, items)
        (entry.positives, entry.negatives, entry.cells) = (vector.positives, vector.negatives, vector.cells)
        return entry
      },
      vectors: vectors,
      model: VectorSet.Model(name: model.name, hash: model.hash),
      source: VectorSet.Source(name: self.items.set, sha256: try items.set.digest(), items: items.learnedName)
    )
    progress("scoring")
    try score(&result, items, threads: threads, &notes)
    return (result, notes)
  }

  /// The labels that are needed; nil for all.
  var wantedLabels: [String]? {
    guard !attributes.isEmpty, method != .leastSquares || !balancedOver.isEmpty else { return nil }
    return attributes + balancedOver.filter { !attributes.contains($0) }
  }

  /// The labels that are yes for some of the items and no for others.
  private func varied(_ items: LabelledItems, _ notes: inout [String]) -> [String] {
    var (varied, equal): ([String], [String]) = ([], [])
    for (index, name) in items.labels.attributes.enumerated() where !balancedOver.contains(name) {
      let own = Set(items.learned.compactMap { items.labels[$0, index] })
      if own.count == 2 { varied.append(name) } else { equal.append(name) }
    }
    if !equal.isEmpty { notes.append("no vector for \(equal.joined(separator: ", ")): the items do not differ in it") }
    return varied
  }

  /// What a vector is free of: with least squares and no names, all other labels.
  private func balance(of vector: FittedVector, _ items: LabelledItems) -> [String] {
    guard method == .leastSquares, balancedOver.isEmpty else { return balancedOver }
    return items.labels.attributes.filter { $0 != vector.name }
  }

  /// Threshold and calibration from what was learned from, and how well they do on what was held out.
  private func score(_ result: inout VectorSet, _ items: LabelledItems, threads: Int?, _ notes: inout [String]) throws {
    let learned = try AttributeScores(of: items.set.vectors, items: items.learned, along: result, threads: threads)
    let heldOut = try AttributeScores(of: items.set.vectors, items: items.heldOut, along: result, threads: threads)
    for row in result.entries.indices {
      let name = result.entries[row].name
      let column = try items.labels.index(of: name)
      let own = try RankedScores(name, scores: learned[row], labels: items.learned.map { items.labels[$0, column] })
      let threshold = own.bestThreshold
      result.entries[row].threshold = threshold
      result.entries[row].calibration = AttributeVector.Calibration(fitting: own)
      let labels = items.heldOut.map { items.labels[$0, column] }
      guard Set(labels.compactMap { $0 }).count == 2 else {
        notes.append(
          "\(name): the held-out items (\(items.heldOutName)) do not differ in it, so nothing is told of them"
        )
        continue
      }
      result.entries[row].heldOut = AttributeVector.HeldOut(
        try RankedScores(name, scores: heldOut[row], labels: labels),
        threshold: threshold,
        items: items.heldOutName,
        seed: seed
      )
    }
  }
}
