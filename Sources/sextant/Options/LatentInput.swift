import LatentFiles
import LatentGeometry

/// Latents that a person names on the command line.
enum LatentInput {
  /// The rows that a reference such as `z.npy`, `z.npy:3` or `z.npz:name` stands for.
  static func read(_ text: String) throws -> LatentBatch { try LatentFile.read(LatentReference(parsing: text)) }
}
