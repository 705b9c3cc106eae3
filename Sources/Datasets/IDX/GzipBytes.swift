internal import CZip

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Unpacks what gzip has packed, piece by piece.
///
/// The packed bytes must outlive the value.
struct GzipBytes: ~Copyable {
  /// Why there are no more bytes.
  enum End {
    /// All are unpacked and the checksum is right.
    case whole
    /// The packed bytes end too early.
    case truncated
    /// The packed bytes or their checksum are wrong, or something else follows them.
    case damaged
    /// There is not enough memory.
    case noMemory
  }

  /// Whether bytes are packed by gzip, as their first two say (RFC 1952, 2.3.1).
  static func arePacked(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Why there are no more bytes; nil while there may be some.
  private(set) var end: End?
  private let handle: OpaquePointer?

  init(_ packed: UnsafeRawBufferPointer) {
    handle = czip_gunzip_open(packed.baseAddress, packed.count)
    end = handle == nil ? .noMemory : nil
  }

  deinit {
    if let handle { czip_gunzip_close(handle) }
  }

  /// Unpacks the next bytes: as many as asked for, or fewer when ``end`` says why.
  mutating func read(_ count: Int) -> Data {
    guard let handle, end == nil else { return Data() }
    var status = CZIP_GUNZIP_MORE
    var data = Data(count: count)
    let filled = data.withUnsafeMutableBytes { czip_gunzip_read(handle, $0.baseAddress, $0.count, &status) }
    switch status {
    case CZIP_GUNZIP_MORE: break
    case CZIP_GUNZIP_END: end = .whole
    case CZIP_GUNZIP_TRUNCATED: end = .truncated
    case CZIP_GUNZIP_NO_MEMORY: end = .noMemory
    default: end = .damaged
    }
    return data.prefix(filled)
  }
}
