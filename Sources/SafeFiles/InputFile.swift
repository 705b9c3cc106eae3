#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A file that is read piece by piece, straight into the reader's own memory.
///
/// The file is read, never memory-mapped: a mapped file that another program shortens kills the process that reads it.
/// It is closed when the value goes away.
public struct InputFile: ~Copyable {
  /// The file.
  public let url: URL
  /// The number of bytes in the file when it was opened; nil for a pipe, whose length nobody knows.
  public let size: Int?
  private let descriptor: Descriptor

  /// Opens a file, or a pipe, for reading.
  ///
  /// Devices are refused, since some never end.
  ///
  /// - Parameter url: The file.
  /// - Throws: ``FileError/missing(_:)``, ``FileError/isFolder(_:)`` or ``FileError/unreadable(_:reason:)``.
  public init(_ url: URL) throws {
    switch PathKind(of: url.path) {
    case .absent: throw FileError.missing(url)
    case .folder: throw FileError.isFolder(url)
    case .device: throw FileError.unreadable(url, reason: "it is a device, not a file")
    case .unknown(let reason): throw FileError.unreadable(url, reason: reason)
    case .file, .stream: break
    }
    guard let descriptor = Descriptor(opening: url.path, O_RDONLY) else {
      throw FileError.unreadable(url, reason: SystemError.latest)
    }
    self.url = url
    self.size = descriptor.size
    self.descriptor = descriptor
  }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: Where they go.
  /// - Returns: How many were read: all that fit, or fewer when the file ends.
  /// - Throws: ``FileError/unreadable(_:reason:)``.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let count = descriptor.fill(buffer) else { throw FileError.unreadable(url, reason: SystemError.latest) }
    return count
  }

  /// Reads everything from here to the end.
  ///
  /// - Returns: The bytes; none when the end is reached already.
  /// - Throws: ``FileError/unreadable(_:reason:)``, also when the memory does not suffice.
  public mutating func readToEnd() throws -> Data {
    // One byte more than the file has, so that its end is noticed without growing.
    var capacity = max(size ?? 0, 1 << 16) + 1
    guard var memory = malloc(capacity) else { throw FileError.unreadable(url, reason: "it does not fit into memory") }
    var count = 0
    do {
      while true {
        let free = UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count)
        let step = try read(into: free)
        count += step
        guard step == free.count else { break }
        guard let larger = realloc(memory, capacity * 2) else {
          throw FileError.unreadable(url, reason: "it does not fit into memory")
        }
        memory = larger
        capacity *= 2
      }
    } catch {
      free(memory)
      throw error
    }
    return Data(bytesNoCopy: memory, count: count, deallocator: .free)
  }

  /// Moves to a place in the file, from which the next bytes are read.
  ///
  /// - Parameter offset: Bytes from the start of the file, ≥ 0.
  /// - Throws: ``FileError/unreadable(_:reason:)`` for a pipe.
  public mutating func seek(to offset: Int) throws {
    guard descriptor.move(to: offset) != nil else {
      throw FileError.unreadable(url, reason: SystemError.latest)
    }
  }
}
