import Foundation
import LatentGeometry
import Manifold
import TestSupport
import Testing

@Suite struct BootstrapMeansTests {
  /// What `tools/make_bootstrap_reference.py` wrote.
  private struct Reference: Decodable {
    struct Case: Decodable {
      var estimate: Double
      var interval: [Double]
    }

    var x: [Double]
    var y: [Double]
    var ratio: Case
    var first: [Double]
    var second: [Double]
    var phi: Case
  }

  private let reference: Reference

  init() throws {
    let url = Repository.fixture("bootstrap.json", of: "Manifold")
    reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }

  /// Percentiles of 4,000 draws scatter by some hundredth of the interval.
  private func expect(_ interval: BootstrapInterval, _ expected: Reference.Case) {
    let width = expected.interval[1] - expected.interval[0]
    #expect(abs(interval.estimate - expected.estimate) < 1e-9)
    #expect(abs(interval.lower - expected.interval[0]) < 0.06 * width, "\(interval), \(expected.interval)")
    #expect(abs(interval.upper - expected.interval[1]) < 0.06 * width, "\(interval), \(expected.interval)")
  }

  @Test func ratiosAgreeWithSciPy() {
    expect(
      BootstrapInterval(ofMean: reference.y, over: reference.x, seed: 2, replicateCount: 4000),
      reference.ratio
    )
  }

  @Test func correlationsAgreeWithSciPy() {
    let both = zip(reference.first, reference.second).map { $0 * $1 }
    let interval = BootstrapInterval(
      ofMeans: [reference.first, reference.second, both],
      seed: 2,
      replicateCount: 4000
    ) { means in
      (means[2] - means[0] * means[1]) / (means[0] * (1 - means[0]) * means[1] * (1 - means[1])).squareRoot()
    }
    expect(interval, reference.phi)
  }

  @Test func oneMeanIsTheIntervalOfAMean() {
    let one = BootstrapInterval(ofMeans: [reference.x], seed: 7) { $0[0] }
    #expect(one == BootstrapInterval(ofMean: reference.x, seed: 7))
    let turned = BootstrapInterval(ofMeans: [reference.x], seed: 7) { -$0[0] }
    #expect(abs(turned.lower + one.upper) < 1e-12 && abs(turned.upper + one.lower) < 1e-12)
  }

  /// Items are drawn together: what columns have in common leaves no spread.
  @Test func columnsAreDrawnTogether() {
    let double = reference.x.map { 2 * $0 }
    let ratio = BootstrapInterval(ofMean: double, over: reference.x, seed: 3)
    #expect(abs(ratio.lower - 2) < 1e-12 && abs(ratio.upper - 2) < 1e-12 && ratio.isCertain)
    let shifted = BootstrapInterval(ofMeans: [reference.x, reference.x.map { $0 + 1 }], seed: 3) { $0[1] - $0[0] }
    #expect(abs(shifted.lower - 1) < 1e-9 && abs(shifted.upper - 1) < 1e-9)
  }

  @Test func aRatioToNothingHasNoBounds() {
    let ratio = BootstrapInterval(ofMean: [1, 2], over: [0, 0], seed: 1)
    #expect(ratio.estimate == .infinity && ratio.upper == .infinity)
  }

  @Test func certainIsWhatDoesNotReachZero() {
    #expect(BootstrapInterval(ofMean: [-2, -1, -3, -2], seed: 1).isCertain)
    #expect(!BootstrapInterval(ofMean: [-2, 1, -1, 2], seed: 1).isCertain)
    #expect(!BootstrapInterval(ofMean: [0, 0, 0], seed: 1).isCertain)
  }
}
