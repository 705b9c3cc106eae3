internal import GenerativeModels
internal import LatentFiles
internal import LatentGeometry

/// The conditions of a request for one model, files read and `all` spelled out.
struct OpenConditions {
  /// A single condition.
  struct Entry {
    /// As a recipe names it.
    var condition: Condition
    /// As the model takes it.
    var value: ConditionValue
  }

  /// The conditions in the order given.
  private(set) var entries: [Entry] = []
  /// The files that were read, with their digests.
  private(set) var inputs: [InputStamp] = []

  /// Reads conditions.
  ///
  /// - Parameters:
  ///   - conditions: Any number of them.
  ///   - model: What they are for.
  /// - Throws: ``RequestError``, `ConditionError`, and the errors of models and files.
  init(_ conditions: [Condition], for model: GenerativeModel) throws {
    guard !conditions.isEmpty else { return }
    guard model.hasCondition || model.package.encoder?.condition != nil else {
      throw ConditionError.none(model: model.name)
    }
    for condition in conditions {
      switch condition {
      case .value(let value): entries.append(Entry(condition: condition, value: value))
      case .rows(let text):
        let reference = try LatentReference(parsing: text)
        let rows = try LatentFile.read(reference)
        inputs.append(InputStamp(path: text, sha256: try FileDigest.sha256(of: reference.file)))
        for row in 0..<rows.count {
          let name = reference.row == nil ? "\(text):\(row)" : text
          entries.append(Entry(condition: .rows(reference: name), value: .numbers(rows[row].values)))
        }
      case .all:
        // A class may be called so.
        let input = try model.decoderCondition()
        let values = input?.names.contains("all") == true ? [.text("all")] : input?.all ?? []
        guard !values.isEmpty else {
          throw RequestError.invalid(
            option: "--condition all",
            reason:
              "the conditions of the model \(model.name) have no names, so that they cannot be listed; name them one by one"
          )
        }
        entries += values.map { Entry(condition: .value($0), value: $0) }
      }
    }
  }

  /// The conditions as rows of an input.
  ///
  /// - Parameter input: The decoder's or the encoder's.
  /// - Returns: A row for each.
  /// - Throws: `ConditionError`.
  func rows(for input: ConditionInput) throws -> ConditionBatch { try input.batch(of: entries.map(\.value)) }
}
