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

public import LatentGeometry
internal import SafeFiles

/// The rows of a `.npy` file in the memory of the system's page cache: opening it reads nothing, and what is read once is
/// shared by all programs.
///
/// For files that only ever grow: a program that shortened the file would kill the one that reads it. Whether the numbers
/// are finite is not looked at.
public final class MappedLatents: LatentRows {
  /// The number of rows, n.
  public let count: Int
  /// The number of coordinates of a row, d ≥ 1.
  public let dimension: Int

  // Nobody writes the pages of a private mapping that is only read.
  private nonisolated(unsafe) let start: UnsafeMutableRawPointer
  private let byteCount: Int
  private let headerCount: Int

  /// Maps a file.
  ///
  /// - Parameters:
  ///   - url: A `.npy` file of float32 numbers in C order, of shape [n, …].
  ///   - count: How many of its rows are taken, where more may be on their way; nil for all.
  /// - Throws: ``LatentFileError`` for other contents and for fewer rows, or `FileError`.
  public init(_ url: URL, count: Int? = nil) throws {
    let place = LatentReference(file: url)
    let file = try InputFile(url)
    guard let size = file.size else {
      throw FileError.unreadable(url, reason: "it is a pipe; only files can be mapped")
    }
    guard size > 0 else { throw FileError.empty(url) }
    var source = FileSource(file)
    let header = try NpyHeader(from: &source, of: place)
    let headerCount = size - source.remaining
    guard header.element == .float32, NpyElement.float32.isNativeFloat, !header.isFortranOrder, header.shape.count >= 2
    else {
      throw LatentFileError.badHeader(place, reason: "rows of little-endian float32 in C order are needed")
    }
    let rows = count ?? header.shape[0]
    guard rows <= header.shape[0] else {
      throw LatentFileError.noSuchRow(place.at(row: rows - 1), count: header.shape[0])
    }
    var taken = header
    // A file that grows may have announced rows whose bytes are on their way.
    taken.shape[0] = rows
    let expected = taken.dataByteCount
    guard let expected, source.remaining >= expected else {
      throw LatentFileError.wrongLength(
        place,
        shape: header.shape,
        element: "'\(header.element.text)'",
        expected: expected,
        actual: source.remaining
      )
    }
    let dimension = header.shape.dropFirst().reduce(1, *)
    guard dimension >= 1 else { throw LatentFileError.noLatents(place) }
    byteCount = headerCount + rows * dimension * MemoryLayout<Float>.size
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.unreadable(url, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let mapped = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped, mapped != MAP_FAILED else {
      throw FileError.unreadable(url, reason: String(cString: strerror(errno)))
    }
    start = mapped
    self.headerCount = headerCount
    self.count = rows
    self.dimension = dimension
  }

  deinit { munmap(start, byteCount) }

  /// Calls `body` with all coordinates: shape [n, d], row-major.
  ///
  /// - Parameter body: Receives n × d numbers, which live only for the call.
  /// - Returns: What `body` returned.
  public func withUnsafeValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
    let values = (start + headerCount).assumingMemoryBound(to: Float.self)
    return try withExtendedLifetime(self) {
      try body(UnsafeBufferPointer(start: values, count: count * dimension))
    }
  }
}
