internal import LatentGeometry

/// What each of n pictures is encoded under and decoded under, by models whose graphs take conditions.
public struct RoundTripConditions: Sendable, Equatable {
  /// For the encoder, n rows; nil for the model's own, and where it takes none.
  public var encoding: ConditionBatch?
  /// For the decoder, n rows; nil for the model's own, and where it takes none.
  public var decoding: ConditionBatch?

  /// Conditions of pictures.
  ///
  /// - Parameters:
  ///   - encoding: For the encoder, n rows; nil for the model's own.
  ///   - decoding: For the decoder, n rows; nil for the model's own.
  public init(encoding: ConditionBatch? = nil, decoding: ConditionBatch? = nil) {
    (self.encoding, self.decoding) = (encoding, decoding)
  }

  /// Those of some of the pictures.
  ///
  /// - Parameter numbers: The pictures' numbers.
  /// - Returns: As many rows.
  public func rows(_ numbers: some Sequence<Int>) -> RoundTripConditions {
    let numbers = Array(numbers)
    func chosen(_ batch: ConditionBatch?) -> ConditionBatch? { batch.map { ConditionBatch($0.rows.rows(numbers)) } }
    return RoundTripConditions(encoding: chosen(encoding), decoding: chosen(decoding))
  }
}
