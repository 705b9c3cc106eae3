import Foundation
import TestSupport

@testable import LatentGeometry

/// Interpolations, combinations, analogies and grids as NumPy and SciPy compute them in double precision.
///
/// Written by `python3 tools/make_interpolation_reference.py` into Tests/Fixtures/LatentGeometry/interpolation.json. Inputs
/// are draws of `RandomState(seed)`.
struct InterpolationReference: Decodable, Sendable {
  struct Pair: Decodable, Sendable {
    var prior: String
    var dimension: Int
    var seed: UInt32
    var method: InterpolationMethod
    /// One for each of `times`.
    var rows: [[Double]]
  }

  struct Points: Decodable, Sendable {
    var prior: String
    var dimension: Int
    var seed: UInt32
    var count: Int
    var weights: [Double]
    /// One for each of `methods`.
    var rows: [[Double]]
  }

  struct Analogy: Decodable, Sendable {
    var prior: String
    var dimension: Int
    var seed: UInt32
    var analogy: AnalogyMethod
    var row: [Double]
  }

  struct Grid: Decodable, Sendable {
    var layout: GridLayout
    var method: InterpolationMethod
    var prior: String
    var dimension: Int
    var seed: UInt32
    var count: Int
    var orderFree: Bool
    var spacing: Int
    var analogy: AnalogyMethod
    var height: Int
    var width: Int
    var cells: [Double]
  }

  struct Integers: Decodable, Sendable {
    var seed: UInt32
    var low: Int
    var high: Int
    var values: [Int]
    var next: Double
  }

  struct Checksums: Decodable, Sendable {
    var seed: UInt32
    var normal: String
    var scaled: String
    var uniform: String
    var wide: String
  }

  var times: [Double]
  var methods: [InterpolationMethod]
  var pairs: [Pair]
  var points: [Points]
  var analogies: [Analogy]
  var grids: [Grid]
  var integers: [Integers]
  var checksums: [Checksums]

  static let loaded = Result { () throws -> InterpolationReference in
    let url = Repository.fixture("interpolation.json", of: "LatentGeometry")
    return try JSONDecoder().decode(InterpolationReference.self, from: Data(contentsOf: url))
  }

  /// The draws that the script starts from.
  static func draws(_ prior: Prior, _ count: Int, _ dimension: Int, seed: UInt32) -> LatentBatch {
    var state = NumPyRandomState(seed: seed)
    guard case .sphere(let radius) = prior else { return state.sample(prior, count: count, dimension: dimension) }
    // The library sums lengths in lanes of single precision, which NumPy does not.
    let normal = state.sample(.standardGaussian, count: count, dimension: dimension)
    return LatentBatch(
      rows: (0..<count).map { row in
        let values = normal[row].values.map(Double.init)
        let scale = Double(radius) / values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return values.map { Float($0 * scale) }
      }
    )
  }

  /// Rows mirrored at the prior's centre so that all lie on the first one's side of it.
  static func inOneHalf(_ batch: LatentBatch, _ prior: Prior) -> LatentBatch {
    let middle = Double(prior.centers(dimension: 1)[0])
    let rows = (0..<batch.count).map { row in batch[row].values.map { Double($0) - middle } }
    return LatentBatch(
      rows: rows.map { row in
        let sign = zip(row, rows[0]).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1.0 : 1.0
        return row.map { Float($0 * sign + middle) }
      }
    )
  }

  /// The largest difference of a row from its reference, in units of the row's length about the prior's centre or of the
  /// prior's own scale, whichever is larger.
  ///
  /// Of rows of 100 numbers every ninth is stored.
  static func error(_ row: some Collection<Float>, _ expected: [Double], _ prior: Prior) -> Double {
    let values = Array(row)
    let step = values.count == 100 ? 9 : 1
    let kept = stride(from: 0, to: values.count, by: step).map { Double(values[$0]) }
    guard kept.count == expected.count else { return .infinity }
    let center = Double(prior.centers(dimension: 1)[0])
    let length = values.reduce(0) { $0 + (Double($1) - center) * (Double($1) - center) }
    let scale = max(length.squareRoot(), prior.spread)
    return zip(kept, expected).reduce(0) { max($0, abs($1.0 - $1.1) / scale) }
  }
}

extension Prior {
  /// The size of one coordinate: sd, half the width, the radius.
  var spread: Double {
    switch self {
    case .gaussian(_, let sd), .truncatedGaussian(_, let sd, _): Double(sd)
    case .uniform(let low, let high): Double(high - low) / 2
    case .sphere(let radius): Double(radius)
    case .correlatedGaussian, .empirical: preconditionFailure("the references are those of scalar priors")
    }
  }
}
