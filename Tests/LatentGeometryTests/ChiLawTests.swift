import Foundation
import Testing

@testable import LatentGeometry

@Suite struct ChiLawTests {
  static let dimensions = [1, 2, 3, 4, 7, 16, 40, 41, 100, 512, 4097, 1_000_000]

  /// Within 1e-11 of mpmath's scores; a length near √d that is rounded to `Double` moves its score by 1e-13 at d = 10⁶.
  @Test func scoresEqualThoseOfManyDigits() throws {
    let reference = try LawReference.load()
    #expect(reference.chi.count > 80)
    for entry in reference.chi {
      let law = ChiLaw(dimension: entry.dimension)
      let score = law.score(ofLength: entry.length)
      #expect(abs(score - entry.score) < 1e-11 * max(1, abs(score)), "d = \(entry.dimension), r = \(entry.length)")
      let back = law.length(ofScore: entry.score)
      #expect(abs(back / entry.length - 1) < 1e-10, "d = \(entry.dimension), r = \(entry.length)")
      let expected = entry.logLower < -0.7 ? exp(entry.logLower) : -expm1(entry.logUpper)
      #expect(abs(law.cumulative(entry.length) - expected) <= 1e-10 * expected)
    }
  }

  @Test func normalLawEqualsThatOfManyDigits() throws {
    for entry in try LawReference.load().normal {
      #expect(abs(logNormalCumulative(entry.x) - entry.log) <= 1e-14 * max(1e-15, abs(entry.log)) + 1e-17, "\(entry.x)")
      #expect(abs(normalQuantile(logarithm: entry.log) - entry.x) < 1e-10 * max(1, abs(entry.x)), "\(entry.x)")
      #expect(
        abs(normalCumulative(entry.x) - exp(entry.log)) < 1e-13 * exp(entry.log) + .leastNonzeroMagnitude,
        "\(entry.x)"
      )
    }
  }

  @Test(arguments: dimensions)
  func scoresAndLengthsAreInverse(dimension: Int) {
    let law = ChiLaw(dimension: dimension)
    var last = -Double.infinity
    for q in stride(from: -39.5, through: 39.5, by: 0.5) {
      let length = law.length(ofScore: q)
      #expect(length > 0 && length > last || length == ChiLaw.leastLength, "q = \(q)")
      last = length
      guard length > ChiLaw.leastLength else { continue }
      #expect(abs(law.score(ofLength: length) - q) < 1e-10 * max(1, abs(q)), "q = \(q)")
      #expect(abs(law.length(ofScore: law.score(ofLength: length)) / length - 1) < 1e-10, "q = \(q)")
    }
    for length in [1e-300, 1e-100, 1e-10, 1e4, 1e10, 1e100] {
      #expect(abs(law.length(ofScore: law.score(ofLength: length)) / length - 1) < 1e-10, "r = \(length)")
    }
  }

  @Test(arguments: dimensions)
  func nothingIsNaNOrInfinite(dimension: Int) {
    let law = ChiLaw(dimension: dimension)
    let scores = [0, .leastNonzeroMagnitude, 1e-307, 1, 1e10, 1e150, 1e300, .infinity].map(law.score(ofLength:))
    #expect(scores.allSatisfy { $0.isFinite })
    #expect(scores == scores.sorted())
    #expect(scores[0] == law.score(ofLength: ChiLaw.leastLength) && scores[1] == scores[0])
    #expect(abs(scores[7] / 1e150 - 1) < 1e-12)
    let lengths = [-.infinity, -1e300, -1e9, -40, 0, 40, 1e9, 1e300, .infinity].map(law.length(ofScore:))
    #expect(lengths.allSatisfy { $0.isFinite && $0 > 0 })
    #expect(lengths == lengths.sorted())
    #expect(law.cumulative(0) == 0 && law.cumulative(.infinity) == 1 && law.cumulative(-1) == 0)
  }

  /// d = 1: F(r) = 2 Φ(r) - 1; d = 2: F(r) = 1 - exp(-r²/2).
  @Test(arguments: [1e-8, 0.1, 0.9, 1, 1.1, 3, 8])
  func lowDimensionsHaveClosedForms(length: Double) {
    #expect(abs(ChiLaw(dimension: 1).cumulative(length) / erf(length / 2.0.squareRoot()) - 1) < 1e-13)
    #expect(abs(ChiLaw(dimension: 2).cumulative(length) / -expm1(-length * length / 2) - 1) < 1e-13)
  }

  /// On both sides of the mean of r², where the series and the sum meet.
  @Test(arguments: dimensions)
  func theTwoTailsMeet(dimension: Int) {
    let law = ChiLaw(dimension: dimension)
    let middle = Double(dimension).squareRoot()
    let (below, above) = (law.score(ofLength: middle * (1 - 1e-12)), law.score(ofLength: middle * (1 + 1e-12)))
    #expect(above > below && above - below < 1e-11 * middle * 4)
  }
}
