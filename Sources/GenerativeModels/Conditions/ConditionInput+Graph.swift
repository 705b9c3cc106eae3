#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import LatentGeometry

extension GraphPlan {
  /// What is said of the input that takes a condition.
  struct Condition: Sendable {
    /// What a package or a request says of it.
    var description: ModelPackage.Condition
    /// The names that conditions have.
    var table: ConditionTable
    /// The model's name, for messages.
    var model: String
    /// Whether the kind was not said.
    var isKindAssumed = false
    /// What a person corrects when the name is not in the graph.
    var nameSetting: ModelSetting
    /// What a person corrects when the size is not the graph's.
    var sizeSetting: ModelSetting
  }
}

extension ConditionInput {
  /// Finds a condition's input in a graph and fits rows into it.
  ///
  /// - Parameters:
  ///   - plan: What is said of the input.
  ///   - graph: The graph.
  ///   - file: The graph's file.
  /// - Throws: ``GraphError``.
  init(_ plan: GraphPlan.Condition, in graph: GraphDescription, file: URL) throws {
    let description = plan.description
    guard let tensor = graph.input(named: description.input) else {
      throw GraphError.noInput(file, name: description.input, offered: graph.inputs, setting: plan.nameSetting)
    }
    guard let element = tensor.element, element.isFloatingPoint || description.kind == .label else {
      throw GraphError.notFloatingPoint(file, tensor)
    }
    let known = description.classes?.count ?? description.count
    guard let sample = Self.sample(plan, tensor, classCount: known) else {
      throw GraphError.openCondition(file, tensor, setting: plan.sizeSetting)
    }
    guard case .fits(let shape) = RowShape.fitting(tensor.dimensions, sample: sample) else {
      throw GraphError.wrongShape(file, tensor: tensor, expected: sample, setting: plan.sizeSetting)
    }
    let width = Extents.product(sample)
    if let vectors = plan.table.vectors, vectors.dimension != width {
      throw GraphError.wrongShape(file, tensor: tensor, expected: [vectors.dimension], setting: plan.sizeSetting)
    }
    self.tensor = tensor
    kind = description.kind
    self.width = width
    names = plan.table.names
    classCount = description.kind == .label ? (width > 1 ? width : known) : nil
    standard = description.standard
    model = plan.model
    vectors = plan.table.vectors
    self.element = element
    self.shape = shape
    isKindAssumed = plan.isKindAssumed
  }

  /// The shape of one row; nil where the graph leaves it open and nothing else says it.
  private static func sample(_ plan: GraphPlan.Condition, _ tensor: TensorDescription, classCount: Int?) -> [Int]? {
    if let shape = plan.description.shape { return shape }
    let rest = Array(tensor.dimensions.dropFirst())
    let known = rest.compactMap(\.self)
    switch plan.description.kind {
    case .label:
      // [n] and [n, 1] take numbers of classes, everything else weights of all of them.
      let isWhole = tensor.dimensions.count == 1 && classCount != nil && tensor.dimensions.first == classCount
      if isWhole, tensor.element?.isFloatingPoint == true, let classCount { return [classCount] }
      guard known.count == rest.count else { return classCount.map { [$0] } }
      return Extents.product(known) == 1 ? [1] : classCount.map { [$0] } ?? known
    case .embedding:
      if let vectors = plan.table.vectors { return [vectors.dimension] }
      if tensor.dimensions.count == 1, let extent = tensor.dimensions[0] { return [extent] }
      guard known.count == rest.count else { return nil }
      return known.isEmpty ? [1] : known
    }
  }

  /// A row that a model can be looked at with: the standard one, else the first class, else zeros.
  var anyRow: [Float] {
    if let standard, let row = try? row(for: standard) { return row }
    if kind == .label, let row = try? row(for: .numbers([0])) { return row }
    return vectors?[0].values ?? [Float](repeating: 0, count: width)
  }
}
