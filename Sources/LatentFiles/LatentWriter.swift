public import LatentGeometry
internal import SafeFiles

/// A file of latents that is being written, some rows at a time; made by
/// ``LatentFile/write(count:dimension:to:as:shape:overwrite:_:)``.
public struct LatentWriter: ~Copyable {
  /// The number of latents that the file will have.
  public let count: Int
  /// The number of coordinates of each.
  public let dimension: Int
  /// The number of latents written so far.
  public private(set) var written = 0
  private let format: LatentFormat
  private let place: LatentReference
  private var file: OutputFile

  init(
    _ file: consuming OutputFile,
    _ format: LatentFormat,
    of place: LatentReference,
    count: Int,
    dimension: Int,
    shape: [Int]
  ) throws {
    self.count = count
    self.dimension = dimension
    self.format = format
    self.place = place
    self.file = file
    switch format {
    case .npy: try self.file.write(NpyHeader(shape: [count] + shape).bytes)
    case .json: try self.file.write([UInt8(ascii: "[")])
    }
  }

  /// Adds latents below those written so far.
  ///
  /// - Parameter batch: Rows of d numbers, no more than are missing.
  /// - Throws: ``LatentFileError/notFinite(_:row:column:value:)``, or `FileError` when the disk is full.
  public mutating func append(_ batch: LatentBatch) throws {
    precondition(batch.dimension == dimension, "rows of \(dimension) numbers are needed")
    precondition(batch.count <= count - written, "\(count) rows were announced")
    try batch.withUnsafeValues { values in
      if let failure = FiniteCheck.firstFailure(in: values) {
        throw LatentFileError.notFinite(
          place,
          row: written + failure / dimension,
          column: failure % dimension,
          value: values[failure].isNaN ? "nan" : "\(values[failure])"
        )
      }
      switch format {
      case .npy: try appendBytes(values)
      case .json: try appendText(values)
      }
    }
    written += batch.count
  }

  private mutating func appendBytes(_ values: UnsafeBufferPointer<Float>) throws {
    if NpyElement.float32.isNativeFloat {
      try file.write(UnsafeRawBufferPointer(values))
    } else {
      try values.map(\.bitPattern.littleEndian).withUnsafeBytes { try file.write($0) }
    }
  }

  private mutating func appendText(_ values: UnsafeBufferPointer<Float>) throws {
    for row in 0..<values.count / dimension {
      var text = written + row == 0 ? "[" : ",\n["
      for column in 0..<dimension {
        if column > 0 { text += ", " }
        text += values[row * dimension + column].description
      }
      text += "]"
      try file.write(Array(text.utf8))
    }
  }

  /// Ends the file.
  consuming func finish() throws {
    guard written == count else {
      throw LatentFileError.unfinished(place.file, expected: count, actual: written)
    }
    if format == .json { try file.write(Array("]\n".utf8)) }
    try file.finish()
  }
}
