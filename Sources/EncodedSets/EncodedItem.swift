public import Datasets

/// A picture of an encoded set.
public struct EncodedItem: Sendable, Equatable {
  /// Its row, from 0.
  public let row: Int
  /// Its path below the set's root, or an absolute one.
  public let path: String
  /// Its split; nil if it is in none.
  public let split: DatasetSplit?
  /// The width of the original picture in pixels, upright.
  public let width: Int
  /// The height of the original picture in pixels, upright.
  public let height: Int
}

/// A picture that could not be read, and why.
public struct SkippedPicture: Sendable, Codable, Equatable {
  /// Its path below the set's root, or an absolute one.
  public let path: String
  /// One sentence.
  public let reason: String
}
