#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif
internal import CNeighborGraph
public import LatentGeometry
internal import SafeFiles

// A file of little-endian words of 32 bits: the mark, the version, the metric, n, d, M, efConstruction, the seed, the
// fingerprint of the rows, the fingerprint of the file with zeros in its place (two words each, the low one first), and the
// links.

extension ApproximateIndex {
  private static let mark: UInt32 = 0x474E_5853
  private static let version: UInt32 = 1
  private static let headerCount = 13

  /// Writes the graph without the rows, whole or not at all: about 8 links and 16 bytes a row.
  ///
  /// - Parameters:
  ///   - url: The file, usually beside the set.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `FileError`.
  public func save(to url: URL, overwrite: Bool = false) throws {
    let count = sextant_graph_size(graph)
    var words = [UInt32](repeating: 0, count: Self.headerCount + count)
    words.withUnsafeMutableBufferPointer { buffer in
      let links = UnsafeMutableBufferPointer(rebasing: buffer[Self.headerCount...])
      if let start = links.baseAddress { sextant_graph_write(graph, start) }
    }
    let rowsFingerprint = RowFingerprint.of(rows)
    let header: [UInt32] = [
      Self.mark, Self.version, metric == .l2 ? 0 : 1, UInt32(rows.count), UInt32(rows.dimension),
      UInt32(options.links), UInt32(options.construction),
      UInt32(truncatingIfNeeded: options.seed), UInt32(options.seed >> 32),
      UInt32(truncatingIfNeeded: rowsFingerprint), UInt32(rowsFingerprint >> 32), 0, 0,
    ]
    words.replaceSubrange(0..<Self.headerCount, with: header)
    let fingerprint = words.withUnsafeBufferPointer { RowFingerprint.of($0) }
    words[11] = UInt32(truncatingIfNeeded: fingerprint)
    words[12] = UInt32(fingerprint >> 32)
    for index in words.indices { words[index] = words[index].littleEndian }
    try words.withUnsafeBytes { try AtomicFile.write(Data($0), to: url, overwrite: overwrite) }
  }

  /// Reads the graph of a set.
  ///
  /// Every link is checked: a damaged file is refused and does not lead outside of the rows.
  ///
  /// - Parameters:
  ///   - url: A file that ``save(to:overwrite:)`` wrote.
  ///   - rows: The rows for which it was written, bit by bit.
  ///   - metric: What is near, the same as then.
  /// - Throws: ``ApproximateIndexError``, or `FileError`.
  /// - Complexity: O(n d) for the fingerprint of the rows.
  public convenience init(reading url: URL, of rows: any LatentRows, metric: DistanceMetric = .l2) throws {
    let data = try FileContents.read(url)
    var words = [UInt32](unsafeUninitializedCapacity: data.count / 4) { buffer, count in
      count = data.count / 4
      _ = data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer), count: count * 4)
    }.map { UInt32(littleEndian: $0) }
    guard words.count >= 2, words[0] == Self.mark else { throw ApproximateIndexError.notAnIndex(url) }
    guard words[1] == Self.version else { throw ApproximateIndexError.otherVersion(url, Int(words[1])) }
    guard words.count > Self.headerCount, data.count % 4 == 0 else {
      throw ApproximateIndexError.damaged(url, reason: "it ends too early")
    }
    func long(_ index: Int) -> UInt64 { UInt64(words[index]) | UInt64(words[index + 1]) << 32 }
    let fingerprint = long(11)
    words.replaceSubrange(11...12, with: [0, 0])
    guard words.withUnsafeBufferPointer({ RowFingerprint.of($0) }) == fingerprint else {
      throw ApproximateIndexError.damaged(url, reason: "its fingerprint does not fit")
    }
    let stored: DistanceMetric = words[2] == 0 ? .l2 : .cosine
    guard words[2] <= 1, (2...100).contains(words[5]), words[6] >= 1 else {
      throw ApproximateIndexError.damaged(url, reason: "its header is wrong")
    }
    guard stored == metric else {
      throw ApproximateIndexError.otherMetric(url, expected: metric, actual: stored)
    }
    guard Int(words[3]) == rows.count, Int(words[4]) == rows.dimension, long(9) == RowFingerprint.of(rows) else {
      throw ApproximateIndexError.otherRows(url, count: Int(words[3]), dimension: Int(words[4]))
    }
    var message = [CChar](repeating: 0, count: 256)
    let graph = words.withUnsafeBufferPointer { words in
      let links = UnsafeBufferPointer(rebasing: words[Self.headerCount...])
      return Self.withRows(rows, metric) {
        sextant_graph_read($0, words[5], links.baseAddress, links.count, &message)
      }
    }
    guard let graph else { throw ApproximateIndexError.damaged(url, reason: Self.text(message)) }
    let options = Options(links: Int(words[5]), construction: Int(words[6]), seed: long(7))
    self.init(rows: rows, metric: metric, options: options, graph: graph)
  }
}
