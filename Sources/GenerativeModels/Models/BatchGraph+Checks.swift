#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension BatchGraph {
  /// Checks that a tensor holds the rows that are said to be in it.
  static func port(_ plan: GraphPlan.Port, _ tensor: TensorDescription, _ file: URL) throws -> Port {
    guard let element = tensor.element, element.isFloatingPoint else {
      throw GraphError.notFloatingPoint(file, tensor)
    }
    let sample: [Int]
    var layout = ImageLayout.nchw
    switch plan.content {
    case .latent(let shape):
      sample = shape
    case .image(let shape, let declared):
      guard let detected = declared ?? ImageLayout.detected(in: tensor.dimensions, for: shape) else {
        throw wrongShape(plan, tensor, file)
      }
      layout = detected
      sample = detected.sample(shape)
      // [n, 3, 64, 64] has as many numbers as [n, 64, 64, 3]; with four axes each must be right.
      let axes = tensor.dimensions.dropFirst()
      if axes.count == 3, zip(axes, sample).contains(where: { $0 != nil && $0 != $1 }) {
        throw wrongShape(plan, tensor, file)
      }
    }
    let shape: RowShape?
    switch RowShape.fitting(tensor.dimensions, sample: sample) {
    case .fits(let fitting): shape = fitting
    case .unknown: shape = nil
    case .mismatch: throw wrongShape(plan, tensor, file)
    }
    return Port(
      tensor: tensor,
      element: element,
      count: plan.content.count,
      shape: shape,
      layout: layout,
      sizeSetting: plan.sizeSetting
    )
  }

  static func wrongShape(_ plan: GraphPlan.Port, _ tensor: TensorDescription, _ file: URL) -> GraphError {
    let expected =
      switch plan.content {
      case .latent(let shape): shape
      case .image(let shape, let layout): (layout ?? .nchw).sample(shape)
      }
    return .wrongShape(file, tensor: tensor, expected: expected, setting: plan.sizeSetting)
  }

  /// Fits the constants to the inputs that are not the main one.
  static func constants(
    _ plan: GraphPlan,
    _ graph: GraphDescription,
    _ batch: BatchSize
  ) throws -> [ConstantInput] {
    let condition = plan.condition?.description.input
    if let condition, plan.constants[condition] != nil, let tensor = graph.input(named: condition) {
      throw GraphError.wrongConstant(plan.file, tensor, reason: "is one too many: the model takes it by --condition")
    }
    let others = graph.inputs.filter { $0.name != plan.input.name && $0.name != condition }
    if let unused = plan.constants.keys.sorted().first(where: { name in !others.contains { $0.name == name } }) {
      throw GraphError.unusedConstant(name: unused, files: [plan.file], offered: others.map(\.name))
    }
    return try others.map { tensor in
      guard let value = plan.constants[tensor.name] else { throw GraphError.missingConstant(plan.file, tensor) }
      return try ConstantInput(value, for: tensor, batch: batch, file: plan.file)
    }
  }
}
