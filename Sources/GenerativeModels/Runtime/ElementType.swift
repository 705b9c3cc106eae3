/// The type of a tensor's elements; the raw values are those of the ONNX format.
public enum ElementType: Int32, Sendable, Hashable, CustomStringConvertible {
  /// IEEE 754 binary32.
  case float32 = 1
  /// A 32-bit signed integer.
  case int32 = 6
  /// A 64-bit signed integer.
  case int64 = 7
  /// One byte, 0 or 1.
  case bool = 9
  /// IEEE 754 binary16.
  case float16 = 10
  /// IEEE 754 binary64.
  case float64 = 11

  /// Whether pictures and latents can be of this type.
  public var isFloatingPoint: Bool {
    switch self {
    case .float32, .float16, .float64: true
    case .int32, .int64, .bool: false
    }
  }

  /// The size of one element.
  var byteCount: Int {
    switch self {
    case .bool: 1
    case .float16: 2
    case .float32, .int32: 4
    case .int64, .float64: 8
    }
  }

  /// The name as it is shown to people.
  public var description: String {
    switch self {
    case .float32: "float32"
    case .float16: "float16"
    case .float64: "float64"
    case .int32: "int32"
    case .int64: "int64"
    case .bool: "bool"
    }
  }
}
