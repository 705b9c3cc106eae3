public import AttributeVectors
internal import EncodedSets
internal import LatentGeometry

/// How well attribute vectors tell held-out items: vectors that are there, or those of several methods side by side.
public struct AttributeScoreRequest: Sendable, Codable, Equatable {
  /// The folders or files of vectors; empty where methods are compared.
  public var vectors: [String] = []
  /// Methods whose vectors are fitted now, on the items that are learned from; empty where vectors are named.
  public var methods: [FitMethod] = []
  /// The attributes; empty for all.
  public var attributes: [String] = []
  /// What the rows of files are called that do not say it, such as plat's JSON; in order.
  public var names: [String] = []
  /// What the methods' vectors shall not carry along; `mean` takes no notice.
  public var balancedOver: [String] = []
  /// Which items are learned from and which are held out.
  public var items = LabelledSelection()
  /// The choice of items and the bootstrap's draws.
  public var seed: UInt64 = 0

  /// The defaults; no vectors, methods and set yet.
  public init() {}

  /// Checks all that can be checked before anything is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    guard vectors.isEmpty != methods.isEmpty else {
      throw RequestError.invalid(
        option: "attributes score",
        reason: vectors.isEmpty
          ? "name vectors with --vectors NAME, or methods to compare with --method mean,svm"
          : "--vectors and --method exclude each other; give one"
      )
    }
    try RequestError.requireOnce(vectors, option: "--vectors")
    try RequestError.requireOnce(methods.map(\.rawValue), option: "--method")
    try RequestError.requireOnce(attributes, option: "--attribute")
    guard balancedOver.isEmpty || vectors.isEmpty else {
      throw RequestError.invalid(
        option: "--balance",
        reason: "vectors that are there are balanced already; leave it out"
      )
    }
  }

  /// Scores.
  ///
  /// - Parameters:
  ///   - threads: How many threads work; results do not depend on it.
  ///   - progress: Told what begins.
  /// - Returns: A cell for each attribute and each method or folder of vectors.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of sets and files.
  public func score(threads: Int? = nil, progress: (String) -> Void = { _ in }) throws -> ScoreReport {
    try validate()
    progress("reading labels")
    // A plane's name is needed only where the attribute is asked for; regressions want all labels.
    let items = try LabelledItems(self.items, attributes: nil, seed: seed)
    for name in attributes + balancedOver {
      try refuseUnnamedRow(name, labels: items.labels.attributes)
      _ = try items.labels.index(of: name)
    }
    guard !items.heldOut.isEmpty else {
      throw RequestError.invalid(option: "--held-out", reason: "no item is held out, so there is nothing to score on")
    }
    var report = ScoreReport(set: self.items.set, learned: items.learnedName, items: items.heldOutName)
    report.notes = [items.set.unfinishedNote].compactMap { $0 }
    let sets = try vectorSets(items, threads: threads, progress, &report.notes)
    for name in attributes where !sets.contains(where: { $0.vectors.names.contains(name) }) {
      throw AttributeError.unknownAttribute(name, known: sets.flatMap(\.vectors.names))
    }
    for (name, vectors) in sets {
      progress("scoring \(name)")
      try add(vectors, named: name, items, to: &report, threads: threads)
    }
    if methods.contains(.mean), balancedOver.isEmpty, methods.contains(.replicate) || methods.contains(.cells) {
      report.notes.append("replicate and cells are the same as mean without --balance")
    }
    guard report.comparison.cells.isEmpty else { return report }
    throw RequestError.invalid(
      option: "attributes score",
      reason: report.isAlike
        ? "the held-out items (\(items.heldOutName)) do not differ in any of the attributes; hold others out"
        : "the set has no labels for any of the vectors; name the labels of the rows of a file, in order, with --names A,B,…, or a file with labels with "
          + "--labels-file"
    )
  }

  /// Refuses the number of a row in a file that does not say what its rows are: no label is called so.
  private func refuseUnnamedRow(_ name: String, labels: [String]) throws {
    guard !labels.contains(name) else { return }
    for file in vectors {
      let vectors = try VectorSet(named: file)
      guard vectors.names.contains(name), vectors.entries.allSatisfy({ $0.method == .given }) else { continue }
      throw RequestError.invalid(
        option: "--attribute \(name)",
        reason: "this is a row of \(file), which does not say what its rows are; name the labels of all its "
          + "\(vectors.entries.count) rows with --names A,B,…, and one of them with --attribute"
      )
    }
  }

  /// The vectors to score, with what tells them apart.
  private func vectorSets(
    _ items: LabelledItems,
    threads: Int?,
    _ progress: (String) -> Void,
    _ notes: inout [String]
  ) throws -> [(name: String, vectors: VectorSet)] {
    guard methods.isEmpty else {
      return try methods.map { method in
        var fit = AttributeFitRequest()
        (fit.items, fit.attributes, fit.method, fit.seed) = (self.items, attributes, method, seed)
        fit.balancedOver = method == .mean ? [] : balancedOver
        progress("fitting \(method.rawValue)")
        let (vectors, said) = try fit.fit(items, threads: threads)
        for note in said where !notes.contains(note) { notes.append(note) }
        return (method.rawValue, vectors)
      }
    }
    return try vectors.map { name in
      let vectors = try VectorSet(named: name).called(names, file: name)
      guard vectors.dimension == items.set.dimension else {
        throw AttributeError.width(
          name: name,
          found: vectors.dimension,
          expected: items.set.dimension,
          of: "a latent of the set"
        )
      }
      if let own = vectors.model, own.hash != items.set.description.model.hash {
        throw AttributeError.otherModel(
          name: name,
          model: own.name,
          expected: "a set of the model \(items.set.description.model.name)"
        )
      }
      return (name, vectors)
    }
  }

  private func add(
    _ vectors: VectorSet,
    named name: String,
    _ items: LabelledItems,
    to report: inout ScoreReport,
    threads: Int?
  ) throws {
    // What is balanced over has no vector with most methods, and means are over the same attributes.
    let known = vectors.names.filter { items.labels.attributes.contains($0) && !balancedOver.contains($0) }
    let wanted = attributes.isEmpty ? known : attributes.filter(vectors.names.contains)
    let rows = try wanted.map { try vectors.index(of: $0) }
    let chosen = VectorSet(
      entries: rows.map { vectors.entries[$0] },
      vectors: vectors.vectors.rows(rows)
    )
    guard !rows.isEmpty else { return }
    let learned = try AttributeScores(of: items.set.vectors, items: items.learned, along: chosen, threads: threads)
    let heldOut = try AttributeScores(of: items.set.vectors, items: items.heldOut, along: chosen, threads: threads)
    for (row, entry) in chosen.entries.enumerated() {
      let column = try items.labels.index(of: entry.name)
      let labels = items.heldOut.map { items.labels[$0, column] }
      guard Set(labels.compactMap { $0 }).count == 2 else {
        let note =
          "\(entry.name): the held-out items (\(items.heldOutName)) do not differ in it, so nothing is told of them"
        if !report.notes.contains(note) { report.notes.append(note) }
        report.isAlike = true
        continue
      }
      let ranked = try RankedScores(entry.name, scores: heldOut[row], labels: labels)
      let threshold =
        try entry.threshold
        ?? RankedScores(entry.name, scores: learned[row], labels: items.learned.map { items.labels[$0, column] })
        .bestThreshold
      report.comparison.add(ranked, method: name, threshold: threshold, seed: seed)
      report.scored.append(
        ScoreReport.Scored(attribute: entry.name, method: name, ranked: ranked, threshold: threshold)
      )
    }
  }
}
