internal import CZip

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The arrays of an `.npz` archive: entries `NAME.npy`, stored or deflated.
final class ZipArchive {
  /// An entry that holds an array.
  struct Entry {
    /// The array's name: the entry's without `.npy`.
    let name: String
    fileprivate let description: czip_entry
  }

  /// The arrays in the archive's order.
  let entries: [Entry]
  /// The archive's name, for errors.
  let place: LatentReference
  fileprivate let handle: OpaquePointer

  /// Opens an archive and reads its directory.
  ///
  /// - Parameter place: The archive.
  /// - Throws: ``LatentFileError/badArchive(_:reason:)``.
  init(_ place: LatentReference) throws {
    guard let archive = czip_open(place.file.path) else {
      throw LatentFileError.badArchive(place, reason: "no directory of entries is at its end")
    }
    self.place = place
    handle = archive
    do {
      entries = try Self.arrays(of: archive, place)
    } catch {
      czip_close(archive)
      throw error
    }
  }

  deinit { czip_close(handle) }

  /// The array of a name, or the first one.
  ///
  /// - Throws: ``LatentFileError/noSuchArray(_:names:)``.
  func entry(named name: String?) throws -> Entry {
    guard let entry = name == nil ? entries.first : entries.first(where: { $0.name == name }) else {
      throw LatentFileError.noSuchArray(place, names: entries.map(\.name))
    }
    return entry
  }

  private static func arrays(of archive: OpaquePointer, _ place: LatentReference) throws -> [Entry] {
    let damaged = LatentFileError.badArchive(place, reason: "its directory is damaged")
    var entries: [Entry] = []
    var status = czip_go_to_first(archive)
    while status > 0 {
      var description = czip_entry()
      guard czip_describe(archive, &description) > 0 else { throw damaged }
      // Names are at most 65,535 bytes long in the format.
      let name = try [UInt8](unsafeUninitializedCapacity: Int(description.name_length)) { buffer, count in
        count = buffer.count
        let isCopied = buffer.withMemoryRebound(to: CChar.self) { name in
          name.isEmpty || czip_copy_name(archive, name.baseAddress, description.name_length) > 0
        }
        guard isCopied else { throw damaged }
      }
      let suffix = Array(".npy".utf8)
      if name.suffix(4) == suffix[...] {
        entries.append(Entry(name: String(decoding: name.dropLast(4), as: UTF8.self), description: description))
      }
      status = czip_go_to_next(archive)
    }
    guard status == 0 else { throw damaged }
    return entries
  }
}

/// The bytes of one array in an archive.
struct ZipEntrySource: ByteSource, ~Copyable {
  private let archive: ZipArchive
  private let handle: OpaquePointer
  private let place: LatentReference
  private(set) var remaining: Int

  /// Starts to read an array.
  ///
  /// What the directory says about the entry's length is compared with what its packed bytes can hold, so that a few
  /// bytes cannot promise to fill the memory.
  ///
  /// - Parameters:
  ///   - entry: An entry of the archive.
  ///   - archive: The archive, which can read one entry at a time.
  /// - Throws: ``LatentFileError/badArchive(_:reason:)``.
  init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws {
    let description = entry.description
    let place = archive.place.at(array: entry.name)
    guard description.is_encrypted == 0 else {
      throw LatentFileError.badArchive(place, reason: "it is encrypted")
    }
    let densest: UInt64
    switch description.method {
    case 0: densest = 1
    // Deflate spends at least one bit on 129 bytes: 258 bytes for a length and a distance of one bit each.
    case 8: densest = 1032
    default: throw LatentFileError.badArchive(place, reason: "compression method \(description.method) is unknown")
    }
    // What 4 GiB or more are stood for by in the old part of the format; some releases of minizip overlook the rest.
    guard max(description.compressed_size, description.uncompressed_size) != UInt32.max else {
      throw LatentFileError.badArchive(place, reason: "it has 4 GiB or more, which only fit a .npy file")
    }
    let (most, overflow) = description.compressed_size.multipliedReportingOverflow(by: densest)
    guard let size = Int(exactly: description.uncompressed_size), overflow || description.uncompressed_size <= most
    else {
      let sizes = "\(description.compressed_size) packed bytes cannot hold \(description.uncompressed_size)"
      throw LatentFileError.badArchive(place, reason: sizes)
    }
    var copy = description
    guard czip_go_to(archive.handle, &copy) > 0, czip_begin(archive.handle) > 0 else {
      throw LatentFileError.badArchive(place, reason: "the entry's header is damaged")
    }
    self.archive = archive
    handle = archive.handle
    self.place = place
    remaining = size
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let step = czip_read(handle, rest.baseAddress, rest.count)
      guard step >= 0 else { throw LatentFileError.badArchive(place, reason: "the packed bytes are damaged") }
      guard step > 0 else { break }
      filled += Int(step)
    }
    remaining -= filled
    return filled
  }

  mutating func skip(_ count: Int) throws {
    var left = count
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while left > 0 {
        let step = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(left)))
        guard step > 0 else { throw LatentFileError.badArchive(place, reason: "the entry ends too early") }
        left -= step
      }
    }
  }

  /// Reads what is left and compares the checksum of the whole.
  ///
  /// - Throws: ``LatentFileError/badArchive(_:reason:)``.
  consuming func finish() throws {
    try skip(remaining)
    guard czip_end(handle) > 0 else {
      throw LatentFileError.badArchive(place, reason: "the checksum does not match")
    }
  }
}
