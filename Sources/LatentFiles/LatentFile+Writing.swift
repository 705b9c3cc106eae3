#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import LatentGeometry
internal import SafeFiles

extension LatentFile {
  /// Checks, before any work is done, that latents could be written to an output.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - format: The format; nil for that of the output's extension.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``LatentFileError/unsupportedExtension(_:)`` or `FileError`.
  public static func check(_ url: URL, as format: LatentFormat? = nil, overwrite: Bool) throws {
    _ = try format ?? self.format(of: url)
    try AtomicFile.check(url, overwrite: overwrite)
  }

  /// Writes latents, whole or not at all.
  ///
  /// - Parameters:
  ///   - batch: At least one latent.
  ///   - url: The output.
  ///   - format: The format; nil for that of the output's extension, `.npy` or `.json`.
  ///   - shape: The shape of one latent, whose product is d; nil for [d]. JSON has rows of d numbers in any case.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``LatentFileError`` or `FileError`.
  public static func write(
    _ batch: LatentBatch,
    to url: URL,
    as format: LatentFormat? = nil,
    shape: [Int]? = nil,
    overwrite: Bool
  ) throws {
    try write(
      count: batch.count,
      dimension: batch.dimension,
      to: url,
      as: format,
      shape: shape,
      overwrite: overwrite
    ) { try $0.append(batch) }
  }

  /// Writes latents that are made a batch at a time, whole or not at all.
  ///
  /// Only the batch at hand is in memory.
  ///
  /// ```swift
  /// try LatentFile.write(count: 1_000_000, dimension: 512, to: url, overwrite: false) { writer in
  ///   while let batch = try next() { try writer.append(batch) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - count: The number of latents, n ≥ 1, all of which `body` must append.
  ///   - dimension: The number of coordinates of each, d ≥ 1.
  ///   - url: The output.
  ///   - format: The format; nil for that of the output's extension, `.npy` or `.json`.
  ///   - shape: The shape of one latent, whose product is d; nil for [d]. JSON has rows of d numbers in any case.
  ///   - overwrite: Whether an existing file may be replaced.
  ///   - body: Appends the latents in order.
  /// - Returns: What `body` returned.
  /// - Throws: ``LatentFileError``, `FileError`, or what `body` threw.
  public static func write<Result>(
    count: Int,
    dimension: Int,
    to url: URL,
    as format: LatentFormat? = nil,
    shape: [Int]? = nil,
    overwrite: Bool,
    _ body: (inout LatentWriter) throws -> Result
  ) throws -> Result {
    let shape = shape ?? [dimension]
    precondition(shape.reduce(1, *) == dimension, "the shape \(shape) does not have \(dimension) numbers")
    let format = try format ?? self.format(of: url)
    guard count > 0 else { throw LatentFileError.nothingToWrite(url) }
    return try AtomicFile.write(to: url, overwrite: overwrite) { hidden in
      var writer = try LatentWriter(
        OutputFile(creating: hidden),
        format,
        of: LatentReference(file: url),
        count: count,
        dimension: dimension,
        shape: shape
      )
      let result = try body(&writer)
      try writer.finish()
      return result
    }
  }

  private static func format(of url: URL) throws -> LatentFormat {
    guard let format = LatentFormat(fileExtension: url.pathExtension) else {
      throw LatentFileError.unsupportedExtension(url)
    }
    return format
  }
}
