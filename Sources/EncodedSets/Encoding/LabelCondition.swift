internal import GenerativeModels

/// How labels of a picture are a condition: where an input takes numbers, such as the weights of classes, 1 for a yes and 0 for a
/// no; where it takes the number of a class, the place of the only yes.
struct LabelCondition: Sendable {
  /// Whether the number of a class is taken.
  let isClassNumber: Bool
  /// How many labels the input wants, and what for, where there are others; nil where they fit.
  let misfit: (needed: Int, what: String)?

  /// A condition by labels.
  ///
  /// - Parameters:
  ///   - count: The number of labels.
  ///   - input: The input.
  init(count: Int, for input: ConditionInput) {
    isClassNumber = input.kind == .label && input.width == 1 && count > 1
    let needed = isClassNumber ? input.classCount ?? count : input.width
    // One label of one number is a class of two.
    let isPair = count == 1 && input.kind == .label && input.width == 1
    guard count == needed, !isPair || input.classCount ?? 2 == 2 else {
      misfit = (isPair ? input.classCount ?? 2 : needed, isClassNumber || isPair ? "classes" : "numbers")
      return
    }
    misfit = nil
  }

  /// The numbers of a picture's condition.
  func row(_ labels: [Bool]) -> [Float] {
    isClassNumber ? [Float(labels.firstIndex(of: true) ?? 0)] : labels.map { $0 ? 1 : 0 }
  }
}
