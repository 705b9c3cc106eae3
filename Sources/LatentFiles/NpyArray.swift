internal import LatentGeometry

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Reading the latents of a NumPy array, wherever its bytes come from.
struct NpyArray {
  let header: NpyHeader
  /// The array's name, for errors.
  let place: LatentReference
  /// The number of latents, n.
  let count: Int
  /// The number of coordinates of each, d.
  let dimension: Int

  /// A piece that stays in the second-level cache while it is read, converted and checked.
  private static let piece = 1 << 16

  /// Reads the header and compares it with the bytes that are there, before any memory is taken.
  ///
  /// - Parameters:
  ///   - source: Bytes from the start of the array's file; left at the first number.
  ///   - place: The array's name, for errors.
  /// - Throws: ``LatentFileError``, or a failure of reading.
  init(from source: inout some ByteSource & ~Copyable, of place: LatentReference) throws {
    header = try NpyHeader(from: &source, of: place)
    self.place = place
    guard let first = header.shape.first else { throw LatentFileError.scalar(place) }
    guard !header.shape.contains(0) else { throw LatentFileError.noLatents(place) }
    guard let byteCount = header.dataByteCount, byteCount == source.remaining else {
      throw Self.wrongLength(header, place, actual: source.remaining)
    }
    count = header.shape.count == 1 ? 1 : first
    dimension = byteCount / header.element.kind.byteCount / count
  }

  private static func wrongLength(_ header: NpyHeader, _ place: LatentReference, actual: Int) -> LatentFileError {
    .wrongLength(
      place,
      shape: header.shape,
      element: "'\(header.element.text)'",
      expected: header.dataByteCount,
      actual: actual
    )
  }

  /// All latents.
  func batch(from source: inout some ByteSource & ~Copyable) throws -> LatentBatch {
    let values = try numbers(count * dimension, from: &source, firstRow: 0)
    return LatentBatch(
      count: count,
      dimension: dimension,
      values: header.isFortranOrder && header.shape.count > 1 ? try transposed(values) : values
    )
  }

  /// One latent; in C order nothing else is looked at.
  func row(_ row: Int, from source: inout some ByteSource & ~Copyable) throws -> LatentBatch {
    let number = row < 0 ? row &+ count : row
    guard (0..<count).contains(number) else { throw LatentFileError.noSuchRow(place.at(row: row), count: count) }
    guard !header.isFortranOrder || header.shape.count == 1 else { return try batch(from: &source)[number] }
    try source.skip(number * dimension * header.element.kind.byteCount)
    let values = try numbers(dimension, from: &source, firstRow: number)
    return LatentBatch(count: 1, dimension: dimension, values: values)
  }

  /// The next numbers in the order of the file, all finite.
  private func numbers(
    _ total: Int,
    from source: inout some ByteSource & ~Copyable,
    firstRow: Int
  ) throws -> [Float] {
    try checkMemory(numbers: total)
    let width = header.element.kind.byteCount
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: header.element.isNativeFloat ? 0 : Self.piece * width,
      alignment: 16
    )
    defer { bytes.deallocate() }
    return try [Float](unsafeUninitializedCapacity: total) { values, done in
      while done < total {
        let piece = UnsafeMutableBufferPointer(rebasing: values[done..<min(done + Self.piece, total)])
        let target =
          header.element.isNativeFloat
          ? UnsafeMutableRawBufferPointer(piece)
          : UnsafeMutableRawBufferPointer(rebasing: bytes[..<(piece.count * width)])
        let count = try source.read(into: target)
        // Only a file that another program shortens meanwhile ends here.
        guard count == target.count else {
          throw Self.wrongLength(header, place, actual: (firstRow * dimension + done) * width + count)
        }
        let read = UnsafeRawBufferPointer(target)
        if !header.element.isNativeFloat { header.element.convert(read, to: piece) }
        if let failure = FiniteCheck.firstFailure(in: UnsafeBufferPointer(piece)) {
          let number = UnsafeRawBufferPointer(rebasing: read[(failure * width)..<((failure + 1) * width)])
          throw notFinite(header.element.value(number), at: firstRow * dimension + done + failure)
        }
        done += piece.count
      }
    }
  }

  private func notFinite(_ value: Double, at index: Int) -> LatentFileError {
    let (row, column) = position(of: index)
    return value.isFinite
      ? .overflow(place, row: row, column: column, value: "\(value)")
      : .notFinite(place, row: row, column: column, value: value.isNaN ? "nan" : "\(value)")
  }

  /// A failed allocation ends the process, so the system is asked first.
  ///
  /// Not with `malloc`, whose result the optimiser takes for granted when it is only compared and freed.
  private func checkMemory(numbers: Int) throws {
    let (bytes, overflow) = numbers.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    guard !overflow else { throw LatentFileError.doesNotFitMemory(place, bytes: .max) }
    guard bytes > 1 << 26 else { return }
    let probe = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard probe != MAP_FAILED else { throw LatentFileError.doesNotFitMemory(place, bytes: bytes) }
    munmap(probe, bytes)
  }
}

// MARK: Memory order

extension NpyArray {
  /// The row and the column of the number at an index of the file's order.
  private func position(of index: Int) -> (row: Int, column: Int) {
    guard header.isFortranOrder, header.shape.count > 1 else { return (index / dimension, index % dimension) }
    // The first axis varies fastest, then the second: what is left are digits in a mixed base.
    var rest = index / count
    var column = 0
    var weight = dimension
    for length in header.shape.dropFirst() {
      weight /= length
      column += rest % length * weight
      rest /= length
    }
    return (index % count, column)
  }

  /// Numbers in Fortran order, row after row.
  ///
  /// Element (r, i₁, …, i_k) of an array [n, s₁, …, s_k] stands at r + n·(i₁ + s₁·(i₂ + …)) of the file and goes to
  /// r·d + ((i₁·s₂ + i₂)·s₃ + …).
  private func transposed(_ values: [Float]) throws -> [Float] {
    try checkMemory(numbers: values.count)
    let places = fortranColumns()
    // Squares of this side have 32 cache lines at either end.
    let side = 32
    return [Float](unsafeUninitializedCapacity: values.count) { target, initialized in
      values.withUnsafeBufferPointer { source in
        for rows in stride(from: 0, to: count, by: side) {
          for columns in stride(from: 0, to: dimension, by: side) {
            for row in rows..<min(rows + side, count) {
              for column in columns..<min(columns + side, dimension) {
                let value = source[places[column] * count + row]
                target.initializeElement(at: row * dimension + column, to: value)
              }
            }
          }
        }
      }
      initialized = values.count
    }
  }

  /// For every column in C order, its number in Fortran order.
  private func fortranColumns() -> [Int] {
    let lengths = header.shape.dropFirst()
    return (0..<dimension).map { column in
      var rest = column
      var weight = dimension
      var place = 0
      for length in lengths.reversed() {
        weight /= length
        place += rest % length * weight
        rest /= length
      }
      return place
    }
  }
}
