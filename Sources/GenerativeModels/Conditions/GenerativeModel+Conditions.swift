internal import LatentGeometry

extension GenerativeModel {
  /// Whether the decoder takes a condition beside the latent.
  public var hasCondition: Bool { package.decoder.condition != nil }

  /// The decoder's input for conditions; opens the decoder.
  ///
  /// - Returns: The input; nil where the model takes no conditions.
  /// - Throws: ``GraphError``, ``ModelPackageError``, ``OnnxRuntimeError`` or a `FileError`.
  public func decoderCondition() throws -> ConditionInput? {
    hasCondition ? try decoder.opened().condition : nil
  }

  /// The encoder's input for conditions; opens the encoder.
  ///
  /// - Returns: The input; nil where there is no encoder or it takes no conditions.
  /// - Throws: ``GraphError``, ``ModelPackageError``, ``OnnxRuntimeError`` or a `FileError`.
  public func encoderCondition() throws -> ConditionInput? {
    package.encoder?.condition != nil ? try encoder?.opened().condition : nil
  }

  /// Refuses an encoder that takes a condition and has none of its own, before any work is begun that gives it none.
  ///
  /// - Returns: What pictures are encoded under that are given none; nil where the encoder takes none.
  /// - Throws: ``ConditionError``, and what opening the encoder throws.
  @discardableResult
  public func requireEncoderCondition() throws -> ConditionValue? {
    guard let input = try encoderCondition() else { return nil }
    let value = try ownCondition(for: input)
    _ = try input.row(for: value)
    return value
  }

  /// Whether the model was given a condition for everything by ``with(condition:)``.
  package var hasGivenCondition: Bool { condition != nil }

  /// The rows of pictures that have no condition of their own.
  ///
  /// - Parameters:
  ///   - count: The number of pictures.
  ///   - input: The decoder's or the encoder's input.
  /// - Returns: What ``with(condition:)`` gave the model, else the input's ``ConditionInput/standard``, for each.
  /// - Throws: ``ConditionError``, also where there is neither.
  public func ownConditions(count: Int, for input: ConditionInput) throws -> ConditionBatch {
    ConditionBatch(repeating: try input.row(for: ownCondition(for: input)), count: count)
  }

  private func ownCondition(for input: ConditionInput) throws -> ConditionValue {
    guard let value = condition ?? input.standard else {
      throw ConditionError.missing(model: name, input: input.tensor, known: input.all.map(\.shown))
    }
    return value
  }

  /// The same model, sessions included, with a condition for everything that is decoded and encoded without one of its own.
  ///
  /// - Parameter condition: What both graphs take where they take conditions.
  /// - Returns: A model of the same ``hash``.
  /// - Throws: ``ConditionError``, and what opening the decoder throws.
  public func with(condition: ConditionValue) throws -> GenerativeModel {
    guard hasCondition || package.encoder?.condition != nil else { throw ConditionError.none(model: name) }
    // Said now and not by the first picture; the encoder's turn comes when it is opened.
    _ = try decoderCondition()?.row(for: condition)
    return GenerativeModel(
      package: package,
      folder: folder,
      assumptions: assumptions,
      decoder: decoder,
      encoder: encoder,
      hash: hash,
      encodingHash: encodingHash,
      condition: condition
    )
  }

  /// What rows of a graph are run with.
  ///
  /// - Parameters:
  ///   - conditions: Those of the caller; nil for the model's own.
  ///   - input: The graph's input for conditions.
  ///   - count: The number of rows.
  /// - Returns: Nil where the graph takes none.
  /// - Throws: ``ConditionError``.
  func rows(_ conditions: ConditionBatch?, for input: ConditionInput?, count: Int) throws -> ConditionRows? {
    guard let input else {
      if conditions != nil { throw ConditionError.none(model: name) }
      return nil
    }
    guard let conditions else { return .same(try input.row(for: ownCondition(for: input))) }
    guard conditions.width == input.width else {
      throw ConditionError.wrongWidth(
        model: name,
        input: input.tensor,
        expected: input.width,
        actual: conditions.width,
        isAssumed: false
      )
    }
    guard conditions.count == count else {
      throw ConditionError.wrongCount(model: name, expected: count, actual: conditions.count)
    }
    for row in 0..<count { _ = try input.row(for: .numbers(conditions.rows[row].values)) }
    return .each(conditions)
  }
}
