import SafeFiles
import TestSupport
import Testing

@testable import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct BatchGraphTests {
  /// A graph that was run row by row, or padded, would give the right pictures slowly.
  @Test(arguments: [("tiny", BatchSize.open), ("fixed-batch", .fixed(1)), ("signed", .fixed(4)), ("shaped", .open)])
  func knowsHowManyRowsTheGraphTakes(_ variant: String, batch: BatchSize) throws {
    let model = try TinyModelTests.model(variant)
    #expect(try model.decoder.opened().batch == batch)
    #expect(try model.encoder?.opened().batch == batch)
  }

  private let file = URL(fileURLWithPath: "decoder.onnx")

  private func values(_ value: ConstantValue, _ dimensions: [Int?], _ batch: BatchSize = .open) throws -> [Float] {
    let tensor = TensorDescription(name: "c", element: .float32, dimensions: dimensions)
    let (view, storage) = try ConstantInput(value, for: tensor, batch: batch, file: file).tensor(rows: 3)
    return withExtendedLifetime(storage) {
      #expect(view.shape.reduce(1, *) * 4 == view.bytes.count)
      #expect(zip(view.shape, dimensions).allSatisfy { $1 == nil || $0 == $1 })
      return Array(view.bytes.bindMemory(to: Float.self))
    }
  }

  @Test func constantsAreRepeatedForEachRowWhereTheFirstExtentIsTheBatch() throws {
    #expect(try values(.number(2), [nil, 2]) == [2, 2, 2, 2, 2, 2])
    #expect(try values(.numbers([1, 2]), [nil, 2]) == [1, 2, 1, 2, 1, 2])
    #expect(try values(.numbers([1, 2]), [nil, nil]) == [1, 2, 1, 2, 1, 2])
    #expect(try values(.numbers([7]), [nil]) == [7, 7, 7])
    #expect(try values(.numbers([1, 2]), [3, 2], .fixed(3)) == [1, 2, 1, 2, 1, 2])
  }

  @Test func constantsThatFitExactlyAreGivenOnce() throws {
    #expect(try values(.number(2), []) == [2])
    #expect(try values(.number(2), [2, nil]) == [2, 2])
    #expect(try values(.numbers([1, 2]), [2]) == [1, 2])
    #expect(try values(.numbers([1, 2, 3, 4]), [2, nil]) == [1, 2, 3, 4])
    // Two vectors for an input whose first extent is open and is not the batch.
    #expect(try values(.numbers([1, 2, 3, 4]), [nil, 2]) == [1, 2, 3, 4])
  }

  @Test(arguments: [([nil, 2], 3), ([2, 2], 3), ([2, 2], 2), ([nil, nil, nil], 2)] as [([Int?], Int)])
  func constantsOfAnotherSizeAreRefused(_ dimensions: [Int?], count: Int) {
    expectExplained(.usage, naming: "decoder.onnx", "--constant c=VALUE", "\(count) numbers") {
      _ = try values(.numbers(Array(repeating: 1, count: count)), dimensions)
    }
  }
}
