import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant latents path|walk`.
@Suite struct LatentsMotionTests {
  private let place: Workplace
  private let slerp = Interpolator(.slerp, dimension: 6)

  init() throws { place = try Workplace() }

  private func write(_ text: String, to name: String) throws { try place.write(text.utf8, to: name) }

  // MARK: path

  @Test(arguments: [true, false], [true, false])
  func pathsAreThoseOfTheLibrary(_ isClosed: Bool, _ isSpline: Bool) async throws {
    let anchors = try place.makeLatents(3, dimension: 6)
    let flags = (isClosed ? ["--closed"] : []) + (isSpline ? ["--spline"] : [])
    let command = ["latents", "path", "--anchors", "z.npy", "--frames", "7"] + flags
    let report = try await place.report(command + ["--threads", "2", "--out", "p.npy"])
    #expect(report["count"] == 7 && report["dimension"] == 6)
    let path: any LatentPath =
      isSpline
      ? SphericalSpline(through: anchors, slerp, isClosed: isClosed)
      : AnchorPath(through: anchors, slerp, isClosed: isClosed)
    let found = try place.latents("p.npy")
    #expect(found == path.latents(frames: 7))
    #expect(found[0] == anchors[0] && (isClosed || found[6] == anchors[2]))
  }

  @Test func easingPacingMethodAndPriorReachThePath() async throws {
    let anchors = try place.makeLatents(4, dimension: 6)
    try await place.succeed([
      "latents", "path", "--anchors", "z.npy", "--frames", "9", "--method", "matched", "--prior", "uniform:-4,4",
      "--pacing", "evenly", "--easing", "ease-in", "--out", "p.npy",
    ])
    let matched = Interpolator(.matched, prior: .uniform(low: -4, high: 4), dimension: 6)
    let path = AnchorPath(through: anchors, matched, pacing: .evenly)
    let places = (0..<9).map { Easing.easeIn.place(at: Double($0) / 8) }
    #expect(try place.latents("p.npy") == path.latents(at: places))
  }

  @Test func pointsNameFrames() async throws {
    let anchors = try place.makeLatents(4, dimension: 6)
    try write("[[0, 0], [1, 1], [0, 1]]", to: "grid.json")
    let command = ["latents", "path", "--anchors", "z.npy", "--out"]
    try await place.succeed(command + ["g.npy", "--points", "grid.json"])
    #expect(try place.latents("g.npy") == anchors.rows([0, 3, 2]))
    try await place.succeed(command + ["row.npy", "--points", "grid.json", "--anchor-cols", "2", "--method", "lerp"])
    #expect(try place.latents("row.npy") == anchors.rows([0, 3, 2]))
    try write(#"{"points": [0, 1], "frames": 3}"#, to: "along.json")
    let report = try await place.report(command + ["a.npy", "--points", "along.json"])
    #expect(report["count"] == 3)
    #expect(try place.latents("a.npy") == AnchorPath(through: anchors, slerp).latents(at: [0, 0.5, 1]))
  }

  @Test func wrongPointsAreExplainedWithTheirPlace() async throws {
    try place.makeLatents(4, dimension: 6)
    let command = ["latents", "path", "--anchors", "z.npy", "--points", "p.json", "--out", "p.npy"]
    for (text, words) in [
      ("[[0, 0], [2, 0]]", ["points[1]", "the column 2.0", "0 ... 1"]),
      ("[0, [1, 1]]", ["number like the points before"]),
      ("[[0, 0],\n", ["line 2"]), (#"{"points": [0, 1], "frames": 9223372036854775807}"#, ["2^30"]),
    ] {
      try write(text, to: "p.json")
      let code: Int32 = words == ["2^30"] ? 64 : 65
      try await place.fail(command, code: code, naming: ["p.json"] + words)
    }
    try write("[[0, 0]]", to: "p.json")
    try await place.fail(command + ["--anchor-cols", "3"], code: 64, naming: ["--anchor-cols 3", "4 anchors"])
  }

  // MARK: walk

  @Test(arguments: ["gaussian", "uniform", "sphere:3"])
  func walksTakeTheRowsOfTheSeed(_ text: String) async throws {
    let prior = try Prior(parsing: text)
    func draws(_ count: Int) -> LatentBatch { LatentGenerator(seed: 6).sample(prior, count: count, dimension: 5) }
    let command = ["latents", "walk", "--prior", text, "--dimension", "5", "--frames", "8", "--seed", "6", "--out"]
    let report = try await place.report(command + ["steps.npy", "--step", "20"])
    #expect(report["count"] == 8 && report["dimension"] == 5 && report["seed"] == 6)
    #expect(try place.latents("steps.npy") == PriorWalk.steps(over: draws(8), prior: prior, angle: .pi / 9))
    try await place.succeed(command + ["path.npy", "--kind", "path", "--way-points", "3", "--closed"])
    let interpolator = Interpolator(.matchedSlerp, prior: prior, dimension: 5)
    let path = AnchorPath(through: draws(3), interpolator, isClosed: true)
    #expect(try place.latents("path.npy") == path.latents(frames: 8))
    try await place.succeed(command + ["loop.npy", "--kind", "loop", "--harmonics", "2", "--roughness", "1"])
    #expect(try place.latents("loop.npy") == RandomLoop(over: draws(4), prior: prior, roughness: 1).latents(frames: 8))
  }

  @Test func theSeedIsPrintedAndNumPysRowsAreTaken() async throws {
    let command = ["latents", "walk", "--prior", "gaussian", "--dimension", "4", "--frames", "3", "--out"]
    let result = try await place.succeed(command + ["w.json"])
    let seed = try #require(result.notes.first { $0.hasPrefix("sextant: seed ") }?.split(separator: " ").last)
    try await place.succeed(command + ["again.json", "--seed", String(seed)])
    #expect(try place.bytes("w.json") == place.bytes("again.json"))
    try await place.succeed(command + ["n.npy", "--seed", "2", "--rng", "numpy"])
    var numpy = NumPyRandomState(seed: 2)
    let draws = numpy.sample(.standardGaussian, count: 3, dimension: 4)
    let steps = PriorWalk.steps(over: draws, prior: .standardGaussian, angle: 8 * .pi / 180)
    #expect(try place.latents("n.npy") == steps)
  }

  @Test func learnedPriorsTellTheWidth() async throws {
    let set = try place.makeLatents(30, dimension: 4, to: "set.npy")
    let command = ["latents", "walk", "--prior", "gaussian:set.npy", "--frames", "3", "--seed", "2", "--out", "w.npy"]
    try await place.succeed(command)
    let prior = Prior.correlatedGaussian(try CorrelatedGaussian(fitting: set))
    let draws = LatentGenerator(seed: 2).sample(prior, count: 3, dimension: 4)
    #expect(try place.latents("w.npy") == PriorWalk.steps(over: draws, prior: prior, angle: 8 * .pi / 180))
    try await place.fail(
      command + ["--dimension", "5", "--force"],
      code: 64,
      naming: ["--dimension 5", "gaussian:set.npy", "4 numbers"]
    )
  }
}
