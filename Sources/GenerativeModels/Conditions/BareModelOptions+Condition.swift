#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension BareModelOptions {
  /// What is known of a graph's condition; nil where it has no input of the name that was given.
  ///
  /// - Parameters:
  ///   - session: The graph.
  ///   - model: What the model is called.
  /// - Returns: What a graph is checked against.
  func condition(of session: OnnxSession, model: String) -> GraphPlan.Condition? {
    guard let conditionInput, let tensor = session.graph.input(named: conditionInput) else { return nil }
    // Only a row of numbers could be either: weights of classes, or an embedding.
    let isLabel = !tensor.isFloatingPoint || conditionClasses != nil
    let kind = conditionKind ?? (isLabel ? .label : .embedding)
    return GraphPlan.Condition(
      description: ModelPackage.Condition(
        input: conditionInput,
        kind: kind,
        classes: kind == .label ? conditionClasses : nil,
        shape: conditionShape
      ),
      table: ConditionTable(classes: kind == .label ? conditionClasses ?? [] : []),
      model: model,
      isKindAssumed: conditionKind == nil && !isLabel,
      nameSetting: .flag("--condition-input"),
      sizeSetting: .flag("--condition-shape")
    )
  }

  /// Whether an input has a value of its own and is not the main one.
  func isExtra(_ input: String) -> Bool { constants[input] != nil || conditionInput == input }

  /// What a model is called: as was said, or as its file.
  func name(of file: URL) -> String { name ?? file.deletingPathExtension().lastPathComponent }
}
