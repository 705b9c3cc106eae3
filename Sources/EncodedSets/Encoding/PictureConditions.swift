internal import Datasets
internal import GenerativeModels
internal import LatentGeometry
internal import SafeFiles

/// What each picture of a collection is encoded under, checked for all of them before the first is encoded.
struct PictureConditions: Sendable {
  /// As the set remembers it; nil where the encoder takes none.
  let condition: SetCondition?

  private enum Source {
    case none
    case same([Float])
    /// Labels by their places among the attributes, and what they say.
    case labels([Int], LabelCondition)
  }

  private let source: Source

  /// The conditions of pictures.
  ///
  /// - Parameters:
  ///   - condition: What was asked for; nil for what the model encodes under by itself.
  ///   - pictures: Their labels are looked at where they decide.
  ///   - model: The model.
  /// - Throws: `ConditionError`, ``EncodedSetError/encoderLabels(reason:)``, and what opening the encoder throws.
  init(_ condition: SetCondition?, for pictures: PictureCollection, in model: GenerativeModel) throws {
    guard let input = try model.encoderCondition() else {
      guard condition == nil else { throw ConditionError.noneToEncode(model: model.name) }
      (self.condition, source) = (nil, .none)
      return
    }
    let wanted = try condition ?? model.requireEncoderCondition().map { .value($0) }
    self.condition = wanted
    switch wanted {
    case nil: source = .none
    case .value(let value): source = .same(try input.row(for: value))
    case .labels(let names):
      let labels = LabelCondition(count: names.count, for: input)
      let columns = try names.map { name in
        guard let column = pictures.attributes.firstIndex(of: name) else {
          throw EncodedSetError.encoderLabels(
            reason: "the pictures have no label \(name); \(Self.suggestion(for: name, among: pictures.attributes))"
          )
        }
        return column
      }
      try Self.check(names, labels, for: input, model)
      source = .labels(columns, labels)
      try Self.check(pictures, columns, names, isClassNumber: labels.isClassNumber)
    }
  }

  /// The conditions of pictures that are encoded together; nil where the encoder takes none.
  func rows(of entries: [PictureCollection.Entry]) -> ConditionBatch? {
    switch source {
    case .none: return nil
    case .same(let row): return ConditionBatch(repeating: row, count: entries.count)
    case .labels(let columns, let condition):
      let rows = entries.map { entry in condition.row(columns.map { entry.labels[$0] == true }) }
      return ConditionBatch(LatentBatch(rows: rows))
    }
  }

  /// Whether it is what a set was encoded under.
  ///
  /// - Parameters:
  ///   - other: What the set says; nil in sets of an older Sextant, where it is what `model.json` names.
  ///   - model: The model.
  /// - Returns: True where it is.
  /// - Throws: `ConditionError`, and what opening the encoder throws.
  func isSame(as other: SetCondition?, in model: GenerativeModel) throws -> Bool {
    guard let input = try model.encoderCondition(), let condition else { return other == nil }
    let other = other ?? input.standard.map { .value($0) }
    // A class has a name and a number.
    if case .value(let one) = condition, case .value(let other)? = other {
      return try input.row(for: one) == input.row(for: other)
    }
    return condition == other
  }

  private static func suggestion(for name: String, among attributes: [String]) -> String {
    let near = NameSuggestion.names(near: name, among: attributes)
    guard near.isEmpty || near.count == attributes.count else { return NameSuggestion.sentence(for: name, among: near) }
    return "their labels are \(EncodedSetError.shown(attributes))"
  }

  /// Refuses other numbers of labels than an input takes.
  private static func check(
    _ names: [String],
    _ labels: LabelCondition,
    for input: ConditionInput,
    _ model: GenerativeModel
  ) throws {
    guard Set(names).count == names.count else {
      throw EncodedSetError.encoderLabels(reason: "a label is named twice; name each once")
    }
    guard let misfit = labels.misfit else { return }
    throw EncodedSetError.encoderLabels(
      reason:
        "the encoder of the model \(model.name) takes \(misfit.needed) \(misfit.what) by \(input.tensor), and "
        + "\(names.count.counted("label is", "labels are")) named; name one for each"
    )
  }

  /// Refuses pictures whose labels do not say what they are encoded under.
  private static func check(
    _ pictures: PictureCollection,
    _ columns: [Int],
    _ names: [String],
    isClassNumber: Bool
  ) throws {
    for entry in pictures.entries {
      if let unknown = columns.firstIndex(where: { entry.labels[$0] == nil }) {
        throw EncodedSetError.encoderLabels(
          reason: "of \(entry.path) nobody knows the label \(names[unknown]); leave such pictures out by "
            + "--where '\(names[unknown].doubleQuoted) IS NOT NULL'"
        )
      }
      let count = columns.count { entry.labels[$0] == true }
      guard !isClassNumber || count == 1 else {
        throw EncodedSetError.encoderLabels(
          reason:
            "\(entry.path) has \(count == 0 ? "none" : "\(count)") of the labels \(EncodedSetError.shown(names)), and "
            + "the encoder takes one class; leave such pictures out by --where"
        )
      }
    }
  }
}
