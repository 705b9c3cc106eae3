import LatentGeometry
import Testing

@Suite struct SlerpTests {
  @Test(arguments: InterpolationMethod.allCases, [1, 2, 3, 7, 8, 100, 513])
  func endsAreExact(method: InterpolationMethod, dimension: Int) {
    let (a, b) = (LatentBatch.gaussian(5, dimension, seed: 1), LatentBatch.gaussian(5, dimension, seed: 2))
    #expect(method.interpolate(from: a, to: b, at: 0) == a)
    #expect(method.interpolate(from: a, to: b, at: 1) == b)
  }

  @Test(arguments: InterpolationMethod.allCases, [-0.25, 0.1, 0.5, 0.75, 1.3])
  func swappingTheEndsMirrorsThePath(method: InterpolationMethod, t: Double) {
    let (a, b) = (LatentBatch.gaussian(20, 100, seed: 3), LatentBatch.gaussian(20, 100, seed: 4))
    let difference = largestDifference(
      method.interpolate(from: a, to: b, at: t),
      method.interpolate(from: b, to: a, at: 1 - t)
    )
    #expect(difference < 2e-6)
  }

  @Test(arguments: [0.1, 0.3, 0.5, 0.9])
  func equalLengthsStay(t: Double) {
    let a = LatentGenerator(seed: 5).sample(.sphere(radius: 3), count: 50, dimension: 16)
    let b = LatentGenerator(seed: 6).sample(.sphere(radius: 3), count: 50, dimension: 16)
    for length in slerp(from: a, to: b, at: t).lengths() { #expect(abs(length - 3) < 1e-5) }
  }

  /// For angles up to 90° the paper's formula keeps the length between the ends'; beyond, with unequal ends, it need not.
  @Test func lengthLiesBetweenTheEndsUpToARightAngle() {
    let (a, b) = (LatentBatch.gaussian(400, 24, seed: 7), LatentBatch.gaussian(400, 24, seed: 8))
    var tried = 0
    for row in 0..<a.count {
      let dot = zip(a[row].values, b[row].values).reduce(0) { $0 + $1.0 * $1.1 }
      guard dot >= 0 else { continue }
      tried += 1
      let ends = [a[row].length, b[row].length].sorted()
      for t in stride(from: 0.0, through: 1, by: 0.125) {
        let length = slerp(from: a[row], to: b[row], at: t).length
        #expect(length > ends[0] - 1e-5 && length < ends[1] + 1e-5, "row \(row) at \(t)")
      }
    }
    #expect(tried > 100)
  }

  @Test func aQuarterCircleIsDividedEvenly() {
    let strip = InterpolationMethod.slerp.interpolate(
      from: LatentBatch(rows: [[1, 0]]),
      to: LatentBatch(rows: [[0, 1]]),
      at: InterpolationMethod.places(4)
    )
    let half = Float(0.5), long = Float(0.75).squareRoot()
    #expect(largestDifference(strip, LatentBatch(rows: [[1, 0], [long, half], [half, long], [0, 1]])) < 1e-7)
  }

  @Test func linearMidpointIsShorterBySquareRootOfTwo() {
    let (a, b) = (LatentBatch.gaussian(2000, 100, seed: 9), LatentBatch.gaussian(2000, 100, seed: 10))
    let linear = PriorStatistics(of: lerp(from: a, to: b, at: 0.5), prior: .standardGaussian)
    let spherical = PriorStatistics(of: slerp(from: a, to: b, at: 0.5), prior: .standardGaussian)
    // Seeded; the standard error of either mean over 2,000 rows is about 0.011.
    #expect(abs(linear.meanLength - linear.law.mean / 2.0.squareRoot()) < 0.06)
    #expect(abs(spherical.meanLength - spherical.law.mean) < 0.06)
    #expect(linear.law.deviation(ofLength: linear.meanLength) < -4)
  }

  @Test func severalPlacesEqualOneAfterAnother() {
    let (a, b) = (LatentBatch.gaussian(3, 33, seed: 11), LatentBatch.gaussian(3, 33, seed: 12))
    let together = slerpStrip(a, b, [0.2, 0.9])
    for row in 0..<3 {
      #expect(together[2 * row] == slerp(from: a[row], to: b[row], at: 0.2))
      #expect(together[2 * row + 1] == slerp(from: a[row], to: b[row], at: 0.9))
    }
  }

  private func slerpStrip(_ a: LatentBatch, _ b: LatentBatch, _ places: [Double]) -> LatentBatch {
    InterpolationMethod.slerp.interpolate(from: a, to: b, at: places)
  }
}
