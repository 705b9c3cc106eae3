import Foundation
import LatentGeometry
import TestSupport

/// Values of SciPy, scikit-learn and NumPy.
///
/// Written by `python3 tools/make_manifold_comparison_reference.py` into Tests/Fixtures/Manifold/comparison.json.
struct ComparisonReference: Decodable, Sendable {
  struct Marginal: Decodable, Sendable {
    var prior: Prior
    var dimension: Int
    var points: [Float]
    var cumulative: [Double]
  }

  struct Coordinates: Decodable, Sendable {
    var count: Int
    var dimension: Int
    var values: [Float]
    var mean: [Double]
    var standardDeviation: [Double]
    var distance: [Double]
    var pValue: [Double]
  }

  struct FalseDiscovery: Decodable, Sendable {
    var pValues: [Double]
    var adjusted: [Double]
  }

  struct Law: Decodable, Sendable {
    var ratio: Double
    var points: [Double]
    var cumulative: [Double]
  }

  struct Spectrum: Decodable, Sendable {
    var count: Int
    var dimension: Int
    var values: [Float]
    var eigenvalues: [Double]
  }

  struct Energy: Decodable, Sendable {
    var count: Int
    var otherCount: Int
    var dimension: Int
    var first: [Float]
    var second: [Float]
    var between: Double
    var withinFirst: Double
    var withinSecond: Double
    var biased: Double
  }

  struct Transport: Decodable, Sendable {
    var sample: [Float]
    var standardDeviation: Double
    var cost: Double
  }

  struct Area: Decodable, Sendable {
    var positives: [Double]
    var negatives: [Double]
    var area: Double
    var standardError: Double
  }

  struct Regression: Decodable, Sendable {
    var count: Int
    var width: Int
    var values: [Float]
    var labels: [Float]
    var penalty: Double
    var coefficients: [Double]
  }

  var marginals: [Marginal]
  var coordinates: Coordinates
  var falseDiscovery: [FalseDiscovery]
  var marchenkoPastur: [Law]
  var spectra: [Spectrum]
  var energy: [Energy]
  var transport: [Transport]
  var areas: [Area]
  var regressions: [Regression]

  static func load() throws -> ComparisonReference {
    let url = Repository.fixture("comparison.json", of: "Manifold")
    return try JSONDecoder().decode(ComparisonReference.self, from: Data(contentsOf: url))
  }
}

/// Priors of three coordinates, one of each kind.
enum ComparisonPriors {
  static let all: [Prior] = [
    .standardGaussian, .gaussian(mean: 3, standardDeviation: 0.5), .uniform(low: -1, high: 2), .sphere(radius: 5),
    .truncatedGaussian(mean: 1, standardDeviation: 2, bound: 1.5),
  ]

  /// Those that are learned or have numbers of their own.
  static func learned() throws -> [Prior] {
    let draws = LatentGenerator(seed: 90).sample(.uniform(low: -1, high: 1), count: 800, dimension: 3)
    let skewed = LatentBatch(count: 800, dimension: 3, values: draws.values.map { $0 * $0 * $0 + $0 })
    return [
      .correlatedGaussian(try CorrelatedGaussian(mean: [1, -2, 0], covariance: [2, 1, 0, 1, 2, 0.5, 0, 0.5, 1])),
      .correlatedGaussian(try CorrelatedGaussian(mean: [1, -2, 4], standardDeviations: [1, 0, 3])),
      .correlatedGaussian(try CorrelatedGaussian(mean: [0, 0, 1], covariance: [1, 1, 0, 1, 1, 0, 0, 0, 2])),
      .empirical(try EmpiricalPrior(fitting: skewed)),
    ]
  }

  static func draws(_ prior: Prior, _ count: Int, seed: UInt64 = 7, dimension: Int = 3) -> LatentBatch {
    LatentGenerator(seed: seed).sample(prior, count: count, dimension: dimension)
  }
}

extension LatentBatch {
  /// Every number changed alike.
  func mapped(_ change: (Float) -> Float) -> LatentBatch {
    LatentBatch(count: count, dimension: dimension, values: values.map(change))
  }
}
