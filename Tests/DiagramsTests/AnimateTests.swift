import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

/// What animations show. To write the recorded frames anew after a change:
///
///     SEXTANT_RECORD=1 script/checked test --filter AnimateTests
@Suite struct AnimateTests {
  private let model: GenerativeModel
  private let prior = Prior.standardGaussian

  init() throws { model = try GenerativeModel(package: Repository.tinyModel) }

  private static let anchors = Tiny.vectors(Tiny.draws(3, seed: 7))

  /// One of every motion, and some in a grid of cells.
  static let motions: [AnimateRequest] = {
    var wave = Tiny.animate(.wave)
    (wave.rows, wave.columns) = (2, 3)
    var rings = wave
    (rings.options.isRadial, rings.options.clipping, rings.options.cycles) = (true, 0.5, 2)
    var noise = Tiny.animate(.noise)
    (noise.rows, noise.columns) = (2, 2)
    var walk = Tiny.animate(.walk)
    (walk.columns, walk.options.stepAngle) = (2, 20)
    var loop = Tiny.animate(.loop)
    loop.rows = 2
    var spline = Tiny.animate(.spline, anchors)
    (spline.interpolation, spline.easing) = (.matchedSlerp, .sine)
    var open = Tiny.animate(.path, anchors)
    (open.isClosed, open.pacing, open.interpolation) = (false, .evenly, .matched)
    var points = Tiny.animate(.points, anchors)
    points.points = PathPoints(.path([0, 0.25, 1, 0.5]))
    return [
      Tiny.animate(.path, anchors), open, Tiny.animate(.spline, anchors), spline, points, walk, loop, wave, rings,
      noise,
      Tiny.animate(.wave), Tiny.animate(.noise),
    ]
  }()

  private func measured(_ film: Film) -> FilmMeasurements { film.measurements }

  // MARK: Frames

  @Test(arguments: motions.indices)
  func everyMotionHasItsFramesAndSize(_ index: Int) throws {
    let request = Self.motions[index]
    let film = try request.film(in: Studio())
    let frames = try film.allFrames()
    let count = request.points?.points.count ?? 12
    let cells = request.rows * request.columns
    #expect(frames.count == count && film.frameCount == count && film.measurements.frames == count)
    #expect(film.measurements.seconds == Double(count) / 24)
    #expect(film.measurements.typicality.lengths.count == count * cells)
    for frame in frames {
      // A single cell has no margin.
      #expect(frame.width == (cells == 1 ? 32 : request.columns * 34 + 2))
      #expect(frame.height == (cells == 1 ? 32 : request.rows * 34 + 2))
    }
    // A wave that is cut off rests for a while.
    #expect(Set(frames.map(\.samples)).count > count / 4)
  }

  @Test(arguments: motions.indices)
  func framesDependOnNeitherBatchNorThreads(_ index: Int) throws {
    let request = Self.motions[index]
    let frames = try request.film(in: Studio()).allFrames()
    for batch in [1, 5] {
      let studio = Studio(session: SessionOptions(threads: batch), batch: batch)
      #expect(try request.film(in: studio).allFrames() == frames)
    }
  }

  private func check(_ request: AnimateRequest, shows latents: LatentBatch) throws {
    let frames = try request.film(in: Studio()).allFrames()
    let decoded = try model.decode(latents)
    let cells = request.rows * request.columns
    try #require(frames.count * cells == latents.count)
    for (number, frame) in frames.enumerated() {
      for cell in 0..<cells {
        let picture =
          cells == 1 ? frame : try frame.tinyCell(row: cell / request.columns, column: cell % request.columns)
        #expect(picture.meanSquaredError(to: decoded[number * cells + cell]) < 1e-12, "frame \(number), cell \(cell)")
      }
    }
  }

  @Test(arguments: [true, false])
  func pathsAndSplinesAreThoseOfTheLibrary(_ isClosed: Bool) throws {
    let anchors = Tiny.draws(3, seed: 7)
    let slerp = Interpolator(.slerp, dimension: 48)
    var path = Tiny.animate(.path, Self.anchors)
    path.isClosed = isClosed
    try check(path, shows: AnchorPath(through: anchors, slerp, isClosed: isClosed).latents(frames: 12))
    var spline = Tiny.animate(.spline, Self.anchors)
    spline.isClosed = isClosed
    spline.easing = .easeInOut
    let curve = SphericalSpline(through: anchors, slerp, isClosed: isClosed)
    try check(spline, shows: curve.latents(at: curve.places(frames: 12).map { Easing.easeInOut.place(at: $0) }))
  }

  @Test func walksAndLoopsTakeTheSeedsRowsCellByCell() throws {
    var walk = Tiny.animate(.walk)
    (walk.frames, walk.columns, walk.options.stepAngle) = (4, 2, 30)
    let draws = Tiny.draws(8)
    let (a, b) = (
      PriorWalk.steps(over: draws[0..<4], prior: prior, angle: .pi / 6),
      PriorWalk.steps(
        over: LatentGenerator(seed: 3).sample(prior, count: 4, dimension: 48, startingAt: 1 << 20),
        prior: prior,
        angle: .pi / 6
      )
    )
    try check(walk, shows: .concatenating((0..<4).flatMap { [a[$0], b[$0]] }))
    var loop = Tiny.animate(.loop)
    (loop.frames, loop.options.harmonics, loop.options.roughness) = (6, 4, 0.8)
    try check(loop, shows: RandomLoop(over: draws, prior: prior, roughness: 0.8).latents(frames: 6))
    // An animation of one cell is the same whatever stands beside it.
    let lone = PriorWalk.steps(over: draws[0..<4], prior: prior, angle: .pi / 6)
    walk.columns = 1
    try check(walk, shows: lone)
  }

  @Test func wavesAndNoiseAreThoseOfTheLibrary() throws {
    var wave = Tiny.animate(.wave)
    (wave.frames, wave.columns, wave.rows) = (4, 3, 1)
    let draws = Tiny.draws(4)
    let shape = Wave(amplitude: 40 * .pi / 180, shape: .plane(direction: 45, wavelength: 6))
    func frame(_ t: Double) -> LatentBatch {
      shape.latents(of: draws[0..<3], columns: 3, towards: draws[3], prior: prior, at: t)
    }
    try check(wave, shows: .concatenating([0, 0.25, 0.5, 0.75].map(frame)))
    // Cells that are named, and what they turn to drawn; then that named too.
    wave.anchors = Tiny.vectors(draws[0..<3])
    let half = try wave.film(in: Studio())
    #expect(half.recipe.anchors[0].count == 4 && half.recipe.anchors[0][3] != draws[0].values)
    let addition = RandomAlgorithm.sextant.sample(beside: 3, prior, count: 1, dimension: 48, seed: 3)
    #expect(half.recipe.anchors[0][3] == addition.values)
    wave.anchors = Tiny.vectors(draws)
    wave.seed = nil
    #expect(!wave.isRandom)
    try check(wave, shows: .concatenating([0, 0.25, 0.5, 0.75].map(frame)))

    var noise = Tiny.animate(.noise)
    (noise.frames, noise.columns, noise.options.noiseDraws, noise.options.frequency) = (3, 2, 5, 0.5)
    let field = NoiseField(over: Tiny.draws(5), seed: 3, prior: prior, frequency: 0.5, cycles: 1)
    try check(
      noise,
      shows: .concatenating((0..<3).map { field.latents(columns: 2, rows: 1, at: Double($0) / 3) })
    )
  }

  @Test func pointsLieInAGridOrAlongAPath() throws {
    let anchors = Tiny.draws(4, seed: 7)
    let slerp = Interpolator(.slerp, dimension: 48)
    var request = Tiny.animate(.points, Tiny.vectors(anchors))
    let corners = PathPoints(.grid([.init(column: 0, row: 0), .init(column: 1, row: 0), .init(column: 1, row: 1)]))
    request.points = corners
    // A square where nothing says how many stand in a row: 0 1 / 2 3.
    try check(request, shows: anchors.rows([0, 1, 3]))
    request.anchorColumns = 4
    request.points = PathPoints(.grid([.init(column: 3, row: 0), .init(column: 2, row: 0)]))
    try check(request, shows: anchors.rows([3, 2]))
    request.points = PathPoints(.path([0, 0.3, 1]), frames: 5)
    request.isClosed = false
    try check(request, shows: AnchorPath(through: anchors, slerp).latents(at: [0, 0.15, 0.3, 0.65, 1]))
    #expect(try request.film(in: Studio()).frameCount == 5)
  }

  // MARK: Measurements

  @Test(arguments: [Motion.path, .spline, .loop, .wave, .noise])
  func closedMotionsHaveNoSeam(_ motion: Motion) throws {
    var request = Tiny.animate(motion, motion.needsAnchors ? Self.anchors : [])
    request.frames = 48
    let measured = try request.film(in: Studio()).measurements
    let (mean, largest, seam) = try (
      #require(measured.meanStep), #require(measured.largestStep), #require(measured.seamStep)
    )
    #expect(mean > 0 && mean <= largest)
    // The last frame is as far from the first as others are from their neighbours; loops, waves and noise change speed.
    #expect(seam <= 1.2 * largest && (!motion.needsAnchors || abs(seam / mean - 1) < 0.1), "\(mean) \(largest) \(seam)")
  }

  @Test func openPathsHaveASeamAsWideAsTheirEnds() throws {
    var request = Tiny.animate(.path, Self.anchors)
    request.isClosed = false
    let anchors = Tiny.draws(3, seed: 7)
    func angle(_ i: Int, _ j: Int) -> Double {
      let (u, v) = (anchors[i], anchors[j])
      let dot = zip(u.values, v.values).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      return acos(dot / u.lengths()[0] / v.lengths()[0]) * 180 / .pi
    }
    let measured = try request.film(in: Studio()).measurements
    #expect(abs(try #require(measured.seamStep) - angle(0, 2)) < 1e-3)
    #expect(abs(try #require(measured.meanStep) - (angle(0, 1) + angle(1, 2)) / 11) < 0.5)
  }

  @Test func walksTurnByTheirStep() throws {
    var request = Tiny.animate(.walk)
    (request.options.stepAngle, request.frames) = (8, 40)
    let measured = try request.film(in: Studio()).measurements
    // Towards a fresh draw, which is nearly at right angles: 8° each on average, more or less by lengths.
    #expect(abs(try #require(measured.meanStep) - 8) < 1 && measured.typicality.atypical.isEmpty)
  }

  @Test func aSingleFrameHasNoSteps() throws {
    for motion in [Motion.path, .spline, .walk, .loop, .wave, .noise] {
      var request = Tiny.animate(motion, motion.needsAnchors ? Self.anchors : [])
      request.frames = 1
      let film = try request.film(in: Studio())
      #expect(film.measurements.meanStep == nil && film.measurements.seamStep == nil)
      #expect(film.measurements.lines == ["1 frame, 0.04 s"])
      #expect(try film.allFrames().count == 1)
    }
  }

  @Test func atypicalFramesAreToldWithTheirNumber() throws {
    var request = Tiny.animate(.path, Tiny.vectors(Tiny.draws(2, seed: 7)))
    request.models = [Tiny.bare(.sphere(radius: 3))]
    request.anchors = Tiny.vectors(Tiny.draws(2, seed: 7, prior: .sphere(radius: 3)))
    (request.interpolation, request.isClosed, request.frames) = (.lerp, false, 3)
    let film = try request.film(in: Studio())
    let warning = try #require(film.notes.first { $0.contains("over 4 sd") })
    #expect(
      warning.hasPrefix("1 of 3 frames lies over 4 sd from the prior, the furthest (frame 1) off the prior's sphere")
    )
    #expect(warning.contains("--method matched-slerp keeps to the prior"))
    request.typical = .rescale
    let mended = try request.film(in: Studio())
    #expect(mended.measurements.typicality.atypical.isEmpty && !mended.notes.contains { $0.contains("over 4 sd") })
    #expect(mended.recipe.typicality?.first?.lengths == [3, 3, 3])
  }

  // MARK: Recorded frames

  @Test func framesAreAsRecorded() throws {
    var request = Tiny.animate(.loop)
    (request.frames, request.columns, request.seed) = (8, 2, 11)
    let frames = try request.film(in: Studio()).allFrames()
    for number in [0, 3, 7] {
      let golden = Repository.fixture("animation/\(number).png", of: "Diagrams")
      if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
        try FileManager.default.createDirectory(
          at: golden.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try frames[number].write(to: golden, overwrite: true)
      }
      // Files hold 8 bits, and the last bit of a sum may differ between machines.
      let recorded = try PlanarImage(contentsOf: golden)
      let clamped = frames[number].samples.map { min(max($0, 0), 1) }
      #expect(
        zip(clamped, recorded.samples).allSatisfy { abs($0 - $1) < 0.51 / 255 },
        "record it anew with SEXTANT_RECORD=1"
      )
    }
  }
}
