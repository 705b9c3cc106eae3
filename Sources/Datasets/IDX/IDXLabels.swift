#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The labels of an IDX file, such as MNIST's `train-labels-idx1-ubyte`.
public struct IDXLabels: Sendable, Equatable {
  /// The file.
  public let url: URL
  /// The n ≥ 1 labels, in the order of the pictures.
  public let labels: [UInt8]

  /// Reads a file whole, as it is or packed by gzip, which its first bytes decide; O(bytes).
  ///
  /// - Parameter url: The file.
  /// - Throws: ``IDXError``, or `FileError` when the file is missing, empty, a folder or unreadable.
  public init(contentsOf url: URL) throws {
    self.url = url
    labels = Array(try IDXFile(url, of: .labels).elements)
  }
}
