import LatentFiles
import LatentGeometry

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Latents that a person names on the command line.
enum LatentInput {
  /// The rows that a reference such as `z.npy`, `z.npy:3` or `z.npz:name` stands for.
  static func read(_ text: String) throws -> LatentBatch { try LatentFile.read(LatentReference(parsing: text)) }

  /// What such a reference is called in the name of an output: its file without folder and extension.
  static func baseName(_ text: String) -> String? {
    (try? LatentReference(parsing: text))?.file.deletingPathExtension().lastPathComponent
  }
}
