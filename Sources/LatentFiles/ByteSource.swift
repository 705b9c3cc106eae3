#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

/// Bytes that are read once, in order, and whose number is known.
protocol ByteSource: ~Copyable {
  /// How many bytes are left.
  var remaining: Int { get }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: Where they go.
  /// - Returns: How many were read: all that fit, or fewer when the bytes end.
  /// - Throws: The failure of reading.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

  /// Passes over the next bytes, of which there are at least so many.
  mutating func skip(_ count: Int) throws
}

extension ByteSource where Self: ~Copyable {
  /// Reads the next bytes: as many as are asked for, or fewer when the bytes end.
  mutating func read(count: Int) throws -> [UInt8] {
    let count = min(count, remaining)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }
}

/// The bytes of a file on a disk.
struct FileSource: ByteSource, ~Copyable {
  private var file: InputFile
  private var position = 0
  private let size: Int

  /// All bytes of a file of known size that stands at its start.
  init(_ file: consuming InputFile) {
    size = file.size ?? 0
    self.file = file
  }

  var remaining: Int { max(size - position, 0) }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try file.read(into: buffer)
    position += count
    return count
  }

  mutating func skip(_ count: Int) throws {
    position += count
    try file.seek(to: position)
  }
}

/// Bytes that are in memory already.
struct MemorySource: ByteSource {
  private let bytes: Data
  private var position: Int

  init(_ bytes: Data) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - position }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, remaining)
    bytes.copyBytes(to: buffer, from: position..<position + count)
    position += count
    return count
  }

  mutating func skip(_ count: Int) throws { position += count }
}
