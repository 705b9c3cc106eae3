internal import LatentGeometry

/// The floating-point types of a NumPy array that latents can be read from.
///
/// Source: `numpy.dtype.str`: a byte order (`<` little-endian, `>` big-endian, `=` or `|` the computer's own) and a type.
public struct NpyElement: Sendable, Hashable {
  /// The number of bits of a floating-point number.
  public enum Kind: String, Sendable, CaseIterable {
    /// IEEE 754 binary16.
    case half = "f2"
    /// IEEE 754 binary32.
    case single = "f4"
    /// IEEE 754 binary64.
    case double = "f8"

    /// The number of bytes of one number.
    public var byteCount: Int {
      switch self {
      case .half: 2
      case .single: 4
      case .double: 8
      }
    }
  }

  /// The number's type.
  public let kind: Kind
  /// Whether the most significant byte comes first.
  public let isBigEndian: Bool

  /// Little-endian `Float32`, which latents are written as.
  public static let float32 = NpyElement(kind: .single, isBigEndian: false)

  /// An element type of known parts.
  ///
  /// - Parameters:
  ///   - kind: The number's type.
  ///   - isBigEndian: Whether the most significant byte comes first.
  public init(kind: Kind, isBigEndian: Bool) {
    self.kind = kind
    self.isBigEndian = isBigEndian
  }

  /// The type that NumPy describes with this text; nil if latents cannot be of that type.
  ///
  /// - Parameter text: Such as `<f4`.
  public init?(_ text: String) {
    guard let order = text.first, let kind = Kind(rawValue: String(text.dropFirst())) else { return nil }
    switch order {
    case "<": isBigEndian = false
    case ">": isBigEndian = true
    case "=", "|": isBigEndian = 1.bigEndian == 1
    default: return nil
    }
    self.kind = kind
  }

  /// NumPy's description, such as `<f4`.
  public var text: String { (isBigEndian ? ">" : "<") + kind.rawValue }

  /// Whether the bytes are those of this computer's `Float`.
  package var isNativeFloat: Bool { kind == .single && isBigEndian == (1.bigEndian == 1) }

  /// Converts numbers to `Float`, rounding to nearest; what is too large becomes infinite.
  ///
  /// - Parameters:
  ///   - bytes: Numbers of this type, at any alignment.
  ///   - values: As many numbers, uninitialised.
  func convert(_ bytes: UnsafeRawBufferPointer, to values: UnsafeMutableBufferPointer<Float>) {
    switch kind {
    case .half: Self.convert(bytes, to: values, isBigEndian) { (bits: UInt16) in HalfPrecision.widen(bits) }
    case .single: Self.convert(bytes, to: values, isBigEndian) { (bits: UInt32) in Float(bitPattern: bits) }
    case .double:
      Self.convert(bytes, to: values, isBigEndian) { (bits: UInt64) in Float(Double(bitPattern: bits)) }
    }
  }

  /// One number as it stands in the file.
  ///
  /// - Parameter bytes: The number's bytes.
  /// - Returns: The number, exactly.
  func value(_ bytes: UnsafeRawBufferPointer) -> Double {
    switch kind {
    case .half: Double(HalfPrecision.widen(Self.bits(bytes, at: 0, isBigEndian)))
    case .single: Double(Float(bitPattern: Self.bits(bytes, at: 0, isBigEndian)))
    case .double: Double(bitPattern: Self.bits(bytes, at: 0, isBigEndian))
    }
  }

  @inline(__always)
  private static func bits<Bits: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer,
    at index: Int,
    _ isBigEndian: Bool
  ) -> Bits {
    let bits = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)
    return isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)
  }

  @inline(__always)
  private static func convert<Bits: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer,
    to values: UnsafeMutableBufferPointer<Float>,
    _ isBigEndian: Bool,
    _ number: (Bits) -> Float
  ) {
    for index in values.indices {
      values.initializeElement(at: index, to: number(bits(bytes, at: index, isBigEndian)))
    }
  }
}
