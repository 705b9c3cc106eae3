/// The header of a NumPy array file: element type, memory order and shape.
///
/// Source: `numpy.lib.format`, versions 1.0, 2.0 and 3.0.
public struct NpyHeader: Sendable, Equatable {
  /// The first bytes of every such file.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The type of the numbers.
  public var element: NpyElement
  /// Whether the first index varies fastest, not the last.
  public var isFortranOrder: Bool
  /// The lengths of the axes.
  public var shape: [Int]

  /// A header of known parts.
  ///
  /// - Parameters:
  ///   - element: The type of the numbers.
  ///   - isFortranOrder: Whether the first index varies fastest, not the last.
  ///   - shape: The lengths of the axes, each ≥ 0; at most 64 axes, NumPy's limit.
  public init(element: NpyElement = .float32, isFortranOrder: Bool = false, shape: [Int]) {
    precondition(shape.count <= 64 && shape.allSatisfy { $0 >= 0 }, "at most 64 axes of lengths ≥ 0")
    self.element = element
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }

  /// The bytes that the array's numbers have; nil if that is more than an `Int` holds.
  public var dataByteCount: Int? {
    shape.reduce(element.kind.byteCount as Int?) { total, length in
      guard let (product, overflow) = total?.multipliedReportingOverflow(by: length) else { return nil }
      return overflow ? nil : product
    }
  }

  /// The header's bytes, a multiple of 64, equal to those that `numpy.save` writes (version 1.0).
  ///
  /// NumPy leaves room for an axis that grows (the first one in C order) to 21 digits, so that the header of a file
  /// to which rows are added keeps its length.
  public var bytes: [UInt8] {
    let axes = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    let growing = isFortranOrder ? shape.last : shape.first
    let room = growing.map { 21 - "\($0)".count } ?? 0
    let order = isFortranOrder ? "True" : "False"
    let dictionary =
      "{'descr': '\(element.text)', 'fortran_order': \(order), 'shape': (\(axes)), }"
      + String(repeating: " ", count: room)
    // Magic, version and length take 10 bytes, the line feed 1.
    let padding = 63 - (10 + dictionary.utf8.count) % 64
    let length = dictionary.utf8.count + padding + 1
    return Self.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)]
      + Array(dictionary.utf8) + [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
  }
}
