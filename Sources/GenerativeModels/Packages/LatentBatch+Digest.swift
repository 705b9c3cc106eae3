package import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension LatentBatch {
  /// SHA-256 of the numbers, as little-endian float32.
  package var sha256: String {
    FileDigest.sha256(
      Data(values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } })
    )
  }
}
