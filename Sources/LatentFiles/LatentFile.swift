#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import LatentGeometry
internal import SafeFiles

/// Latents on disk: NumPy's `.npy` and `.npz`, and JSON lists.
///
/// What a file is, is decided by its first bytes, not by its name.
public enum LatentFile {
  /// Reads all latents of a file.
  ///
  /// An array of shape [n, …] is n latents of d = the product of the other axes, in C order whatever the order in the
  /// file. An array of shape [d], like a JSON list of plain numbers, is one latent. Numbers of 2, 4 or 8 bytes are
  /// rounded to the nearest `Float32`.
  ///
  /// - Parameters:
  ///   - url: A `.npy` or `.npz` file or a JSON list of equally long lists of numbers; pipes only for `.npy` and JSON.
  ///   - array: The name of an array in an `.npz` archive; nil for the first one.
  /// - Returns: n ≥ 1 latents of d ≥ 1 finite numbers.
  /// - Throws: ``LatentFileError`` or `FileError`.
  public static func read(_ url: URL, array: String? = nil) throws -> LatentBatch {
    try read(LatentReference(file: url, array: array))
  }

  /// Reads the latents that a reference names: a file's, an array's, or a single row.
  ///
  /// Of a `.npy` file in C order only the named row is read and checked.
  ///
  /// - Parameter reference: File, array and row.
  /// - Returns: n ≥ 1 latents of d ≥ 1 finite numbers; n = 1 if a row is named.
  /// - Throws: ``LatentFileError`` or `FileError`.
  public static func read(_ reference: LatentReference) throws -> LatentBatch {
    let place = LatentReference(file: reference.file, array: reference.array)
    var file = try InputFile(reference.file)
    guard file.size != nil else {
      return try latents(in: file.readToEnd(), place, row: reference.row)
    }
    let start = try file.start(count: NpyHeader.magic.count)
    if start.starts(with: zipMagic) { return try archived(place, row: reference.row) }
    guard start == NpyHeader.magic else {
      return try latents(in: file.readToEnd(), place, row: reference.row)
    }
    guard place.array == nil else { throw LatentFileError.notAnArchive(place) }
    var source = FileSource(file)
    return try array(from: &source, place, row: reference.row)
  }

  private static let zipMagic = Array("PK".utf8)

  /// Latents of an array or a list whose bytes are in memory.
  private static func latents(in bytes: Data, _ place: LatentReference, row: Int?) throws -> LatentBatch {
    guard !bytes.isEmpty else { throw FileError.empty(place.file) }
    guard !bytes.starts(with: zipMagic) else {
      throw LatentFileError.badArchive(place, reason: "it comes through a pipe")
    }
    if bytes.starts(with: NpyHeader.magic) {
      guard place.array == nil else { throw LatentFileError.notAnArchive(place) }
      var source = MemorySource(bytes)
      return try array(from: &source, place, row: row)
    }
    let latents = try bytes.withUnsafeBytes { bytes in
      var parser = LatentListParser(bytes, place)
      return try parser.latents()
    }
    guard place.array == nil else { throw LatentFileError.notAnArchive(place) }
    guard let row else { return latents }
    let number = row < 0 ? row &+ latents.count : row
    guard (0..<latents.count).contains(number) else {
      throw LatentFileError.noSuchRow(place.at(row: row), count: latents.count)
    }
    return latents[number]
  }

  private static func archived(_ place: LatentReference, row: Int?) throws -> LatentBatch {
    let archive = try ZipArchive(place)
    let entry = try archive.entry(named: place.array)
    var source = try ZipEntrySource(entry, of: archive)
    let latents = try array(from: &source, place.at(array: entry.name), row: row)
    try source.finish()
    return latents
  }

  private static func array(
    from source: inout some ByteSource & ~Copyable,
    _ place: LatentReference,
    row: Int?
  ) throws -> LatentBatch {
    let array = try NpyArray(from: &source, of: place)
    guard let row else { return try array.batch(from: &source) }
    return try array.row(row, from: &source)
  }
}

extension InputFile {
  /// The first bytes, as many as there are up to a number; the next bytes read are the first ones again.
  fileprivate mutating func start(count: Int) throws -> [UInt8] {
    let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    try seek(to: 0)
    return bytes
  }
}
