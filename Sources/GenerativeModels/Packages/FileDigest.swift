#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import Crypto
internal import SafeFiles

/// SHA-256 of files and texts, as 64 hexadecimal digits in lower case.
enum FileDigest {
  /// The digest of a file, which is memory-mapped, so that large ones are not copied.
  static func sha256(of file: URL) throws -> String { sha256(try FileContents.read(file)) }

  /// The digest of bytes.
  static func sha256(_ bytes: some DataProtocol) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a text is a digest.
  static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
