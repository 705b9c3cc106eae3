/// A file that a picture was made from, with the digest of its bytes at that time.
public struct InputStamp: Sendable, Codable, Equatable {
  /// What was named: a path, or a reference such as `z.npy:3`.
  public let path: String
  /// The SHA-256 of the file's bytes, 64 hexadecimal digits.
  public let sha256: String
}
