import Foundation
import LatentGeometry
import Testing

@Suite struct AnchorPathTests {
  let anchors = LatentBatch.gaussian(4, 16, seed: 31)

  private func path(
    _ anchors: LatentBatch,
    _ method: InterpolationMethod = .slerp,
    prior: Prior = .standardGaussian,
    isClosed: Bool = false,
    pacing: PathPacing = .byAngle,
    threads: Int? = nil
  ) -> AnchorPath {
    let interpolator = Interpolator(method, prior: prior, dimension: anchors.dimension, threads: threads)
    return AnchorPath(through: anchors, interpolator, isClosed: isClosed, pacing: pacing)
  }

  @Test(arguments: InterpolationMethod.allCases, PathPacing.allCases)
  func anchorsAreHitExactly(method: InterpolationMethod, pacing: PathPacing) {
    for isClosed in [false, true] {
      let path = path(anchors, method, isClosed: isClosed, pacing: pacing)
      #expect(path.latents(at: path.anchorPlaces) == anchors)
      #expect(path.anchorPlaces == path.anchorPlaces.sorted())
      #expect(path.latents(at: [1]) == (isClosed ? anchors[0] : anchors[3]))
      let frames = path.latents(frames: 13)
      #expect(frames.count == 13 && frames.isFinite)
      #expect(frames[0] == anchors[0])
      if !isClosed { #expect(frames[12] == anchors[3]) }
    }
  }

  @Test func evenlyPacedFramesFallOnAnchors() {
    let open = path(anchors, .lerp, pacing: .evenly).latents(frames: 13)
    #expect(open.rows([0, 4, 8, 12]) == anchors)
    #expect(largestDifference(open[5], lerp(from: anchors[1], to: anchors[2], at: 0.25)) < 1e-6)
    let closed = path(anchors, .lerp, isClosed: true, pacing: .evenly).latents(frames: 12)
    #expect(closed.rows([0, 3, 6, 9]) == anchors)
  }

  /// Ends of equal length, where slerp's speed is constant already: places are left alone, bit for bit.
  @Test(arguments: [InterpolationMethod.slerp, .matchedSlerp])
  func constantSpeedIsLeftAlone(method: InterpolationMethod) {
    let ends = LatentGenerator(seed: 3).sample(.sphere(radius: 5), count: 2, dimension: 40)
    let interpolator = Interpolator(method, dimension: 40)
    let places = InterpolationMethod.places(9)
    #expect(path(ends, method).latents(frames: 9) == interpolator.interpolate(from: ends[0], to: ends[1], at: places))
  }

  @Test(arguments: InterpolationMethod.allCases.filter { $0 != .gaussianSlerp })
  func twoAnchorsAreWalkedAtConstantAngularSpeed(method: InterpolationMethod) {
    let tolerance = method == .matchedSlerp ? 1e-3 : 1e-2
    #expect(unevenness(path(anchors[0..<2], method).latents(frames: 60)) < tolerance)
    guard method != .gaussianLerp else { return }
    // A length ten times the other.
    var ends = anchors[0..<2]
    ends.setRow(1, to: ends[1].values.map { $0 * 10 })
    #expect(unevenness(path(ends, method).latents(frames: 60)) < tolerance)
  }

  /// Chords across the corners where coordinates begin to be clipped are shorter; at this seed there are fewer than ten.
  @Test func clippedPathsAreWalkedAtConstantSpeedBetweenTheirCorners() {
    let steps = path(anchors[0..<2], .gaussianSlerp).latents(frames: 60).angularSteps().sorted()
    #expect(steps[58] / steps[10] - 1 < 1e-2)
  }

  /// Under every prior, angles being seen from its centre.
  @Test(arguments: somePriors)
  func centresAreThoseOfThePrior(prior: Prior) {
    let centers = prior.centers(dimension: 30)
    let ends = LatentGenerator(seed: 8).sample(prior, count: 2, dimension: 30)
    for method in [InterpolationMethod.lerp, .slerp, .matched, .matchedSlerp] {
      #expect(unevenness(path(ends, method, prior: prior).latents(frames: 40), around: centers) < 1e-2)
    }
  }

  /// Across 179.9° a straight line turns nearly all its angle within a thousandth of its length.
  @Test func sharpTurnsAreResolved() {
    let angle = Float(179.9 * Double.pi / 180)
    let ends = LatentBatch(rows: [[1, 0, 0], [cos(angle), sin(angle), 0]])
    #expect(unevenness(path(ends, .lerp).latents(frames: 50)) < 1e-2)
  }

  @Test func segmentsTakeTimeByTheirAngles() {
    let degrees = [0.0, 10, 40, 100].map { $0 * Double.pi / 180 }
    let anchors = LatentBatch(rows: degrees.map { [Float(cos($0)), Float(sin($0))] })
    let path = path(anchors)
    #expect(zip(path.anchorPlaces, [0, 0.1, 0.4, 1]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(unevenness(path.latents(frames: 11)) < 1e-3)
  }

  @Test func loopsRepeatWithoutASeam() {
    let path = path(anchors, isClosed: true)
    let frames = path.latents(frames: 40)
    #expect(path.latents(at: [1, 2, -1]) == anchors.rows([0, 0, 0]))
    #expect(largestDifference(path.latents(at: [1.25, -0.75]), path.latents(at: [0.25, 0.25])) < 1e-5)
    #expect(frames[39] != frames[0])
    let steps = frames.angularSteps(isClosed: true)
    #expect(steps.count == 40)
    // No step is longer than an even one; those across the four corners are shorter.
    #expect((steps.max() ?? 0) / steps.sorted()[20] < 1.001)
  }

  @Test func moreFramesAreTheSamePathSampledFiner() {
    for isClosed in [false, true] {
      let path = path(anchors, .matched, isClosed: isClosed)
      let coarse = path.latents(frames: isClosed ? 10 : 11)
      let fine = path.latents(frames: isClosed ? 20 : 21)
      #expect(largestDifference(coarse, fine.rows(Array(stride(from: 0, to: fine.count, by: 2)))) < 1e-5)
    }
  }

  @Test func threadsChangeNothing() {
    let anchors = LatentBatch.gaussian(3, 700, seed: 1)
    let frames = path(anchors, .matchedSlerp, threads: 1).latents(frames: 30)
    #expect(path(anchors, .matchedSlerp, threads: 3).latents(frames: 30) == frames)
  }

  @Test(arguments: PathPacing.allCases)
  func repeatedAnchorsDoNotStall(pacing: PathPacing) {
    let anchors = anchors.rows([0, 0, 1, 1, 1, 2, 0])
    for method in InterpolationMethod.allCases {
      let path = path(anchors, method, isClosed: true, pacing: pacing)
      #expect(path.latents(frames: 31).isFinite)
      #expect(path.latents(at: path.anchorPlaces) == anchors)
    }
    let frames = path(anchors, pacing: pacing).latents(frames: 61)
    if pacing == .evenly {
      #expect(frames[5] == anchors[0] && frames[35] == anchors[2])
    } else {
      #expect((frames.angularSteps().min() ?? 0) > 0.01)
      #expect(largestDifference(frames, path(anchors.rows([0, 2, 5, 6])).latents(frames: 61)) == 0)
    }
  }

  /// Parallel anchors are walked by length: as fast as the rest turns at the anchors' mean distance.
  @Test func parallelAnchorsAreWalkedByLength() {
    let anchors = LatentBatch(rows: [[1, 0], [2, 0], [4, 0]])
    let path = path(anchors)
    #expect(zip(path.anchorPlaces, [0, 1.0 / 3, 1]).allSatisfy { abs($0 - $1) < 1e-6 })
    let frames = path.latents(frames: 7)
    #expect(zip(frames.lengths(), [1, 1.5, 2, 2.5, 3, 3.5, 4]).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func oneDimensionIsWalkedByLength() {
    let anchors = LatentBatch(rows: [[0], [1], [-3]])
    for method in [InterpolationMethod.lerp, .slerp] {
      let frames = path(anchors, method).latents(frames: 6)
      #expect(zip(frames.values, [0, 1, 0, -1, -2, -3]).allSatisfy { abs($0 - $1) < 1e-5 }, "\(method)")
    }
  }

  struct Anchors: CustomTestStringConvertible, Sendable {
    var name: String
    var rows: [[Float]]
    var testDescription: String { name }
  }

  static let degenerate = [
    Anchors(name: "one", rows: [[1, 2, 3]]),
    Anchors(name: "one zero", rows: [[0, 0, 0]]),
    Anchors(name: "two equal", rows: [[1, 2, 3], [1, 2, 3]]),
    Anchors(name: "two zero", rows: [[0, 0, 0], [0, 0, 0]]),
    Anchors(name: "zero between", rows: [[1, 2, 3], [0, 0, 0], [0, 1, 0]]),
    Anchors(name: "zero first", rows: [[0, 0, 0], [0, 1, 0]]),
    Anchors(name: "antipodal", rows: [[1, 2, 3], [-1, -2, -3]]),
    Anchors(name: "antipodal, unequal", rows: [[1, 2, 3], [-2, -4, -6], [0, 0, 1]]),
    Anchors(name: "nearly equal", rows: [[1, 2, 3], [1, 2, 3.000_001]]),
    Anchors(name: "nearly antipodal", rows: [[1, 2, 3], [-1, -2, -3.000_01]]),
    Anchors(name: "tiny", rows: [[1e-18, 0, 0], [0, 1e-18, 0]]),
    Anchors(name: "huge", rows: [[1e18, 0, 0], [0, 1e18, 0]]),
    Anchors(name: "one dimension", rows: [[2], [-2], [0.5]]),
    Anchors(name: "one dimension, equal", rows: [[2], [2]]),
  ]

  @Test(arguments: degenerate, InterpolationMethod.allCases)
  func degenerateAnchorsGiveFiniteFrames(anchors: Anchors, method: InterpolationMethod) {
    let anchors = LatentBatch(rows: anchors.rows)
    check(path(anchors, method, isClosed: true), anchors)
    check(path(anchors, method, pacing: .evenly), anchors)
    guard [.matched, .matchedSlerp].contains(method) else { return }
    for prior in [Prior.uniform(low: -1, high: 1), .sphere(radius: 2)] {
      check(path(anchors, method, prior: prior, isClosed: true), anchors)
    }
  }

  private func check(_ path: AnchorPath, _ anchors: LatentBatch) {
    #expect(path.latents(frames: 9).isFinite)
    #expect(path.latents(frames: 1) == anchors[0])
    #expect(path.latents(at: path.anchorPlaces) == anchors)
  }

  @Test func noPlacesGiveNoLatents() {
    #expect(path(anchors).latents(at: []).count == 0)
    #expect(SphericalSpline(through: anchors, Interpolator(.slerp, dimension: 16)).latents(at: []).count == 0)
  }

  @Test func placesOutsideCountAsEnds() {
    #expect(path(anchors).latents(at: [-0.2, 1.3]) == anchors.rows([0, 3]))
    #expect(path(anchors).places(frames: 1) == [0])
    #expect(path(anchors).places(frames: 5) == [0, 0.25, 0.5, 0.75, 1])
    #expect(path(anchors, isClosed: true).places(frames: 4) == [0, 0.25, 0.5, 0.75])
  }

  /// Antipodes by a straight line turn all at once: their segment goes by length.
  @Test func linesThroughTheCentreGoByLength() {
    let frames = path(LatentBatch(rows: [[3, 0], [-3, 0]]), .lerp).latents(frames: 7)
    #expect(
      zip(frames.values.enumerated().filter { $0.offset.isMultiple(of: 2) }, [3, 2, 1, 0, -1, -2, -3])
        .allSatisfy { abs($0.element - $1) < 1e-5 }
    )
  }
}

@Suite struct AngularStepsTests {
  @Test func anglesAreThoseSeenFromTheCentre() {
    let square = LatentBatch(rows: [[2, 1], [1, 2], [0, 1], [1, 0]])
    let steps = square.angularSteps(around: [1, 1], isClosed: true)
    #expect(steps.count == 4 && steps.allSatisfy { abs($0 - .pi / 2) < 1e-12 })
    #expect(square.angularSteps(around: [1, 1]).count == 3)
    #expect(abs(square.angularSteps()[1] - acos(2 / 5.0.squareRoot())) < 1e-7)
  }

  @Test func degenerateStepsAreFinite() {
    #expect(LatentBatch(rows: [[0, 0], [1, 0], [-1, 0]]).angularSteps() == [0, .pi])
    #expect(LatentBatch(rows: [[1, 0]]).angularSteps().isEmpty)
    #expect(LatentBatch(rows: [[1, 0]]).angularSteps(isClosed: true) == [0])
    #expect(LatentBatch(count: 0, dimension: 2).angularSteps(isClosed: true).isEmpty)
  }
}
