/// An input or an output of a graph.
public struct TensorDescription: Sendable, Hashable, CustomStringConvertible {
  /// The name in the graph.
  public let name: String
  /// The type of the elements; nil for one that no model here uses, or for what is not a tensor.
  public let element: ElementType?
  /// The extents, outermost first; nil where the graph leaves one open.
  ///
  /// Empty for a scalar or where nothing is known.
  public let dimensions: [Int?]

  /// An input or an output.
  ///
  /// - Parameters:
  ///   - name: The name in the graph.
  ///   - element: The type of the elements.
  ///   - dimensions: The extents; nil where one is open.
  public init(name: String, element: ElementType?, dimensions: [Int?]) {
    self.name = name
    self.element = element
    self.dimensions = dimensions
  }

  /// The name, type and shape, such as `image float32 [?, 3, 64, 64]`.
  public var description: String {
    let shape = dimensions.map { $0.map(String.init) ?? "?" }.joined(separator: ", ")
    return "\(name) \(element?.description ?? "unsupported type") [\(shape)]"
  }
}

/// What a graph wants and gives.
public struct GraphDescription: Sendable, Hashable {
  /// The inputs that have no value of their own.
  public let inputs: [TensorDescription]
  /// The outputs.
  public let outputs: [TensorDescription]

  /// An input by its name.
  func input(named name: String) -> TensorDescription? { inputs.first { $0.name == name } }

  /// An output by its name.
  func output(named name: String) -> TensorDescription? { outputs.first { $0.name == name } }
}
