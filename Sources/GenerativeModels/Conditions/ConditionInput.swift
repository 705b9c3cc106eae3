internal import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The input of a graph that takes a condition, and the names that its conditions have.
public struct ConditionInput: Sendable {
  /// The input in the graph.
  public let tensor: TensorDescription
  /// What its numbers mean.
  public let kind: ModelPackage.Condition.Kind
  /// How many numbers the input takes for each picture: 1 for the number of a class, one for each class where it is one-hot,
  /// those of an embedding.
  public let width: Int
  /// The names of the classes in the order of their numbers, or those of embeddings; empty where there are none.
  public let names: [String]
  /// The number of classes; nil where nobody says it, and for embeddings.
  public let classCount: Int?
  /// What is taken where no condition is given; nil where one must be.
  public let standard: ConditionValue?

  let model: String
  let vectors: LatentBatch?
  let element: ElementType
  let shape: RowShape
  /// Whether the kind was not said.
  let isKindAssumed: Bool

  /// Whether conditions can be mixed and interpolated: one-hot rows and embeddings can, numbers of classes cannot.
  ///
  /// Of two classes a number between them is their mixture, where the input takes floating point numbers.
  public var canBeMixed: Bool { element.isFloatingPoint && (!isClassNumber || classCount == 2) }

  /// Whether one number says which class it is.
  private var isClassNumber: Bool { kind == .label && width == 1 }

  /// All conditions that can be listed: every class, or every named embedding; empty where neither is known.
  public var all: [ConditionValue] {
    names.isEmpty ? (0..<(classCount ?? 0)).map { .text("\($0)") } : names.map { .text($0) }
  }

  /// The numbers that a condition stands for.
  ///
  /// A text is tried as a name first, then as a mixture of names, `cat=0.7+dog=0.3`, whose rows are weighted and added up, then
  /// as the number of a class, then as numbers with commas between them. Weights need not have the sum 1.
  ///
  /// - Parameter value: What was written.
  /// - Returns: ``width`` numbers.
  /// - Throws: ``ConditionError``.
  public func row(for value: ConditionValue) throws -> [Float] {
    switch value {
    case .numbers(let numbers):
      if numbers.count == 1, kind == .label, let number = Int(exactly: numbers[0]) {
        return try classRow(number, named: value.shown)
      }
      return try checked(numbers, value.shown)
    case .text(let text):
      if let row = try namedRow(text) { return row }
      if text.contains("=") { return try mixture(text) }
      let fields = text.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = fields.compactMap { Float($0) }.filter(\.isFinite)
      guard numbers.count == fields.count else { throw unknown(text) }
      return try checked(numbers, text)
    }
  }

  /// The numbers of several conditions.
  ///
  /// - Parameter values: At least one.
  /// - Returns: Shape [n, w].
  /// - Throws: ``ConditionError``.
  public func batch(of values: [ConditionValue]) throws -> ConditionBatch {
    ConditionBatch(LatentBatch(rows: try values.map { try row(for: $0) }))
  }

  /// The row of a name, or of the number of a class; nil where a text is neither.
  private func namedRow(_ text: String) throws -> [Float]? {
    if let index = names.firstIndex(of: text) {
      if let vectors { return try checked(vectors[index].values, text) }
      return try classRow(index, named: text)
    }
    guard kind == .label, let number = Int(text) else { return nil }
    return try classRow(number, named: text)
  }

  private func classRow(_ number: Int, named text: String) throws -> [Float] {
    guard number >= 0, classCount.map({ number < $0 }) ?? true, element.holds(Double(number)) || !isClassNumber,
      Int(exactly: Float(number)) == number
    else { throw ConditionError.outOfRange(model: model, label: text, count: classCount) }
    guard !isClassNumber else { return [Float(number)] }
    var row = [Float](repeating: 0, count: width)
    row[number] = 1
    return row
  }

  /// Numbers that are a row already.
  private func checked(_ numbers: [Float], _ shown: String) throws -> [Float] {
    guard numbers.count == width else {
      throw ConditionError.wrongWidth(
        model: model,
        input: tensor,
        expected: width,
        actual: numbers.count,
        isAssumed: isKindAssumed
      )
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw ConditionError.notANumber(model: model, value: shown, part: shown)
    }
    if isClassNumber {
      let top = Float((classCount ?? .max) - 1)
      guard numbers[0] >= 0, numbers[0] <= top else {
        throw ConditionError.outOfRange(model: model, label: shown, count: classCount)
      }
    }
    guard canBeMixed || numbers.allSatisfy({ Int(exactly: $0) != nil && element.holds(Double($0)) }) else {
      throw ConditionError.notMixable(model: model, input: tensor, value: shown)
    }
    return numbers
  }

  /// The weighted sum of named rows.
  private func mixture(_ text: String) throws -> [Float] {
    var sum = [Double](repeating: 0, count: width)
    for part in text.split(separator: "+", omittingEmptySubsequences: false) {
      guard let equals = part.lastIndex(of: "="), let weight = Double(part[part.index(after: equals)...].trimmed),
        weight.isFinite
      else { throw ConditionError.notANumber(model: model, value: text, part: String(part)) }
      let name = part[..<equals].trimmed
      guard let row = try namedRow(name) else { throw unknown(name) }
      for index in row.indices { sum[index] += weight * Double(row[index]) }
    }
    guard canBeMixed else { throw ConditionError.notMixable(model: model, input: tensor, value: text) }
    return try checked(sum.map { Float($0) }, text)
  }

  private func unknown(_ name: String) -> ConditionError {
    // A number with a point is no name that somebody mistyped.
    if kind == .label, Double(name) != nil {
      return .notMixable(model: model, input: tensor, value: name)
    }
    return .unknown(model: model, name: name, known: names)
  }

  /// The tensor for a batch.
  ///
  /// - Parameters:
  ///   - rows: The number of rows that the graph gets.
  ///   - values: The numbers of all rows.
  /// - Returns: The tensor and the memory it looks at, which must live as long.
  func view(rows: Int, _ values: UnsafeBufferPointer<Float>) -> (TensorView, TensorStorage) {
    let storage = TensorStorage(element, count: values.count)
    if element.isFloatingPoint {
      element.write(values, to: storage.bytes)
    } else {
      element.write(constants: values.map { Double($0) }, to: storage.bytes)
    }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: storage.bytes[..<(values.count * element.byteCount)])
    return (TensorView(name: tensor.name, element: element, shape: shape.shape(rows: rows), bytes: bytes), storage)
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
