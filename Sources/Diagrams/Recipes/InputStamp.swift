internal import Crypto
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A file that a picture was made from, with the digest of its bytes at that time.
public struct InputStamp: Sendable, Codable, Equatable {
  /// The path as it was named.
  public let path: String
  /// The SHA-256 of the file's bytes, 64 hexadecimal digits.
  public let sha256: String

  /// Reads a file and digests it.
  ///
  /// - Parameter path: The path as it was named.
  /// - Throws: `FileError` where the file cannot be read.
  public init(ofFileAt path: String) throws {
    self.path = path
    let digest = SHA256.hash(data: try FileContents.read(URL(fileURLWithPath: path)))
    sha256 = digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
