public import GenerativeModels

/// A model that a picture was drawn with.
public struct ModelStamp: Sendable, Codable, Equatable {
  /// The model's name.
  public let name: String
  /// The digest of all that decides the model's pictures: `GenerativeModel/hash`.
  public let hash: String

  /// The stamp of an open model.
  ///
  /// - Parameter model: The model.
  public init(_ model: GenerativeModel) {
    name = model.name
    hash = model.hash
  }
}
