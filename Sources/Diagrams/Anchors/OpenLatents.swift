internal import GenerativeModels
internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Files of latents that anchors name: each is digested once, and one that many rows are named of is read once.
struct OpenLatents {
  private static let fewRows = 4

  /// How many anchors name rows of an array.
  private var mentions: [LatentReference: Int] = [:]
  private var digests: [URL: String] = [:]
  private var arrays: [LatentReference: LatentBatch] = [:]

  init(of anchors: [Anchor]) {
    for case .latents(let text) in anchors {
      if let reference = try? LatentReference(parsing: text) { mentions[Self.array(of: reference), default: 0] += 1 }
    }
  }

  /// The latents of a reference, and the digest of their file.
  ///
  /// - Throws: `LatentFileError` and `FileError`.
  mutating func latents(_ text: String) throws -> (LatentBatch, sha256: String) {
    let reference = try LatentReference(parsing: text)
    let latents = try rows(of: reference)
    if let digest = digests[reference.file] { return (latents, digest) }
    let digest = try FileDigest.sha256(of: reference.file)
    digests[reference.file] = digest
    return (latents, digest)
  }

  private mutating func rows(of reference: LatentReference) throws -> LatentBatch {
    let whole = Self.array(of: reference)
    guard let row = reference.row, mentions[whole, default: 0] > Self.fewRows else {
      return try LatentFile.read(reference)
    }
    let latents = try arrays[whole] ?? LatentFile.read(whole)
    arrays[whole] = latents
    let number = row < 0 ? row &+ latents.count : row
    // Reading the row by itself explains what is wrong with it.
    guard (0..<latents.count).contains(number) else { return try LatentFile.read(reference) }
    return latents[number]
  }

  private static func array(of reference: LatentReference) -> LatentReference {
    LatentReference(file: reference.file, array: reference.array)
  }
}
