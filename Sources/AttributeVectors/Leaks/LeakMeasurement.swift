public import GenerativeModels
public import LatentGeometry
internal import Manifold

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Measures what edits along attribute vectors change beside the attribute itself.
///
/// A vector is only as good as what it leaves alone, and how much it changes depends on how far one goes. So every vector is first
/// made equally strong, by a ``EditGain``; then the same held-out latents are moved along each, decoded, and looked at by a
/// classifier and some instruments. What a vector brings along is the mean change of every other label, with a bootstrap
/// interval over pictures. Source: White, "Sampling Generative Networks" (2016), sections on correlated labels; Shen et al.
/// (2020), table 2, measures leaks of several edits by re-scoring in this manner.
public struct LeakMeasurement: Sendable {
  /// A vector and where it comes from.
  public struct Candidate: Sendable {
    /// Which vectors, as they were named.
    public var vectors: String
    /// What is known of it.
    public var entry: AttributeVector
    /// d numbers, not all 0.
    public var values: [Float]

    /// A vector to be measured.
    ///
    /// - Parameters:
    ///   - vectors: Which vectors, as they were named.
    ///   - entry: What is known of it.
    ///   - values: d numbers, not all 0.
    public init(vectors: String, entry: AttributeVector, values: [Float]) {
      self.vectors = vectors
      self.entry = entry
      self.values = values
    }

    /// What a person calls it.
    public var shown: String { EditEffect.shown(vectors, entry.name, without: entry.without) }
  }

  /// How strong edits are.
  public var gain = EditGain.probability(0.2)
  /// What the bootstrap's draws start from.
  public var seed: UInt64 = 0
  /// B of each interval.
  public var replicateCount = 1000
  /// How many pictures are decoded at once; nil leaves it to the model.
  public var batch: Int?
  /// What the latents are decoded under and their pictures encoded again, a row for each latent.
  public var conditions = RoundTripConditions()
  /// Whether edited pictures are encoded again where the model can, which tells how far an edit goes aside.
  package var encodesAgain = true

  /// The defaults: a change of 0.2 in the mean probability.
  public init() {}

  /// Measures vectors on latents.
  ///
  /// - Parameters:
  ///   - candidates: At least one vector of the model.
  ///   - latents: n ≥ 2 latents that the vectors were not fitted on.
  ///   - model: What decodes them.
  ///   - classifier: What tells labels; nil where the gain needs none and only instruments shall be read.
  ///   - progress: Hears how many of how many rows are measured.
  /// - Returns: Rows in the order of vectors, more before less.
  /// - Throws: ``AttributeError/classifierLacks(_:classifier:known:)`` where a probability is asked for that the classifier does not
  ///   tell, ``AttributeError/width(name:found:expected:of:)``, and the model's errors.
  /// - Complexity: Some fifteen decodings of each latent for each row.
  public func measure(
    _ candidates: [Candidate],
    on latents: LatentBatch,
    model: GenerativeModel,
    classifier: AttributeClassifier?,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> LeakTable {
    try measure(candidates, on: latents, model, classifier, progress) { _ in }.table
  }

  /// What was measured, and what it was measured on.
  package struct Readings: Sendable {
    /// The mean changes.
    package var table: LeakTable
    /// Every picture before.
    package var before: PictureReadings
    /// Every picture after each of the table's effects.
    package var after: [PictureReadings]
  }

  /// Measures vectors on latents, and keeps what was read of every single picture.
  ///
  /// The parameters, errors and complexity are those of ``measure(_:on:model:classifier:progress:)``.
  package func readings(
    _ candidates: [Candidate],
    on latents: LatentBatch,
    model: GenerativeModel,
    classifier: AttributeClassifier?,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Readings {
    var after: [PictureReadings] = []
    let (table, before) = try measure(candidates, on: latents, model, classifier, progress) { after.append($0) }
    return Readings(table: table, before: before, after: after)
  }

  /// Measures vectors; `keep` sees the pictures of each effect, which many large ones have no room for at once.
  private func measure(
    _ candidates: [Candidate],
    on latents: LatentBatch,
    _ model: GenerativeModel,
    _ classifier: AttributeClassifier?,
    _ progress: (Int, Int) -> Void,
    keep: (PictureReadings) -> Void
  ) throws -> (table: LeakTable, before: PictureReadings) {
    precondition(!candidates.isEmpty && latents.count >= 2, "vectors and at least two latents are needed")
    try gain.check()
    for candidate in candidates { try check(candidate, model, classifier) }
    let reader = PictureReader(model: model, classifier: classifier, batch: batch, conditions: conditions)
    let encodesAgain = encodesAgain && model.hasEncoder
    let before = try reader.readings(of: latents, encodesAgain: encodesAgain)
    let directions = directions
    var table = LeakTable(
      pictures: latents.count,
      classifier: classifier?.name,
      labels: classifier?.labels ?? [],
      gain: gain,
      deviation: Self.deviation(of: latents, model),
      effects: [],
      unreached: [],
      cosines: CosineMatrix(
        names: candidates.map(\.shown),
        of: LatentBatch(
          count: candidates.count,
          dimension: latents.dimension,
          values: candidates.flatMap(\.values)
        )
      )
    )
    for (index, candidate) in candidates.enumerated() {
      for (place, direction) in directions.enumerated() {
        progress(index * directions.count + place, candidates.count * directions.count)
        guard let amount = try amount(candidate, direction, latents, before, reader) else {
          table.unreached.append("\(candidate.shown) \(direction.rawValue)")
          continue
        }
        let moved = latents.moved(
          along: candidate.values,
          by: [Double](repeating: amount, count: latents.count)
        )
        let after = try reader.readings(of: moved, encodesAgain: encodesAgain)
        keep(after)
        table.effects.append(
          effect(candidate, direction, amount, from: before, to: after, Self.deviation(of: moved, model))
        )
      }
    }
    return (table, before)
  }

  /// Sharpness is only raised: that is what such vectors are for.
  private var directions: [EditEffect.Direction] {
    if case .sharpness = gain { return [.more] }
    return EditEffect.Direction.allCases
  }

  private func check(_ candidate: Candidate, _ model: GenerativeModel, _ classifier: AttributeClassifier?)
    throws(AttributeError)
  {
    guard candidate.values.count == model.latentDimension else {
      throw .width(
        name: candidate.shown,
        found: candidate.values.count,
        expected: model.latentDimension,
        of: "the model \(model.name)"
      )
    }
    guard candidate.values.contains(where: { $0 != 0 }), candidate.values.allSatisfy(\.isFinite) else {
      throw .noDirection(candidate.shown)
    }
    guard case .probability = gain else { return }
    guard let classifier else {
      throw .invalid(
        option: "--gain",
        reason:
          "the model \(model.name) has no classifier to measure it with; name one with --classifier, or give --amount"
      )
    }
    guard classifier.labels.contains(candidate.entry.name) else {
      throw .classifierLacks(candidate.entry.name, classifier: classifier.name, known: classifier.labels)
    }
  }

  /// a of the vector, signed; nil where the gain is out of reach.
  private func amount(
    _ candidate: Candidate,
    _ direction: EditEffect.Direction,
    _ latents: LatentBatch,
    _ before: PictureReadings,
    _ reader: PictureReader
  ) throws -> Double? {
    let length = Self.length(of: candidate.values)
    let scale = latents.lengths().mean
    let search = GainSearch(scale: scale > 0 ? scale : 1)
    func moved(_ step: Double) -> LatentBatch {
      latents.moved(along: candidate.values, by: [Double](repeating: step / length, count: latents.count))
    }
    switch gain {
    case .amount(let amount):
      return direction == .more ? amount : -amount
    case .probability(let gain):
      guard let labels = reader.classifier?.labels, let label = labels.firstIndex(of: candidate.entry.name),
        let own = before.probabilities?[candidate.entry.name]
      else { preconditionFailure("the label was looked for before") }
      let sign = direction == .more ? 1.0 : -1.0
      let start = own.reduce(0.0) { $0 + Double($1) } / Double(own.count)
      // A mean cannot leave 0 … 1, however far one goes.
      guard (0...1).contains(start + sign * gain) else { return nil }
      let step = try search.step(gain: gain) { step in
        sign * (try reader.probabilities(of: label, moved(sign * step)).mean - start)
      }
      return step.map { sign * $0 / length }
    case .sharpness(let gain):
      let start = before.sharpness.mean
      guard start > 0 else { return nil }
      func rise(_ step: Double) throws -> Double { try reader.sharpness(moved(step)).mean / start - 1 }
      // A little to either side tells which of them is sharper.
      let sign = try rise(search.first) >= rise(-search.first) ? 1.0 : -1.0
      return try search.step(gain: gain) { try rise(sign * $0) }.map { sign * $0 / length }
    }
  }

  private func effect(
    _ candidate: Candidate,
    _ direction: EditEffect.Direction,
    _ amount: Double,
    from before: PictureReadings,
    to after: PictureReadings,
    _ deviation: Double?
  ) -> EditEffect {
    func interval(_ values: [Double]) -> BootstrapInterval {
      BootstrapInterval(ofMean: values, seed: seed, replicateCount: replicateCount)
    }
    let sharpness = before.sharpness.mean
    var changes: [EditEffect.Change] = []
    if let old = before.probabilities, let new = after.probabilities {
      changes = old.labels.indices.map { label in
        let pairs = (0..<old.count).map { (Double(old[$0, label]), Double(new[$0, label])) }
        return EditEffect.Change(
          label: old.labels[label],
          probability: interval(pairs.map { $1 - $0 }),
          logOdds: pairs.map { Self.logOdds($1) - Self.logOdds($0) }.mean
        )
      }
    }
    return EditEffect(
      vectors: candidate.vectors,
      name: candidate.entry.name,
      method: candidate.entry.method,
      balancedOver: candidate.entry.balancedOver,
      without: candidate.entry.without,
      direction: direction,
      amount: amount,
      step: abs(amount) * Self.length(of: candidate.values),
      changes: changes,
      identity: Self.distances(before.encodings, after.encodings, across: candidate.values).map(interval),
      brightness: interval(zip(before.brightness, after.brightness).map { $1 - $0 }),
      sharpness: interval(zip(before.sharpness, after.sharpness).map { sharpness > 0 ? ($1 - $0) / sharpness : 0 }),
      deviation: deviation
    )
  }

  /// How far each encoding moved across the vector, by the mean distance to the next picture's.
  private static func distances(_ before: LatentBatch?, _ after: LatentBatch?, across vector: [Float]) -> [Double]? {
    guard let before, let after else { return nil }
    let (n, d) = (before.count, before.dimension)
    let square = vector.reduce(0.0) { $0 + Double($1) * Double($1) }
    return before.withUnsafeValues { old in
      after.withUnsafeValues { new in
        func distance(_ a: UnsafeBufferPointer<Float>, _ i: Int, _ b: UnsafeBufferPointer<Float>, _ j: Int) -> Double {
          var (sum, along) = (0.0, 0.0)
          for column in 0..<d {
            let difference = Double(a[i * d + column]) - Double(b[j * d + column])
            sum += difference * difference
            along += difference * Double(vector[column])
          }
          return max(0, sum - along * along / square).squareRoot()
        }
        let other = (0..<n).map { distance(old, $0, old, ($0 + 1) % n) }.mean
        return (0..<n).map { other > 0 ? distance(old, $0, new, $0) / other : 0 }
      }
    }
  }

  private static func deviation(of latents: LatentBatch, _ model: GenerativeModel) -> Double? {
    let deviations = PriorStatistics(of: latents, prior: model.prior).deviations
    return deviations.allSatisfy(\.isFinite) ? deviations.mean : nil
  }

  private static func length(of vector: [Float]) -> Double {
    vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  private static func logOdds(_ probability: Double) -> Double {
    let p = min(max(probability, 1e-6), 1 - 1e-6)
    return log(p / (1 - p))
  }
}
