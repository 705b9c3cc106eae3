import Diagrams
import Foundation
import GenerativeModels
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

/// What animations refuse.
@Suite struct MotionErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var request: AnimateRequest
    var words: [String]

    init(_ name: String, _ motion: Motion, _ words: [String] = [], _ change: (inout AnimateRequest) -> Void) {
      testDescription = name
      request = Tiny.animate(motion, motion.needsAnchors ? Tiny.vectors(Tiny.draws(4)) : [])
      if motion == .points { request.points = PathPoints(.path([0, 1])) }
      self.words = words
      change(&request)
    }
  }

  static let wrong = [
    Case("two models", .walk, ["--model"]) { $0.models.append(Tiny.model) },
    Case("no seed", .walk) { $0.seed = nil },
    Case("NumPy's seeds end", .noise) { ($0.seed, $0.generator) = (1 << 32, .numpy) },
    Case("no frames", .path, ["--frames 0"]) { $0.frames = 0 },
    Case("frames beyond counting", .walk, ["--frames"]) { ($0.frames, $0.rows, $0.columns) = (.max, 2, 2) },
    Case("too many pictures", .walk, ["1000000"]) { ($0.frames, $0.rows, $0.columns) = (10_001, 10, 10) },
    Case("too many frames of points", .points, ["1000000"]) { $0.points = PathPoints(.path([0, 1]), frames: .max) },
    Case("a wave over cells beyond counting", .wave) { ($0.rows, $0.columns, $0.anchors) = (.max, 2, [.random]) },
    Case("no rows", .walk, ["--rows"]) { $0.rows = 0 },
    Case("a path without anchors", .path, ["--motion path"]) { $0.anchors = [] },
    Case("a spline without anchors", .spline, ["--motion spline"]) { $0.anchors = [] },
    Case("points without anchors", .points, ["--motion points"]) { $0.anchors = [] },
    Case("a path in a grid", .path, ["--rows"]) { $0.rows = 2 },
    Case("a spline in a grid", .spline, ["--cols"]) { $0.columns = 2 },
    Case("a walk from anchors", .walk, ["--motion walk"]) { $0.anchors = Tiny.vectors(Tiny.draws(1)) },
    Case("a loop through anchors", .loop, ["--motion loop"]) { $0.anchors = [.random] },
    Case("points that no motion follows", .path, ["--points"]) { $0.points = PathPoints(.path([0])) },
    Case("a motion without its points", .points, ["--points"]) { $0.points = nil },
    Case("a linear spline", .spline, ["--method lerp", "slerp and matched-slerp"]) { $0.interpolation = .lerp },
    Case("three latents for noise", .noise, ["4 latents", "3"]) { $0.anchors = Tiny.vectors(Tiny.draws(3)) },
    Case("one latent for noise", .noise, ["4 latents, and 1 was named"]) { $0.anchors = Tiny.vectors(Tiny.draws(1)) },
    Case("anchors for some of a wave's cells", .wave, ["4 anchors", "2 were"]) {
      ($0.rows, $0.columns, $0.anchors) = (2, 2, Tiny.vectors(Tiny.draws(2)))
    },
    Case("too many anchors for a wave", .wave, ["1 cell", "3 were"]) { $0.anchors = Tiny.vectors(Tiny.draws(3)) },
    Case("anchors that do not fill rows", .points, ["--anchor-cols 3", "4 anchors"]) {
      ($0.points, $0.anchorColumns) = (PathPoints(.grid([.init(column: 0, row: 0)])), 3)
    },
    Case("no columns of anchors", .points, ["--anchor-cols 0"]) {
      ($0.points, $0.anchorColumns) = (PathPoints(.grid([.init(column: 0, row: 0)])), 0)
    },
    Case("a quality that no format has", .walk, ["--quality 101"]) { $0.quality = 101 },
    Case("no frames a second", .walk, ["--fps"]) { $0.framesPerSecond = 0 },
    Case("a rate that is no number", .walk, ["--fps"]) { $0.framesPerSecond = .nan },
    Case("a rate below 0", .walk, ["--fps"]) { $0.framesPerSecond = -24 },
    Case("a step of 0", .walk, ["--step 0.0"]) { $0.options.stepAngle = 0 },
    Case("a step beyond a half circle", .walk, ["--step"]) { $0.options.stepAngle = 181 },
    Case("a step that is no number", .walk, ["--step nan"]) { $0.options.stepAngle = .nan },
    Case("no harmonics", .loop, ["--harmonics 0"]) { $0.options.harmonics = 0 },
    Case("too many harmonics", .loop, ["--harmonics 65"]) { $0.options.harmonics = 65 },
    Case("roughness above 1", .loop, ["--roughness"]) { $0.options.roughness = 1.1 },
    Case("an endless amplitude", .wave, ["--amplitude"]) { $0.options.amplitude = .infinity },
    Case("no wavelength", .wave, ["--wavelength"]) { $0.options.wavelength = 0 },
    Case("no direction", .wave, ["--direction"]) { $0.options.direction = .nan },
    Case("a wave cut off at 0", .wave, ["--clip"]) { $0.options.clipping = 0 },
    Case("no cycles", .wave, ["--cycles"]) { $0.options.cycles = 0 },
    Case("no frequency", .noise, ["--frequency"]) { $0.options.frequency = 0 },
    Case("no octaves", .noise, ["--octaves"]) { $0.options.octaves = 0 },
    Case("three draws", .noise, ["--draws 3"]) { $0.options.noiseDraws = 3 },
  ]

  @Test(arguments: wrong)
  func mistakesAreUsageErrors(_ wrong: Case) {
    let error = #expect(throws: RequestError.self) { try wrong.request.film(in: Studio()) }
    #expect(error?.category == .usage)
    for word in wrong.words { #expect(error?.description.contains(word) == true, "\(String(describing: error))") }
  }

  // MARK: Points

  @Test(arguments: [
    PathPoints(.path([0, 1.5])), PathPoints(.path([-0.1])), PathPoints(.grid([.init(column: 0, row: 2)])),
    PathPoints(.grid([.init(column: -1, row: 0)])), PathPoints(.grid([.init(column: 1.01, row: 0)])),
  ])
  func pointsOutsideAreBadData(_ points: PathPoints) {
    var request = Tiny.animate(.points, Tiny.vectors(Tiny.draws(4)))
    request.points = points
    let error = #expect(throws: RequestError.self) { try request.film(in: Studio()) }
    #expect(error?.category == .badData && error?.description.contains("is outside 0 ... 1") == true)
  }

  @Test(arguments: [
    ("", "line 1"), ("[", "line 1"), ("[[0, 0]\n[1, 1]]", "line 2"), ("{\"points\": }", "line 1"),
    ("{}", "'points' is missing"),
    ("[]", "at least one point"), ("3", "list of points"), ("null", "list of points"), ("[[1]]", "pair [column, row]"),
    ("[[0, 0], [1, 2, 3]]", "pair [column, row]"), ("[0.5, [0, 0]]", "number like the points before"),
    ("[\"a\"]", "pair [column, row] or a number"), ("{\"points\": 3}", "list of pairs"),
    ("{\"points\": [0], \"frames\": 0}", "at least 1"), ("{\"points\": [0], \"frames\": 1.5}", "no points can be read"),
    ("{\"points\": [0], \"frames\": \"many\"}", "frames"), ("{\"points\": [0], \"closed\": 1}", "closed"),
  ])
  func damagedFilesAreExplainedWithTheirPlace(_ text: String, _ word: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("p.json")
    try Data(text.utf8).write(to: url)
    let error = #expect(throws: (any Error).self) { try PathPoints(contentsOf: url) }
    let explained = try #require(error as? any ExplainedError)
    #expect(explained.category == .badData)
    #expect(explained.description.contains("p.json"), "\(explained.description)")
    #expect(text.isEmpty || explained.description.contains(word), "\(explained.description)")
  }

  @Test func missingFilesAreMissingInputs() throws {
    let error = #expect(throws: FileError.self) { try PathPoints(contentsOf: URL(fileURLWithPath: "/nowhere/p.json")) }
    #expect(error?.category == .missingInput)
  }

  @Test(arguments: [
    "[[0, 0.5], [1, 1]]", "[0, 0.25, 1]", #"{"points": [[0, 0]], "closed": true, "frames": 48}"#, #"{"points": [1]}"#,
  ])
  func pointsGoIntoRecipesAndComeBack(_ text: String) throws {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: folder.file("p.json"))
    var request = Tiny.animate(.points, [.random])
    request.points = try PathPoints(contentsOf: folder.file("p.json"))
    let erased = try JSONDecoder().decode(AnyDiagramRequest.self, from: JSONEncoder().encode(request.erased))
    #expect(erased == request.erased)
  }

  @Test func everyOptionSurvivesTheRecipe() throws {
    var request = Tiny.animate(.wave, [.random, .image(path: "a.png")])
    request.options.stepAngle = 1
    request.options.harmonics = 2
    request.options.roughness = 0.25
    request.options.amplitude = 3
    request.options.wavelength = -4
    request.options.direction = 5
    request.options.isRadial = true
    request.options.clipping = 0.5
    request.options.cycles = 6
    request.options.frequency = 7
    request.options.octaves = 8
    request.options.noiseDraws = 9
    (request.isClosed, request.repeats, request.quality, request.easing) = (false, false, 3, .sine)
    (request.pacing, request.interpolation, request.typical) = (.evenly, .matched, .rescale)
    (request.rows, request.columns, request.framesPerSecond, request.anchorColumns) = (2, 3, 12.5, 4)
    let data = try JSONEncoder().encode(request.erased)
    #expect(try JSONDecoder().decode(AnyDiagramRequest.self, from: data) == request.erased)
    // What a recipe of an older Sextant does not say has its default.
    let short = Data(#"{"verb": "animate", "options": {"motion": "noise", "options": {"octaves": 3}}}"#.utf8)
    var expected = AnimateRequest()
    (expected.motion, expected.options.octaves) = (.noise, 3)
    #expect(try JSONDecoder().decode(AnyDiagramRequest.self, from: short) == expected.erased)
  }
}
