#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The header of an IDX file: `00 00`, the type of the elements, the number of dimensions, then the length of each as
/// 32 bits, highest byte first.
///
/// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", section on file formats.
struct IDXHeader {
  /// What a file is asked for.
  enum Content {
    case images
    case labels
  }

  /// The most bytes of elements that are read into memory.
  static let mostElements = 1 << 31
  /// The longest header that is read: four dimensions.
  static let longest = 20

  /// The length of each dimension, ≥ 1.
  let shape: [Int]
  /// The number of elements, ≤ ``mostElements``; each is a byte.
  let count: Int

  /// The number of bytes in the header.
  var size: Int { 4 + 4 * shape.count }

  /// Whether bytes begin as an IDX file does, of any type and any number of dimensions up to four.
  static func begins(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else { return false }
    return elementTypes[bytes[2]] != nil && (1...4).contains(bytes[3])
  }

  /// The names of the types of elements, by their codes.
  static let elementTypes: [UInt8: String] = [
    0x08: "unsigned bytes", 0x09: "signed bytes", 0x0B: "16-bit integers", 0x0C: "32-bit integers",
    0x0D: "32-bit floats", 0x0E: "64-bit floats",
  ]

  /// Reads a header and checks that the file holds what is wanted.
  ///
  /// - Parameters:
  ///   - bytes: What the file begins with, unpacked: the header, and possibly more.
  ///   - content: What the file must hold.
  ///   - file: The file's name for errors.
  /// - Throws: ``IDXError``.
  init(_ bytes: [UInt8], of content: Content, file: URL) throws {
    guard Self.begins(bytes) else {
      let found = bytes.prefix(4).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }
      throw IDXError.notIDX(file, found: found.joined(separator: " "))
    }
    guard bytes[2] == 0x08 else { throw IDXError.badElements(file, type: bytes[2]) }
    let rank = Int(bytes[3])
    switch content {
    case .images: guard rank == 3 || rank == 4 else { throw IDXError.notImages(file, dimensions: rank) }
    case .labels: guard rank == 1 else { throw IDXError.notLabels(file, dimensions: rank) }
    }
    let size = 4 + 4 * rank
    guard bytes.count >= size else { throw IDXError.truncated(file, expected: size, actual: bytes.count) }
    let shape = (1...rank).map { dimension in
      bytes[4 * dimension..<4 * dimension + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard shape[0] > 0 else { throw IDXError.noItems(file) }
    guard shape.allSatisfy({ $0 > 0 }), rank < 4 || shape[3] == 1 || shape[3] == 3 else {
      throw IDXError.badShape(file, shape: shape)
    }
    let count = shape.reduce(1) { count, length in
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      return overflows ? Int.max : product
    }
    guard count <= Self.mostElements else { throw IDXError.tooLarge(file) }
    self.shape = shape
    self.count = count
  }
}
