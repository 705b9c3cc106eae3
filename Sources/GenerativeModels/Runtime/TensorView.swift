/// A tensor over memory that somebody else owns.
struct TensorView {
  /// The name of the input or output.
  var name: String
  /// The type of the elements.
  var element: ElementType
  /// The extents, outermost first; empty for a scalar.
  var shape: [Int]
  /// As many bytes as the shape asks for; read for an input, written for an output.
  var bytes: UnsafeMutableRawBufferPointer
}

/// A tensor that the runtime made, copied.
struct TensorCopy {
  /// The extents, outermost first.
  var shape: [Int]
  /// The elements.
  var values: [Float]
}

/// Memory for a tensor whose elements are not `Float`.
final class TensorStorage {
  /// The type of the elements.
  let element: ElementType
  /// The elements.
  let bytes: UnsafeMutableRawBufferPointer

  /// Memory for `count` elements, all zero.
  init(_ element: ElementType, count: Int) {
    self.element = element
    bytes = .allocate(byteCount: max(1, count * element.byteCount), alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { bytes.deallocate() }
}
