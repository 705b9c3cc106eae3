#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import Crypto
internal import SafeFiles

/// SHA-256 of files and bytes, as 64 hexadecimal digits in lower case.
public enum FileDigest {
  /// The digest of a file, which is read a megabyte at a time.
  ///
  /// - Parameter file: The file.
  /// - Returns: 64 digits.
  /// - Throws: `FileError` for a file that is missing, empty, a folder or unreadable.
  public static func sha256(of file: URL) throws -> String {
    var input = try InputFile(file)
    var hash = SHA256()
    var total = 0
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = try input.read(into: piece)
      guard count > 0 else { break }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: piece[..<count]))
      total += count
    }
    guard total > 0 else { throw FileError.empty(file) }
    return text(hash.finalize())
  }

  /// The digest of bytes.
  ///
  /// - Parameter bytes: Any number of bytes.
  /// - Returns: 64 digits.
  public static func sha256(_ bytes: some DataProtocol) -> String { text(SHA256.hash(data: bytes)) }

  /// Checks that a file is the one that was packed.
  ///
  /// - Throws: ``ModelPackageError/wrongDigest(_:expected:actual:)``, or a `FileError`.
  static func verify(_ file: URL, sha256 expected: String) throws {
    let actual = try sha256(of: file)
    guard actual == expected else { throw ModelPackageError.wrongDigest(file, expected: expected, actual: actual) }
  }

  private static func text(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Whether a text is a digest.
  static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
