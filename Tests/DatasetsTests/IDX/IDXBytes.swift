internal import TestSupport

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The bytes of IDX files.
enum IDXBytes {
  /// The header of unsigned bytes.
  static func header(_ shape: [Int]) -> [UInt8] {
    [0, 0, 8, UInt8(shape.count)]
      + shape.flatMap { length in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } }
  }

  /// A whole file whose element k is (37 k + 11) mod 256, as in the fixtures.
  static func file(_ shape: Int...) -> [UInt8] {
    header(shape) + (0..<shape.reduce(1, *)).map { UInt8(truncatingIfNeeded: 37 * $0 + 11) }
  }

  /// A whole file of labels.
  static func labels(_ labels: [UInt8]) -> [UInt8] { header([labels.count]) + labels }

  /// The bytes of a file that `tools/make_idx_fixtures.py` has packed by gzip.
  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Repository.fixture("IDX/\(name)", of: "Datasets")))
  }
}
