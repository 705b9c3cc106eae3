public import AttributeVectors
internal import EncodedSets
internal import GenerativeModels
internal import LatentGeometry
internal import Manifold
internal import SafeFiles

/// What edits along attribute vectors really change, on held-out items of a set.
public struct AttributeLeakRequest: Sendable, Codable, Equatable {
  /// The folders or files of vectors; where several are named, the first is what the others are compared with.
  public var vectors: [String] = []
  /// The vectors that are measured; empty for all that the classifier tells.
  public var attributes: [String] = []
  /// What the rows of files are called that do not say it, such as plat's JSON; in order.
  public var names: [String] = []
  /// The set whose held-out items are edited.
  public var items = LabelledSelection()
  /// How many of them, drawn by the seed where there are more.
  public var count = 500
  /// How strong edits are.
  public var gain = EditGain.probability(0.2)
  /// Directions that are taken out of every vector once more, as rows of their own.
  public var projected: [String] = []
  /// What items are decoded under, and their pictures encoded again; one for all, or none for what the set was encoded under.
  public var conditions: [Condition] = []
  /// What tells labels; nil for the model's own classifier.
  public var classifier: ClassifierReference?
  /// What the choice of items and the bootstrap's draws start from.
  public var seed: UInt64 = 0

  /// The defaults: 500 held-out items, a change of 0.2 in the mean probability; no vectors and no set yet.
  public init() {}

  /// Checks all that can be checked before anything is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    guard !vectors.isEmpty else {
      throw RequestError.invalid(option: "attributes leak", reason: "name the vectors with --vectors NAME")
    }
    try RequestError.requireOnce(vectors, option: "--vectors")
    try RequestError.requireOnce(attributes, option: "--attribute")
    try RequestError.requireOnce(projected, option: "--project")
    guard (2...1_000_000).contains(count) else {
      throw RequestError.invalid(option: "--count \(count)", reason: "2 to 1000000 items can be edited")
    }
  }

  /// Measures.
  ///
  /// - Parameter studio: Says how models run, and hears how many of how many rows are measured.
  /// - Returns: The matrix and what it says.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of sets, models and files.
  public func measure(in studio: Studio) throws -> LeakReport {
    try validate()
    let set = try EncodedSet(named: items.set)
    let model = try set.description.model.reference.open(session: studio.session)
      .with(conditions: conditions, for: "attributes leak")
    try set.requireModel(model)
    let classifier =
      try self.classifier?.open(for: model, options: studio.session) ?? model.classifier(options: studio.session)
    let sets = try zip(vectors, Self.shortNames(vectors)).map { name, short in
      let vectors = try VectorSet(named: name).called(names, file: name)
      try vectors.requireModel(model, named: name)
      return (name: short, vectors: vectors)
    }
    for name in attributes where !sets.contains(where: { $0.vectors.names.contains(name) }) {
      throw AttributeError.unknownAttribute(name, known: sets.flatMap(\.vectors.names))
    }
    let (candidates, notes) = try candidates(sets, classifier)
    let (rows, name) = try LabelledItems.heldOut(items, of: set, seed: seed)
    guard rows.count >= 2 else {
      throw RequestError.invalid(
        option: "attributes leak",
        reason:
          "of \(name) there \(rows.count.form("is", "are")) \(rows.count.counted("item")) and at least 2 are needed; "
          + "name others with --where or --split"
      )
    }
    let edited = RowSplit.thinned(rows, to: count, seed: seed)
    let latents = set.vectors.gathered(edited)
    var measurement = LeakMeasurement()
    measurement.gain = gain
    measurement.seed = seed
    measurement.batch = studio.batch
    measurement.conditions = RoundTripConditions(
      encoding: try model.encoderCondition().map { try set.conditions(of: edited, for: $0, in: model) },
      decoding: try model.decoderCondition().map { try set.conditions(of: edited, for: $0, in: model) }
    )
    let table = try measurement.measure(
      candidates,
      on: latents,
      model: model,
      classifier: classifier,
      progress: studio.progress
    )
    var report = LeakReport(request: self, model: model.name, items: name, table: table)
    report.notes = try notes + learnedFrom(edited, sets, set) + report.farAway
    return report
  }

  /// What folders are called in rows: their names alone where those differ.
  static func shortNames(_ names: [String]) -> [String] {
    let short = names.map { name in
      let last = name.split(separator: "/").last.map(String.init) ?? name
      return last.hasSuffix(".vectors") ? String(last.dropLast(".vectors".count)) : last
    }
    return Set(short).count == names.count ? short : names
  }

  /// The vectors to be measured, and those without the directions that are taken out.
  private func candidates(
    _ sets: [(name: String, vectors: VectorSet)],
    _ classifier: AttributeClassifier?
  ) throws -> (candidates: [LeakMeasurement.Candidate], notes: [String]) {
    var (candidates, passedOver): ([LeakMeasurement.Candidate], [String]) = ([], [])
    func add(_ name: String, _ vectors: VectorSet, _ wanted: [String]) throws {
      for attribute in wanted {
        let row = try vectors.index(of: attribute)
        candidates.append(.init(vectors: name, entry: vectors.entries[row], values: vectors.vectors[row].values))
      }
    }
    for (name, vectors) in sets {
      let wanted = try wanted(vectors, classifier, &passedOver)
      try add(name, vectors, wanted)
      guard !projected.isEmpty else { continue }
      // Taking a vector out of itself leaves nothing.
      let rest = wanted.filter { $0 != projected.first || projected.count > 1 }
      try add(name, try vectors.adding(projected, from: sets.map(\.vectors)).removing(projected, from: rest), rest)
    }
    guard !candidates.isEmpty else {
      throw AttributeError.classifierLacks(
        passedOver.first ?? sets[0].name,
        classifier: classifier?.name ?? "-",
        known: classifier?.labels ?? []
      )
    }
    let notes =
      passedOver.isEmpty
      ? [] : ["the classifier does not tell \(passedOver.joined(separator: ", ")): --amount measures them all the same"]
    return (candidates, notes)
  }

  private func wanted(
    _ vectors: VectorSet,
    _ classifier: AttributeClassifier?,
    _ passedOver: inout [String]
  ) throws -> [String] {
    guard attributes.isEmpty else { return attributes.filter(vectors.names.contains) }
    guard case .probability = gain, let classifier else { return vectors.names }
    passedOver += vectors.names.filter { !classifier.labels.contains($0) && !passedOver.contains($0) }
    return vectors.names.filter { classifier.labels.contains($0) }
  }

  /// A sentence where vectors were learned from what they are measured on.
  private func learnedFrom(
    _ edited: [Int],
    _ sets: [(name: String, vectors: VectorSet)],
    _ set: EncodedSet
  ) throws -> [String] {
    let digest = try set.digest()
    return sets.compactMap { name, vectors in
      guard let source = vectors.source, source.sha256 == digest,
        let learned = LabelledItems.learned(source.items, of: set, seed: seed)
      else { return nil }
      let shared = edited.count { learned.contains($0) }
      guard shared > 0 else { return nil }
      return
        "\(name) was learned from \(shared) of the \(edited.count) items that are edited (\(source.items)); "
        + "choose others with --where or --split"
    }
  }
}

extension VectorSet {
  /// The same vectors, and those of some names that only other sets have, for directions to be taken out.
  fileprivate func adding(_ names: [String], from others: [VectorSet]) throws -> VectorSet {
    var result = self
    for name in names where !result.names.contains(name) {
      guard let other = others.first(where: { $0.names.contains(name) }) else {
        throw AttributeError.unknownAttribute(name, known: others.flatMap(\.names))
      }
      let row = try other.index(of: name)
      result.entries.append(other.entries[row])
      result.vectors = .concatenating([result.vectors, other.vectors[row]])
    }
    return result
  }
}
