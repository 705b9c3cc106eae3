import Foundation
import LatentGeometry
import Testing

@Suite struct SlerpDegenerateTests {
  static let places = [-0.5, 0, 0.25, 0.5, 0.75, 1, 1.5]

  struct Pair: CustomTestStringConvertible, Sendable {
    var name: String
    var a: [Float]
    var b: [Float]
    var testDescription: String { name }
  }

  static let pairs = [
    Pair(name: "zero and zero", a: [0, 0, 0], b: [0, 0, 0]),
    Pair(name: "zero and vector", a: [0, 0, 0], b: [1, 2, 3]),
    Pair(name: "vector and zero", a: [1, 2, 3], b: [0, 0, 0]),
    Pair(name: "the same", a: [1, 2, 3], b: [1, 2, 3]),
    Pair(name: "parallel", a: [1, 2, 3], b: [2, 4, 6]),
    Pair(name: "antipodal", a: [1, 2, 3], b: [-1, -2, -3]),
    Pair(name: "antipodal, unequal", a: [1, 2, 3], b: [-2, -4, -6]),
    Pair(name: "nearly antipodal", a: [1, 2, 3], b: [-1, -2, -3.000_001]),
    Pair(name: "nearly parallel", a: [1, 2, 3], b: [1, 2, 3.000_001]),
    Pair(name: "tiny", a: [1e-18, 0, 0], b: [0, 1e-18, 0]),
    Pair(name: "huge", a: [1e18, 0, 0], b: [0, 1e18, 0]),
    Pair(name: "one dimension", a: [2], b: [3]),
    Pair(name: "one dimension, opposite", a: [2], b: [-2]),
    Pair(name: "one dimension, zero", a: [0], b: [-2]),
  ]

  @Test(arguments: pairs, places)
  func resultIsFinite(pair: Pair, t: Double) {
    let result = slerp(from: LatentBatch(rows: [pair.a]), to: LatentBatch(rows: [pair.b]), at: t)
    #expect(result.isFinite, "\(result.values)")
  }

  @Test(arguments: pairs)
  func endsAreExact(pair: Pair) {
    let (a, b) = (LatentBatch(rows: [pair.a]), LatentBatch(rows: [pair.b]))
    #expect(slerp(from: a, to: b, at: 0) == a)
    #expect(slerp(from: a, to: b, at: 1) == b)
  }

  @Test func antipodalPathKeepsItsLengthAndIsSymmetric() {
    let (a, b) = (LatentBatch(rows: [[1, 2, 3]]), LatentBatch(rows: [[-2, -4, -6]]))
    for t in [0.1, 0.5, 0.8] {
      let point = slerp(from: a, to: b, at: t)
      #expect(abs(point.length - (1 + t) * 14.0.squareRoot()) < 1e-5)
      #expect(largestDifference(point, slerp(from: b, to: a, at: 1 - t)) < 1e-6)
    }
  }

  @Test func antipodalPathHasNoJumps() {
    let (a, b) = (LatentBatch(rows: [[1, 2, 3]]), LatentBatch(rows: [[-1, -2, -3]]))
    let strip = InterpolationMethod.slerp.interpolate(from: a, to: b, at: InterpolationMethod.places(1001))
    let step = 14.0.squareRoot() * Double.pi / 1000
    for row in 0..<1000 {
      let difference = zip(strip[row].values, strip[row + 1].values).map { $0 - $1 }
      #expect(abs(LatentBatch(rows: [difference]).length - step) < 1e-4)
    }
  }

  @Test func parallelAndZeroEndsAreLinear() {
    for (a, b) in [([1, 2], [2, 4]), ([0, 0], [2, 4])] as [([Float], [Float])] {
      let (a, b) = (LatentBatch(rows: [a]), LatentBatch(rows: [b]))
      #expect(largestDifference(slerp(from: a, to: b, at: 0.3), lerp(from: a, to: b, at: 0.3)) < 1e-6)
    }
  }

  /// The angle of nearly parallel ends comes from sums and differences, not from a cosine that is 1 in single precision.
  @Test func smallAnglesAreResolved() {
    let angle: Float = 1e-4
    let a = LatentBatch(rows: [[1, 0]])
    let b = LatentBatch(rows: [[1, angle]])
    let far = slerp(from: a, to: b, at: 100)
    // Weights of -99 and 100 in single precision leave an error of about 1e-5.
    #expect(abs(far.values[1] - 0.01) < 1e-6)
    #expect(abs(far.length - 1) < 2e-5)
  }

  /// Weights of nearly antipodal ends are large and cancel; the result stays on the arc between them.
  ///
  /// In the plane of
  /// a = (1, 0) and b = (cos θ, sin θ) the middle is (cos θ/2, sin θ/2).
  @Test(arguments: [1e-5, 1e-4, 1e-3, 1e-2, 0.1])
  func nearlyAntipodalEndsKeepTheirAccuracy(gap: Double) {
    let b = [Float(cos(Double.pi - gap)), Float(sin(Double.pi - gap))]
    let angle = atan2(Double(b[1]), Double(b[0]))
    let point = slerp(from: LatentBatch(rows: [[1, 0]]), to: LatentBatch(rows: [b]), at: 0.5)
    // Half an ulp of b's large coordinate, 3e-8, makes b longer or shorter and is magnified by 1 / gap.
    let tolerance = 1e-6 + 6e-8 / gap
    #expect(abs(Double(point.values[0]) - cos(angle / 2)) < tolerance)
    #expect(abs(Double(point.values[1]) - sin(angle / 2)) < tolerance)
  }

  /// Squares beyond the range of single precision, in whole blocks of lanes and in their remainders alike.
  @Test(arguments: [1e-25, 1e-18, 1e18, 1e25] as [Float], [3, 8, 256, 300])
  func extremeLengthsAreExact(size: Float, dimension: Int) {
    let a = LatentBatch(count: 1, dimension: dimension, repeating: size)
    #expect(abs(a.length / Double(size) / Double(dimension).squareRoot() - 1) < 1e-6)
    var b = a
    b.setRow(0, to: a.values.enumerated().map { $0.offset.isMultiple(of: 2) ? $0.element : -$0.element })
    let middle = slerp(from: a, to: b, at: 0.5)
    let cosine = dimension.isMultiple(of: 2) ? 0.0 : 1.0 / Double(dimension)
    let weight = 1 / (2 * (1 + cosine)).squareRoot()
    #expect(abs(Double(middle.values[0]) / Double(size) - 2 * weight) < 1e-5)
  }

  @Test func aRowThatIsNotFiniteLeavesTheOthersAlone() {
    let a = LatentBatch(rows: [[.nan, 1], [1, 0]])
    let b = LatentBatch(rows: [[0, 1], [0, 1]])
    let result = slerp(from: a, to: b, at: 0.5)
    #expect(!result[0].isFinite)
    #expect(result[1] == slerp(from: a[1], to: b[1], at: 0.5))
  }

  @Test func emptyBatchesGiveEmptyBatches() {
    let empty = LatentBatch(count: 0, dimension: 4)
    #expect(slerp(from: empty, to: empty, at: 0.5) == empty)
  }
}
