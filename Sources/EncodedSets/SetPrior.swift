internal import LatentFiles
public import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension EncodedSet {
  /// The law of the set's latents: mean, covariance and the quantiles of every coordinate.
  ///
  /// It is learned when a set is finished and kept in `prior.json`; of an unfinished set it is learned now.
  ///
  /// - Returns: A prior of the set's dimension.
  /// - Throws: ``EncodedSetError`` for fewer than two items or a damaged file; `LinearAlgebraError`.
  public func empiricalPrior() throws -> EmpiricalPrior {
    guard description.finished, FileManager.default.fileExists(atPath: folder.prior.path) else {
      return try SetPrior.learned(from: vectors, folder)
    }
    do {
      return try JSONDecoder().decode(EmpiricalPrior.self, from: FileContents.read(folder.prior))
    } catch let error as DecodingError {
      throw EncodedSetError.damaged(folder.prior, reason: "it cannot be read (\(error.place))")
    } catch let error as PriorError {
      throw EncodedSetError.damaged(folder.prior, reason: error.description)
    }
  }

  /// The normal law with the mean and the covariance of the set's latents.
  ///
  /// - Returns: A prior of the set's dimension.
  /// - Throws: ``EncodedSetError`` for fewer than two items; `LinearAlgebraError`.
  public func gaussianPrior() throws -> CorrelatedGaussian {
    try CorrelatedGaussian(fitting: SetPrior.rows(of: vectors, folder))
  }
}

/// Learning the law of a set's latents.
enum SetPrior {
  /// More rows would move a quantile or a correlation by less than 1/250 of a standard deviation.
  private static let mostRows = 1 << 16

  /// The correlations of more coordinates would be larger than most sets.
  private static let mostCoordinates = 1024

  /// Learns the law of a finished set and keeps it.
  ///
  /// A single item has none; of very many coordinates, and without LAPACK, it is learned when it is used.
  ///
  /// - Returns: Whether there is a law now.
  static func learn(_ folder: SetFolder) throws -> Bool {
    let vectors = try MappedLatents(folder.vectors)
    if vectors.count >= 2, vectors.dimension <= mostCoordinates {
      do {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try AtomicFile.write(encoder.encode(learned(from: vectors, folder)), to: folder.prior, overwrite: true)
        return true
      } catch LinearAlgebraError.libraryMissing {
        // The set is sound without.
      }
    }
    if FileManager.default.fileExists(atPath: folder.prior.path) {
      try FileManager.default.removeItem(at: folder.prior)
    }
    return false
  }

  /// The law of some latents.
  static func learned(from vectors: MappedLatents, _ folder: SetFolder) throws -> EmpiricalPrior {
    try EmpiricalPrior(fitting: rows(of: vectors, folder))
  }

  /// The rows that a law is learned from: all, or some that are spread evenly.
  static func rows(of vectors: MappedLatents, _ folder: SetFolder) throws -> LatentBatch {
    let count = vectors.count
    guard count >= 2 else {
      throw EncodedSetError.nothingSelected(
        reason: "\(folder.url.shownPath) has a single item, and a prior is learned from two or more"
      )
    }
    let taken = min(count, mostRows)
    return vectors.gathered((0..<taken).map { $0 * count / taken })
  }
}
