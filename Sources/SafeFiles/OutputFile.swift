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

/// A file that is written piece by piece, for the body of ``AtomicFile/write(to:overwrite:_:)``.
///
/// Small pieces are gathered. ``finish()`` must be called at the end: what is still gathered is lost otherwise, since a
/// `deinit` could not report that the disk is full.
public struct OutputFile: ~Copyable {
  /// The file.
  public let url: URL
  private let descriptor: Descriptor
  private var pending: [UInt8] = []
  private static let gathered = 1 << 18

  /// Creates a new file with the permissions that the process gives by default.
  ///
  /// - Parameter url: A name that is free.
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  public init(creating url: URL) throws {
    try self.init(url, flags: O_WRONLY | O_CREAT | O_EXCL)
  }

  /// Opens a pipe, a device or a standard stream, at whose end bytes are added.
  ///
  /// - Parameter url: What is there already.
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  init(appendingTo url: URL) throws {
    try self.init(url, flags: O_WRONLY | O_APPEND | O_NOCTTY)
  }

  private init(_ url: URL, flags: Int32) throws {
    guard let descriptor = Descriptor(opening: url.path, flags) else {
      throw FileError.cannotWrite(url, reason: SystemError.latest)
    }
    self.url = url
    self.descriptor = descriptor
  }

  /// Adds bytes at the end.
  ///
  /// - Parameter bytes: Any number of bytes.
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  public mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    if pending.count + bytes.count > Self.gathered {
      try flush()
      guard bytes.count < Self.gathered else {
        try writeThrough(bytes)
        return
      }
    }
    pending.append(contentsOf: bytes)
  }

  /// Adds bytes at the end.
  ///
  /// - Parameter bytes: Any number of bytes.
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  public mutating func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// Hands what is still gathered to the system.
  ///
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  public consuming func finish() throws {
    try flush()
  }

  private mutating func flush() throws {
    try pending.withUnsafeBytes { try writeThrough($0) }
    pending.removeAll(keepingCapacity: true)
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws {
    guard descriptor.drain(bytes) == bytes.count else {
      throw FileError.cannotWrite(url, reason: SystemError.latest)
    }
  }
}
