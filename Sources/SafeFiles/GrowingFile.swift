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

/// A file that grows over a long time and keeps what it has when the program is killed, unlike one that is written whole or
/// not at all.
///
/// While it is open no other process can open it so: two programs that added to one file would spoil it.
public struct GrowingFile: ~Copyable {
  /// The file.
  public let url: URL
  private let descriptor: Descriptor

  /// Opens a file, or creates it empty.
  ///
  /// - Parameter url: The file.
  /// - Throws: ``FileError/cannotWrite(_:reason:)``, also while another process has it open so.
  public init(_ url: URL) throws {
    guard let descriptor = Descriptor(opening: url.path, O_RDWR | O_CREAT) else {
      throw FileError.cannotWrite(url, reason: SystemError.latest)
    }
    guard descriptor.lock() else {
      throw FileError.cannotWrite(url, reason: "another program is writing it; wait until it has ended")
    }
    self.url = url
    self.descriptor = descriptor
  }

  /// The number of bytes that the file has.
  ///
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  public var size: Int {
    get throws {
      guard let size = descriptor.size else { throw FileError.cannotWrite(url, reason: "it is no ordinary file") }
      return size
    }
  }

  /// Cuts the file off, or fills it up with zeros.
  ///
  /// - Parameter size: The number of bytes that it has afterwards.
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  public mutating func resize(to size: Int) throws {
    guard descriptor.resize(to: size) else { throw FileError.cannotWrite(url, reason: SystemError.latest) }
  }

  /// Writes bytes at a place.
  ///
  /// - Parameters:
  ///   - bytes: Any number of bytes.
  ///   - offset: Bytes from the start of the file, ≥ 0.
  /// - Throws: ``FileError/cannotWrite(_:reason:)``, also when the disk is full.
  public mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
    guard descriptor.move(to: offset) != nil, descriptor.drain(bytes) == bytes.count else {
      throw FileError.cannotWrite(url, reason: SystemError.latest)
    }
  }

  /// Waits until what was written is on the disk.
  ///
  /// - Throws: ``FileError/cannotWrite(_:reason:)``.
  public mutating func synchronize() throws {
    guard descriptor.synchronize() else { throw FileError.cannotWrite(url, reason: SystemError.latest) }
  }
}
