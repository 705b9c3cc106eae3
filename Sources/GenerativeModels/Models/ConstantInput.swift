internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A constant fitted to the input that it is for.
struct ConstantInput: Sendable {
  private let tensor: TensorDescription
  private let element: ElementType
  /// The numbers of one row where `isRepeated`, else all of them.
  private let values: [Double]
  /// The extents; without the batch axis where `isRepeated`.
  private let shape: [Int]
  /// Whether the numbers are given once for each row of a batch.
  private let isRepeated: Bool

  /// Fits a constant to an input.
  ///
  /// A number fills the input, where open extents count as 1. An array must have the size of the input, or of one row
  /// where the first extent is open or the graph's fixed batch.
  ///
  /// - Parameters:
  ///   - value: The constant.
  ///   - tensor: The input.
  ///   - batch: The batch of the graph's main input.
  ///   - file: The graph's file, for errors.
  /// - Throws: ``GraphError/wrongConstant(_:_:reason:)``.
  init(_ value: ConstantValue, for tensor: TensorDescription, batch: BatchSize, file: URL) throws {
    guard let element = tensor.element else {
      throw GraphError.wrongConstant(file, tensor, reason: "is of a type that no constant can have")
    }
    self.tensor = tensor
    self.element = element
    let rest = tensor.dimensions.dropFirst()
    let open = tensor.dimensions.first == .some(nil)
    switch value {
    case .number(let number):
      isRepeated = open
      shape = (open ? Array(rest) : tensor.dimensions).map { $0 ?? 1 }
      guard Extents.product(shape) <= Extents.largestCount else {
        throw GraphError.wrongConstant(file, tensor, reason: "has more elements than memory holds")
      }
      values = Array(repeating: number, count: Extents.product(shape))
    case .numbers(let numbers):
      if open, let row = Self.filled(Array(rest), count: numbers.count) {
        (isRepeated, shape, values) = (true, row, numbers)
      } else if let whole = Self.filled(tensor.dimensions, count: numbers.count) {
        (isRepeated, shape, values) = (false, whole, numbers)
      } else if case .fixed(let rows) = batch, tensor.dimensions.first == rows,
        let row = Self.filled(Array(rest), count: numbers.count)
      {
        (isRepeated, shape, values) = (true, row, numbers)
      } else {
        throw GraphError.wrongConstant(
          file,
          tensor,
          reason: "has \(numbers.count.counted("number, which does", "numbers, which do")) not fill it"
        )
      }
    }
    if let wrong = values.first(where: { !element.holds($0) }) {
      throw GraphError.wrongConstant(file, tensor, reason: "has \(wrong), which is not a value of \(element)")
    }
  }

  /// Extents that hold exactly `count` numbers, where at most one of them is open.
  private static func filled(_ dimensions: [Int?], count: Int) -> [Int]? {
    let product = Extents.product(dimensions.map { $0 ?? 1 })
    switch dimensions.count(where: { $0 == nil }) {
    case 0: return product == count ? dimensions.compactMap(\.self) : nil
    case 1: return product > 0 && count.isMultiple(of: product) ? dimensions.map { $0 ?? count / product } : nil
    default: return nil
    }
  }

  /// The tensor for a batch.
  ///
  /// - Parameter rows: The number of rows that the graph gets.
  /// - Returns: The tensor and the memory it looks at, which must live as long.
  func tensor(rows: Int) -> (TensorView, TensorStorage) {
    let all = isRepeated ? (0..<rows).flatMap { _ in values } : values
    let storage = TensorStorage(element, count: all.count)
    element.write(constants: all, to: storage.bytes)
    let extents = isRepeated ? [rows] + shape : shape
    let bytes = UnsafeMutableRawBufferPointer(rebasing: storage.bytes[..<(all.count * element.byteCount)])
    return (TensorView(name: tensor.name, element: element, shape: extents, bytes: bytes), storage)
  }
}
