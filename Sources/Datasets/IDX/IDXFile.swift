#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

/// The shape and the bytes of an IDX file, as it is or packed by gzip.
struct IDXFile {
  /// The length of each dimension, ≥ 1.
  let shape: [Int]
  /// As many bytes as the shape has elements, the last dimension varying fastest.
  let elements: Data

  /// Reads a file whole; whether it is packed is decided by its first bytes.
  ///
  /// What the header promises is compared with the file before anything large is unpacked, so that a few bytes cannot
  /// fill the memory.
  ///
  /// - Throws: ``IDXError``, or `FileError` when the file is missing, empty, a folder or unreadable.
  init(_ url: URL, of content: IDXHeader.Content) throws {
    var file = try InputFile(url)
    guard file.size ?? 0 <= IDXHeader.longest + IDXHeader.mostElements else { throw IDXError.tooLarge(url) }
    let data = try file.readToEnd()
    guard !data.isEmpty else { throw FileError.empty(url) }
    self = try data.withUnsafeBytes { bytes in
      GzipBytes.arePacked(bytes)
        ? try IDXFile(unpacking: bytes, of: content, file: url)
        : try IDXFile(data, of: content, file: url)
    }
  }

  private init(_ data: Data, of content: IDXHeader.Content, file: URL) throws {
    let header = try IDXHeader(Array(data.prefix(IDXHeader.longest)), of: content, file: file)
    let expected = header.size + header.count
    guard data.count >= expected else {
      throw IDXError.truncated(file, expected: expected, actual: data.count)
    }
    guard data.count == expected else { throw IDXError.trailingBytes(file, expected: expected) }
    shape = header.shape
    elements = data.dropFirst(header.size)
  }

  private init(unpacking packed: UnsafeRawBufferPointer, of content: IDXHeader.Content, file: URL) throws {
    var gzip = GzipBytes(packed)
    var start = Array(gzip.read(4))
    if IDXHeader.begins(start) { start += gzip.read(4 * Int(start[3])) }
    try Self.checkNotDamaged(gzip.end, file)
    let header = try IDXHeader(start, of: content, file: file)
    // Deflate spends at least one bit on 129 bytes: 258 bytes for a length and a distance of one bit each.
    guard header.count / 1032 <= packed.count else {
      throw IDXError.damagedGzip(file, reason: "\(packed.count) packed bytes cannot hold \(header.count)")
    }
    elements = gzip.read(header.count)
    let expected = header.size + header.count
    guard elements.count == header.count else {
      try Self.checkNotDamaged(gzip.end, file)
      throw IDXError.truncated(file, expected: expected, actual: header.size + elements.count)
    }
    // One byte more than wanted tells whether the end is reached, and makes zlib compare the checksum.
    guard gzip.read(1).isEmpty else { throw IDXError.trailingBytes(file, expected: expected) }
    try Self.checkNotDamaged(gzip.end, file)
    shape = header.shape
  }

  private static func checkNotDamaged(_ end: GzipBytes.End?, _ file: URL) throws {
    switch end {
    case nil, .whole: break
    case .truncated: throw IDXError.damagedGzip(file, reason: "the packed bytes end too early")
    case .damaged: throw IDXError.damagedGzip(file, reason: "the packed bytes or their checksum are wrong")
    case .noMemory: throw FileError.unreadable(file, reason: "it does not fit into memory")
    }
  }
}

extension IDXFile {
  /// Whether an ordinary file begins as an IDX file does, unpacked where that is needed.
  static func isIDX(_ url: URL) -> Bool {
    // Looking into a pipe would take its first bytes away.
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular, var file = try? InputFile(url) else { return false }
    // A packed file may begin with its name and a comment.
    var start = [UInt8](repeating: 0, count: 1 << 16)
    guard let count = try? start.withUnsafeMutableBytes({ try file.read(into: $0) }) else { return false }
    return start.withUnsafeBytes { bytes in
      let bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
      guard GzipBytes.arePacked(bytes) else { return IDXHeader.begins(Array(bytes.prefix(4))) }
      var gzip = GzipBytes(bytes)
      return IDXHeader.begins(Array(gzip.read(4)))
    }
  }
}
