/// How latents are written.
public enum LatentFormat: String, Sendable, CaseIterable {
  /// NumPy's array file, little-endian `Float32` in C order: exact, small, fast.
  case npy
  /// A list of lists of numbers, for programs without NumPy; numbers have the fewest digits that read back exactly.
  case json

  /// The format of a file's extension, in upper or lower case; nil for any other extension.
  public init?(fileExtension: String) {
    self.init(rawValue: fileExtension.lowercased())
  }
}
