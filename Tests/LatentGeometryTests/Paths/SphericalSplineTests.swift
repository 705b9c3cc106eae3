import Foundation
import LatentGeometry
import Testing

@Suite struct SphericalSplineTests {
  let anchors = LatentBatch.gaussian(5, 24, seed: 17)

  private func spline(
    _ anchors: LatentBatch,
    _ method: InterpolationMethod = .slerp,
    prior: Prior = .standardGaussian,
    isClosed: Bool = false,
    pacing: PathPacing = .byAngle
  ) -> SphericalSpline {
    let interpolator = Interpolator(method, prior: prior, dimension: anchors.dimension)
    return SphericalSpline(through: anchors, interpolator, isClosed: isClosed, pacing: pacing)
  }

  @Test(arguments: SphericalSpline.methods, PathPacing.allCases)
  func anchorsAreHitExactly(method: InterpolationMethod, pacing: PathPacing) {
    for prior in somePriors {
      let anchors = LatentGenerator(seed: 9).sample(prior, count: 5, dimension: 10)
      for isClosed in [false, true] {
        let spline = spline(anchors, method, prior: prior, isClosed: isClosed, pacing: pacing)
        #expect(spline.latents(at: spline.anchorPlaces) == anchors)
        #expect(spline.latents(at: [1]) == (isClosed ? anchors[0] : anchors[4]))
        #expect(spline.latents(frames: 17).isFinite)
      }
    }
  }

  /// Beside de Casteljau on the vectors themselves; single precision leaves 2e-6 of lengths up to 8.
  @Test func pointsEqualTheReference() throws {
    let reference = try PathReference.load()
    #expect(reference.splines.count == 5)
    for entry in reference.splines {
      let path = spline(LatentBatch(rows: entry.anchors), isClosed: entry.closed, pacing: .evenly)
      let expected = LatentBatch(rows: entry.points.map { $0.map { Float($0) } })
      #expect(largestDifference(path.latents(at: entry.places), expected) < 2e-6)
    }
  }

  @Test func twoAnchorsOfEqualLengthGiveSlerp() {
    let ends = LatentGenerator(seed: 3).sample(.sphere(radius: 5), count: 2, dimension: 40)
    let expected = InterpolationMethod.slerp.interpolate(from: ends[0], to: ends[1], at: InterpolationMethod.places(9))
    for pacing in PathPacing.allCases {
      #expect(largestDifference(spline(ends, pacing: pacing).latents(frames: 9), expected) < 2e-6)
    }
  }

  /// Anchors evenly spaced on a great circle: the spline is this circle at constant speed.
  @Test(arguments: PathPacing.allCases)
  func circlesAreReproduced(pacing: PathPacing) {
    let corners = (0..<6).map { Double($0) * .pi / 3 }
    let circle = LatentBatch(rows: corners.map { [Float(2 * cos($0)), Float(2 * sin($0)), 0] })
    let frames = spline(circle, isClosed: true, pacing: pacing).latents(frames: 24)
    for (index, angle) in (0..<24).map({ Double($0) * .pi / 12 }).enumerated() {
      let expected = LatentBatch(rows: [[Float(2 * cos(angle)), Float(2 * sin(angle)), 0]])
      #expect(largestDifference(frames[index], expected) < 2e-6)
    }
  }

  @Test(arguments: SphericalSpline.methods)
  func frameAnglesAreEqual(method: InterpolationMethod) {
    for isClosed in [false, true] {
      let frames = spline(anchors, method, isClosed: isClosed).latents(frames: 400)
      #expect(unevenness(frames, isClosed: isClosed) < 1e-2)
    }
  }

  /// The derivative just before an anchor is that just after it; along an ``AnchorPath`` it is not.
  @Test(arguments: PathPacing.allCases, SphericalSpline.methods)
  func derivativesAreContinuous(pacing: PathPacing, method: InterpolationMethod) {
    let step = 1e-3
    func corner(_ path: some LatentPath, at place: Double) -> Double {
      let near = path.latents(at: [place - step, place, place + step])
      let before = zip(near[1].values, near[0].values).map { Double($0 - $1) / step }
      let after = zip(near[2].values, near[1].values).map { Double($0 - $1) / step }
      let change = zip(after, before).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      return change / before.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    for isClosed in [false, true] {
      let smooth = spline(anchors, method, isClosed: isClosed, pacing: pacing)
      let cornered = AnchorPath(through: anchors, smooth.interpolator, isClosed: isClosed, pacing: pacing)
      let inner = isClosed ? 0..<5 : 1..<4
      // Second derivatives leave a change of about the step times the number of anchors.
      for anchor in inner {
        #expect(corner(smooth, at: smooth.anchorPlaces[anchor]) < 0.04)
        #expect(corner(cornered, at: cornered.anchorPlaces[anchor]) > 0.5)
      }
    }
  }

  /// A rotation of pairs of coordinates by angles of their own, and a permutation.
  @Test func rotatingTheAnchorsRotatesThePath() {
    func rotated(_ batch: LatentBatch) -> LatentBatch {
      LatentBatch(
        rows: (0..<batch.count).map { row in
          let x = batch[row].values
          let turned = stride(from: 0, to: x.count, by: 2).flatMap { pair -> [Float] in
            let angle = Float(pair) * 0.37
            return [cos(angle) * x[pair] - sin(angle) * x[pair + 1], sin(angle) * x[pair] + cos(angle) * x[pair + 1]]
          }
          return turned.indices.map { turned[($0 * 5 + 3) % turned.count] }
        }
      )
    }
    for method in SphericalSpline.methods {
      let expected = rotated(spline(anchors, method).latents(frames: 21))
      #expect(largestDifference(spline(rotated(anchors), method).latents(frames: 21), expected) < 1e-4)
    }
  }

  @Test func reversingTheAnchorsReversesThePath() {
    let forward = spline(anchors).latents(frames: 21)
    let backward = spline(anchors.rows([4, 3, 2, 1, 0])).latents(frames: 21)
    #expect(largestDifference(forward, backward.rows(Array((0..<21).reversed()))) < 1e-3)
  }

  @Test(arguments: SphericalSpline.methods)
  func lengthsStayBetweenNeighbours(method: InterpolationMethod) {
    var anchors = anchors
    for (row, factor) in [1, 8, 0.1, 0.1, 3].enumerated() {
      anchors.setRow(row, to: anchors[row].values.map { $0 * Float(factor) })
    }
    let bounds = anchors.lengths()
    let frames = spline(anchors, method, pacing: .evenly).latents(frames: 101).lengths()
    for (index, length) in frames.enumerated() {
      let (a, b) = (bounds[min(3, index / 25)], bounds[min(3, index / 25) + 1])
      #expect(length >= min(a, b) * (1 - 1e-5) && length <= max(a, b) * (1 + 1e-5))
    }
  }

  @Test func splinesOnASphereStayOnIt() {
    let anchors = LatentGenerator(seed: 9).sample(.sphere(radius: 4), count: 5, dimension: 10)
    let frames = spline(anchors, .matchedSlerp, prior: .sphere(radius: 4), isClosed: true).latents(frames: 40)
    #expect(frames.lengths().allSatisfy { abs($0 - 4) < 1e-5 })
  }

  @Test func uniformSplinesStayInTheBox() {
    let prior = Prior.uniform(low: -1, high: 1)
    let anchors = LatentGenerator(seed: 9).sample(prior, count: 5, dimension: 10)
    let frames = spline(anchors, .matchedSlerp, prior: prior, isClosed: true).latents(frames: 40)
    #expect(frames.values.allSatisfy { abs($0) <= 1 })
  }

  /// Half a circle through the same middle as slerp's, which has the mean length and half of the time.
  @Test(arguments: PathPacing.allCases)
  func antipodalNeighboursTakeSlerpsHalfCircle(pacing: PathPacing) {
    let ends = LatentBatch(rows: [[1, 2, 3], [-1, -2, -3]])
    let expected = InterpolationMethod.slerp.interpolate(from: ends[0], to: ends[1], at: InterpolationMethod.places(9))
    #expect(largestDifference(spline(ends, pacing: pacing).latents(frames: 9), expected) < 1e-5)
  }

  @Test(arguments: AnchorPathTests.degenerate, SphericalSpline.methods)
  func degenerateAnchorsGiveFiniteFrames(anchors: AnchorPathTests.Anchors, method: InterpolationMethod) {
    let anchors = LatentBatch(rows: anchors.rows)
    let priors: [Prior] = [.standardGaussian, .uniform(low: -1, high: 1), .sphere(radius: 2)]
    for prior in method == .slerp ? [priors[0]] : priors {
      for (isClosed, pacing) in [(true, PathPacing.byAngle), (false, .evenly)] {
        let spline = spline(anchors, method, prior: prior, isClosed: isClosed, pacing: pacing)
        #expect(spline.latents(frames: 9).isFinite)
        #expect(spline.latents(frames: 1) == anchors[0])
        #expect(spline.latents(at: spline.anchorPlaces) == anchors)
      }
    }
  }

  @Test func repeatedAnchorsTakeNoTimeByAngleAndRestEvenly() {
    let repeated = anchors.rows([0, 0, 1, 2, 2, 0])
    let once = spline(anchors.rows([0, 1, 2]), isClosed: true).latents(frames: 30)
    #expect(spline(repeated, isClosed: true).latents(frames: 30) == once)
    let resting = spline(repeated, isClosed: true, pacing: .evenly).latents(frames: 60)
    #expect(resting[5] == anchors[0] && resting[35] == anchors[2] && resting[55] == anchors[0])
  }

  @Test func moreFramesAreTheSamePathSampledFiner() {
    let spline = spline(anchors, isClosed: true)
    let fine = spline.latents(frames: 40).rows(Array(stride(from: 0, to: 40, by: 2)))
    #expect(largestDifference(spline.latents(frames: 20), fine) < 1e-5)
  }
}

@Suite struct MonotoneCubicTests {
  @Test func oneDimensionalSplinesAreMonotone() {
    let anchors = LatentBatch(rows: [[0], [1], [1.5], [9], [9.5], [-2]])
    let path = SphericalSpline(through: anchors, Interpolator(.slerp, dimension: 1), pacing: .evenly)
    let values = path.latents(frames: 101).values
    #expect(zip(values, values.dropFirst()).prefix(80).allSatisfy { $0 <= $1 + 1e-6 })
    #expect(zip(values, values.dropFirst()).dropFirst(80).allSatisfy { $0 >= $1 - 1e-6 })
  }
}
