#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension GenerativeModel {
  /// Checks the digest of every file that the package names, also of those that are not needed for drawing.
  ///
  /// - Throws: ``ModelPackageError`` for a file that is not the one that was packed, `FileError` for one that is missing.
  public func verifyFiles() throws {
    guard let folder else { return }
    let files: [(name: String, sha256: String)?] = [
      (package.decoder.file, package.decoder.sha256),
      package.encoder.map { ($0.file, $0.sha256) },
      package.classifier.map { ($0.file, $0.sha256) },
    ]
    for file in files.compactMap(\.self) {
      try FileDigest.verify(folder.appendingPathComponent(file.name), sha256: file.sha256)
    }
  }
}
