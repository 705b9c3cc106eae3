import Testing

@testable import GenerativeModels

@Suite struct RowShapeTests {
  struct Case: Sendable {
    var dimensions: [Int?]
    var sample: [Int]
    var batch: BatchSize
    var shapeOfTwo: [Int]
  }

  @Test(arguments: [
    Case(dimensions: [nil, 48], sample: [48], batch: .open, shapeOfTwo: [2, 48]),
    Case(dimensions: [4, 48], sample: [48], batch: .fixed(4), shapeOfTwo: [2, 48]),
    Case(dimensions: [nil, 100, 1, 1], sample: [100], batch: .open, shapeOfTwo: [2, 100, 1, 1]),
    Case(dimensions: [nil, nil], sample: [3, 4, 4], batch: .open, shapeOfTwo: [2, 48]),
    Case(dimensions: [nil, 3, nil, 4], sample: [48], batch: .open, shapeOfTwo: [2, 3, 4, 4]),
    Case(dimensions: [nil, nil, nil, 4], sample: [3, 4, 4], batch: .open, shapeOfTwo: [2, 3, 4, 4]),
    // The whole tensor is one latent: its first axis does not count rows.
    Case(dimensions: [18, 512], sample: [18, 512], batch: .fixed(1), shapeOfTwo: [18, 512]),
    Case(dimensions: [1, 48], sample: [48], batch: .fixed(1), shapeOfTwo: [1, 48]),
    Case(dimensions: [48], sample: [48], batch: .fixed(1), shapeOfTwo: [48]),
  ])
  func fits(_ example: Case) throws {
    guard case .fits(let shape) = RowShape.fitting(example.dimensions, sample: example.sample) else {
      Issue.record("\(example.dimensions) does not fit")
      return
    }
    #expect(shape.batch == example.batch)
    #expect(shape.shape(rows: 2) == example.shapeOfTwo)
  }

  @Test(
    arguments: [
      ([nil, 47], [48]), ([nil, 3, 4, 5], [3, 4, 4]), ([nil, 5, nil], [48]), ([nil, nil, nil, 5], [3, 4, 4]),
      ([0, 48], [48]), ([nil, 0, nil], [48]), ([2, 47], [48]), ([nil], [48]),
    ] as [([Int?], [Int])]
  )
  func refuses(_ dimensions: [Int?], sample: [Int]) {
    #expect(RowShape.fitting(dimensions, sample: sample) == .mismatch)
  }

  @Test(arguments: [([], [48]), ([nil, nil, nil], [48])] as [([Int?], [Int])])
  func cannotTell(_ dimensions: [Int?], sample: [Int]) {
    #expect(RowShape.fitting(dimensions, sample: sample) == .unknown)
  }
}
