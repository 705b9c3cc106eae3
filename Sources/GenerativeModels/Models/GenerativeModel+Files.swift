#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension GenerativeModel {
  /// Opens both graphs and checks the digest of every file that the package names, also of those that drawing does not need.
  ///
  /// - Throws: ``GraphError`` for a graph that does not fit, ``ModelPackageError`` for a file that is not the one that was packed, `FileError` for one that is missing.
  public func verifyFiles() throws {
    // Opening a graph checks its digest, once.
    _ = try decoderGraph()
    _ = try encoderGraph()
    guard let folder, let classifier = package.classifier else { return }
    switch classifier {
    case .file(let classifier):
      try FileDigest.verify(folder.appendingPathComponent(classifier.file), sha256: classifier.sha256)
    case .package(let name):
      let folder = try Self.classifierFolder(name, beside: folder)
      let classifier = try ClassifierPackage(folder: folder).classifier
      try FileDigest.verify(folder.appendingPathComponent(classifier.file), sha256: classifier.sha256)
    }
  }
}
