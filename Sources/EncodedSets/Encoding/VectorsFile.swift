internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

/// A set's latents while the set grows: a valid `.npy` file of shape [n, d] after every batch.
struct VectorsFile: ~Copyable {
  /// The number of rows, n.
  private(set) var count: Int
  private let dimension: Int
  private var file: GrowingFile

  /// Takes over a file, new or not, and cuts off what was written after the last committed row.
  ///
  /// - Parameters:
  ///   - growing: The file, which nobody else writes.
  ///   - dimension: d.
  ///   - count: The number of rows that are committed.
  /// - Throws: ``EncodedSetError`` where committed rows are missing, or `FileError`.
  init(_ growing: consuming GrowingFile, dimension: Int, count: Int) throws {
    var file = growing
    let (size, wanted) = (try file.size, Self.offset(ofRow: count, dimension))
    guard size >= wanted || count == 0 else {
      throw EncodedSetError.damaged(file.url, reason: "it has fewer rows than the \(count) of the catalogue")
    }
    // The header first: the file then never promises more rows than it has.
    try Self.header(count, dimension).withUnsafeBytes { try file.write($0, at: 0) }
    if size != wanted { try file.resize(to: wanted) }
    self.file = file
    self.dimension = dimension
    self.count = count
  }

  /// Adds rows and waits until they are on the disk.
  mutating func append(_ batch: LatentBatch) throws {
    guard batch.count > 0 else { return }
    let offset = Self.offset(ofRow: count, dimension)
    try batch.withUnsafeValues { values in
      if NpyElement.float32.isNativeFloat {
        try file.write(UnsafeRawBufferPointer(values), at: offset)
      } else {
        try values.map(\.bitPattern.littleEndian).withUnsafeBytes { try file.write($0, at: offset) }
      }
    }
    count += batch.count
    try writeHeader()
    try file.synchronize()
  }

  private mutating func writeHeader() throws {
    try Self.header(count, dimension).withUnsafeBytes { try file.write($0, at: 0) }
  }

  /// NumPy leaves room for rows that are added: the header of any number of rows is equally long.
  private static func header(_ count: Int, _ dimension: Int) -> [UInt8] { NpyHeader(shape: [count, dimension]).bytes }

  private static func offset(ofRow row: Int, _ dimension: Int) -> Int {
    header(0, dimension).count + row * dimension * MemoryLayout<Float>.size
  }
}
