internal import LatentGeometry

extension ElementType {
  /// Writes numbers as elements of this type, rounded to nearest where they do not fit exactly.
  ///
  /// - Parameters:
  ///   - values: n finite or non-finite numbers; for an integer type they are integers in its range.
  ///   - bytes: Room for n elements.
  func write(_ values: UnsafeBufferPointer<Float>, to bytes: UnsafeMutableRawBufferPointer) {
    switch self {
    case .float32: fill(bytes, values, as: Float.self) { $0 }
    case .float16: fill(bytes, values, as: UInt16.self, HalfPrecision.narrow)
    case .float64: fill(bytes, values, as: Double.self) { Double($0) }
    case .int32, .int64, .bool: preconditionFailure("pictures and latents are floating point numbers")
    }
  }

  /// Reads elements of this type, rounded to nearest where `Float` does not hold them exactly.
  ///
  /// - Parameters:
  ///   - bytes: n elements.
  ///   - values: Room for n numbers.
  func read(_ bytes: UnsafeRawBufferPointer, into values: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .float32: fill(values, from: bytes, as: Float.self) { $0 }
    case .float16: fill(values, from: bytes, as: UInt16.self, HalfPrecision.widen)
    case .float64: fill(values, from: bytes, as: Double.self) { Float($0) }
    case .int32: fill(values, from: bytes, as: Int32.self) { Float($0) }
    case .int64: fill(values, from: bytes, as: Int64.self) { Float($0) }
    case .bool: fill(values, from: bytes, as: UInt8.self) { $0 == 0 ? 0 : 1 }
    }
  }

  /// Writes constants as elements of this type.
  ///
  /// - Parameters:
  ///   - values: n numbers that ``holds(_:)``.
  ///   - bytes: Room for n elements.
  func write(constants values: [Double], to bytes: UnsafeMutableRawBufferPointer) {
    values.withUnsafeBufferPointer { values in
      switch self {
      case .float32: fill(bytes, values, as: Float.self) { Float($0) }
      case .float16: fill(bytes, values, as: UInt16.self) { HalfPrecision.narrow(Float($0)) }
      case .float64: fill(bytes, values, as: Double.self) { $0 }
      case .int32: fill(bytes, values, as: Int32.self) { Int32($0) }
      case .int64: fill(bytes, values, as: Int64.self) { Int64($0) }
      case .bool: fill(bytes, values, as: UInt8.self) { $0 == 0 ? 0 : 1 }
      }
    }
  }

  /// Whether a constant can be an element of this type: any number for floating point, else an integer in range.
  func holds(_ value: Double) -> Bool {
    switch self {
    case .float32, .float16, .float64: value.isFinite
    case .int32: Int32(exactly: value) != nil
    case .int64: Int64(exactly: value) != nil
    case .bool: value == 0 || value == 1
    }
  }

  private func fill<Source, Element>(
    _ bytes: UnsafeMutableRawBufferPointer,
    _ values: UnsafeBufferPointer<Source>,
    as type: Element.Type,
    _ convert: (Source) -> Element
  ) {
    let elements = bytes.assumingMemoryBound(to: type)
    precondition(elements.count >= values.count, "the tensor is too small")
    for index in values.indices { elements[index] = convert(values[index]) }
  }

  private func fill<Element>(
    _ values: UnsafeMutableBufferPointer<Float>,
    from bytes: UnsafeRawBufferPointer,
    as type: Element.Type,
    _ convert: (Element) -> Float
  ) {
    let elements = bytes.assumingMemoryBound(to: type)
    precondition(elements.count >= values.count, "the tensor is too small")
    for index in values.indices { values[index] = convert(elements[index]) }
  }
}
