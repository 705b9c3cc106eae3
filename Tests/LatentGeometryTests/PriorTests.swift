import Foundation
import LatentGeometry
import Testing

@Suite struct PriorTests {
  static let priors: [Prior] = [
    .standardGaussian, .gaussian(mean: 0.5, standardDeviation: 2), .uniform(low: -1, high: 1),
    .uniform(low: 0, high: 3), .sphere(radius: 11.5), .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 2),
  ]

  @Test(arguments: priors)
  func survivesJSON(prior: Prior) throws {
    #expect(try JSONDecoder().decode(Prior.self, from: JSONEncoder().encode(prior)) == prior)
  }

  @Test(arguments: priors)
  func survivesItsShortForm(prior: Prior) throws {
    #expect(try Prior(parsing: prior.description) == prior)
  }

  @Test func defaultsAreTheUsualOnes() throws {
    #expect(try Prior(parsing: "gaussian") == .gaussian(mean: 0, standardDeviation: 1))
    #expect(try Prior(parsing: "uniform") == .uniform(low: -1, high: 1))
    let json = Data(#"{"kind": "uniform"}"#.utf8)
    #expect(try JSONDecoder().decode(Prior.self, from: json) == .uniform(low: -1, high: 1))
  }

  @Test(
    arguments: [
      "gausian", "uniform:1,-1", "uniform:1", "sphere", "sphere:0", "sphere:-2", "gaussian:0,0", "gaussian:0,nan",
      "gaussian:a,b", "truncated-gaussian", "truncated-gaussian:-1", "uniform:0,inf", "",
    ]
  )
  func wrongShortFormsAreRefused(text: String) {
    #expect(throws: PriorError.self) { try Prior(parsing: text) }
  }

  @Test(
    arguments: [
      #"{"kind": "gausian"}"#, #"{"kind": "uniform", "low": 2, "high": 1}"#, #"{"kind": "sphere"}"#,
      #"{"kind": "gaussian", "sd": -1}"#, #"{"mean": 0}"#,
    ]
  )
  func wrongJSONIsRefused(text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Prior.self, from: Data(text.utf8)) }
  }

  @Test func aSphereHasNoSpreadAndItsDeviationIsNeverNaN() {
    let law = Prior.sphere(radius: 5).lengthLaw(dimension: 10)
    #expect(law.mean == 5 && law.standardDeviation == 0)
    #expect(law.deviation(ofLength: 5.0001) == 0)
    #expect(law.deviation(ofLength: 6) == .infinity)
    #expect(law.deviation(ofLength: 4) == -.infinity)
  }

  @Test(arguments: [1, 2, 100, 512], [0.1, 1, 3] as [Float])
  func lengthsScaleWithThePrior(dimension: Int, scale: Float) {
    let unit = Prior.uniform(low: -1, high: 1).lengthLaw(dimension: dimension)
    let scaled = Prior.uniform(low: 7 - scale, high: 7 + scale).lengthLaw(dimension: dimension)
    // The bounds are single precision: 7 ± 0.1 carries a relative rounding error of 5e-6 in its width.
    #expect(abs(scaled.mean / Double(scale) - unit.mean) < 1e-5 * unit.mean)
    #expect(abs(scaled.standardDeviation / Double(scale) - unit.standardDeviation) < 1e-5)
  }

  /// A bound of 20 sd cuts nothing off; a bound near 0 leaves a uniform law.
  @Test(arguments: [1, 3, 100, 4096])
  func truncationHasItsTwoLimits(dimension: Int) {
    let gaussian = Prior.standardGaussian.lengthLaw(dimension: dimension)
    let wide = Prior.truncatedGaussian(mean: 0, standardDeviation: 1, bound: 20).lengthLaw(dimension: dimension)
    #expect(abs(wide.mean - gaussian.mean) < 1e-8 * gaussian.mean)
    #expect(abs(wide.standardDeviation - gaussian.standardDeviation) < 1e-6)

    // At a bound of b the density falls by b² / 2 from the middle to the edge: relative to the uniform law 1e-8 here.
    let uniform = Prior.uniform(low: -1e-4, high: 1e-4).lengthLaw(dimension: dimension)
    let narrow = Prior.truncatedGaussian(mean: 0, standardDeviation: 1, bound: 1e-4).lengthLaw(dimension: dimension)
    #expect(abs(narrow.mean / uniform.mean - 1) < 1e-8)
    #expect(abs(narrow.standardDeviation / uniform.standardDeviation - 1) < 1e-5)
  }

  /// Below a bound of 1 the moments come from a series, above from a recurrence: they meet.
  @Test(arguments: [1, 100])
  func truncationIsContinuous(dimension: Int) {
    let laws = [0.999_999, 1.000_001].map {
      Prior.truncatedGaussian(mean: 0, standardDeviation: 1, bound: $0).lengthLaw(dimension: dimension)
    }
    #expect(abs(laws[1].mean / laws[0].mean - 1) < 3e-6)
    #expect(abs(laws[1].standardDeviation / laws[0].standardDeviation - 1) < 3e-6)
  }

  /// Large latents, such as 4 x 128 x 128 of a latent diffusion model: sd of a chi law tends to √½.
  @Test func largeDimensionsStayAccurate() {
    let law = Prior.standardGaussian.lengthLaw(dimension: 65_536)
    let expected = 65_536.0.squareRoot() * (1 - 1 / (4 * 65_536.0))
    #expect(abs(law.mean - expected) < 1e-8 * expected)
    #expect(abs(law.standardDeviation - 0.5.squareRoot()) < 1e-5)
  }
}
