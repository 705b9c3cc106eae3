#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What is said of a graph before it is opened.
struct GraphPlan: Sendable {
  /// An input or an output that holds rows of numbers.
  struct Port: Sendable {
    /// The name in the graph.
    var name: String
    /// What one row is.
    var content: Content
    /// What a person corrects when the name is not in the graph.
    var nameSetting: ModelSetting
    /// What a person corrects when the size is not the graph's.
    var sizeSetting: ModelSetting
  }

  /// What one row of a port is.
  enum Content: Sendable {
    /// A latent of a shape.
    case latent([Int])
    /// A picture; the order of its samples is taken from the graph where none is given.
    case image(ImageShape, ImageLayout?)

    /// The number of numbers of one row.
    var count: Int {
      switch self {
      case .latent(let shape): Extents.product(shape)
      case .image(let shape, _): shape.count
      }
    }
  }

  /// The ONNX file.
  var file: URL
  /// The digest that the file must have; nil where it was computed from the file itself.
  var sha256: String?
  /// The main input.
  var input: Port
  /// The outputs that are wanted.
  var outputs: [Port]
  /// Values for further inputs.
  var constants: [String: ConstantValue]
  /// The input that takes a condition; nil where there is none.
  var condition: Condition?
}
