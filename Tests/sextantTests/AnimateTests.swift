import GenerativeModels
import Imaging
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant animate` and `sextant interpolate --report`.
@Suite struct AnimateTests {
  private let place: Workplace
  private let command = ["animate", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  // MARK: animate

  @Test func animatesAPathThroughPictures() async throws {
    let report = try await place.report(
      command + Workplace.pictures + ["--frames", "6", "--fps", "12", "--scale", "2", "--out", "a.webp"]
    )
    #expect(
      report.keys == ["verb", "out", "format", "width", "height", "models", "notes", "results"]
    )
    #expect(report["verb"] == "animate" && report["format"] == "webp" && report["width"] == 64)
    let results = try #require(report["results"])
    #expect(results["frames"] == 6 && results["framesPerSecond"] == 12 && results["seconds"]?.number == 0.5)
    #expect(results["typicality"]?["lengths"]?.numbers?.count == 6)
    let (mean, seam) = (results["meanStep"]?.number ?? 0, results["seamStep"]?.number ?? 0)
    #expect(mean > 0 && abs(seam / mean - 1) < 0.2)
    // Neither batch nor threads change a byte.
    try await place.succeed(["replay", "a.webp", "--batch", "1", "--threads", "1", "--out", "b.webp"])
    #expect(try place.bytes("a.webp") == place.bytes("b.webp"))
    // Frames of a folder are the same pictures, and each carries the recipe.
    try await place.succeed(["replay", "a.webp", "--out", "frames/"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.file("frames").path).count == 6)
    try await place.succeed(["replay", "frames/000003.png", "--out", "c.webp"])
    #expect(try place.bytes("a.webp") == place.bytes("c.webp"))
  }

  @Test func withoutAnchorsItLoopsAndPrintsTheSeed() async throws {
    let result = try await place.succeed(command + ["--frames", "4", "--out", "a.gif"])
    #expect(result.notes.contains { $0.hasPrefix("sextant: seed ") })
    #expect(result.notes.last == "sextant: wrote a.gif, 32 x 32")
    #expect(result.out.hasPrefix("4 frames, 0.17 s; ") && result.out.contains("from the last to the first"))
    let shown = try await place.succeed(["replay", "a.gif", "--show"]).json()
    #expect(shown["request"]?["options"]?["motion"] == "loop")
    // Another motion over the same recipe, as another format.
    try await place.succeed([
      "replay", "a.gif", "--motion", "walk", "--cols", "2", "--quality", "50", "--out", "w.webp",
    ])
    try await place.succeed(["replay", "w.webp", "--out", "w.gif"])
  }

  @Test func whatWouldChangeNothingIsRefused() async throws {
    let flags = ["--out", "a.gif"]
    try await place.fail(
      command + ["--motion", "loop", "--step", "5"] + flags,
      code: 64,
      naming: ["--step goes with --motion walk"]
    )
    try await place.fail(
      command + ["--radial"] + flags,
      code: 64,
      naming: ["--radial goes with --motion wave", "loop"]
    )
    try await place.fail(command + ["--quality", "30"] + flags, code: 64, naming: ["--quality is for WebP and MP4"])
    try await place.fail(
      command + ["--motion", "walk", "--easing", "sine", "--seed", "1"] + flags,
      code: 64,
      naming: ["--easing sine", "a pace of its own"]
    )
    try await place.fail(
      ["interpolate", "--model", Workplace.model, "--report", "--gap", "3", "--out", "r.png"],
      code: 64,
      naming: ["--gap", "--report"]
    )
  }

  @Test func replaysChangeTheMotion() async throws {
    try place.makeLatents(3)
    try await place.succeed(command + ["--frames", "3", "--seed", "4", "--out", "loop.gif"])
    // Anchors over a motion that takes none are a path; a motion that takes none leaves anchors behind.
    try await place.succeed(["replay", "loop.gif", "z.npy", "--out", "path.gif"])
    #expect(
      try await place.succeed(["replay", "path.gif", "--show"]).json()["request"]?["options"]?["motion"] == "path"
    )
    try await place.succeed(["replay", "path.gif", "--motion", "loop", "--out", "again.gif"])
    #expect(try place.bytes("again.gif") == place.bytes("loop.gif"))
    // A loop has no anchors that a replay could start from.
    try await place.fail(["replay", "loop.gif", "--from-latents", "--out", "x.gif"], code: 65, naming: ["no latents"])
  }

  @Test func pointsAreFollowedAndLeftBehind() async throws {
    try place.makeLatents(4)
    try place.write("[[0, 0], [1, 0], [1, 1]]".utf8, to: "p.json")
    let report = try await place.report(command + ["z.npy", "--points", "p.json", "--out", "p.webp"])
    #expect(report["results"]?["frames"] == 3)
    // The recipe keeps the points; with --frames they are key frames.
    try FileManager.default.removeItem(at: place.file("p.json"))
    let longer = try await place.report(["replay", "p.webp", "--frames", "5", "--out", "q.webp"])
    #expect(longer["results"]?["frames"] == 5)
    let path = try await place.report(["replay", "p.webp", "--motion", "path", "--frames", "7", "--out", "r.webp"])
    #expect(path["results"]?["frames"] == 7)
  }

  @Test func mp4sAreMadeByTheFFmpegOfThePath() async throws {
    try FileManager.default.createDirectory(at: place.file("bin"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      at: place.file("bin/ffmpeg"),
      withDestinationURL: Repository.fixture("fake-ffmpeg", of: "Imaging")
    )
    try place.write(" V....D libx264              libx264 H.264\n".utf8, to: "bin/encoders")
    let path = place.file("bin").path + ":/usr/bin:/bin"
    let flags = ["--motion", "walk", "--frames", "3", "--seed", "1"]
    let report = try await place.report(command + flags + ["--out", "a.mp4"], environment: ["PATH": path])
    #expect(report["format"] == "mp4" && report["seed"] == 1)
    #expect(try place.bytes("bin/frames").count == 3 * 32 * 32 * 3)
    try await place.succeed(["replay", "a.mp4", "--out", "a.webp"])
    try place.write("Unknown encoder\n".utf8, to: "bin/failure")
    try await place.fail(
      command + flags + ["--out", "b.mp4"],
      code: 73,
      naming: ["b.mp4", "Unknown encoder"],
      environment: ["PATH": path]
    )
  }

  // MARK: interpolate --report

  @Test func reportsMeasureMethodsOverManyPairs() async throws {
    let flags = ["--report", "--random-pairs", "30", "--steps", "3", "--pictures", "2", "--seed", "5"]
    let model = ["--model", Workplace.model]
    let report = try await place.report(["interpolate"] + model + flags + ["--out", "r.svg"])
    #expect(report["verb"] == "interpolation-report" && report["seed"] == 5 && report["width"] == 900)
    let results = try #require(report["results"])
    #expect(results.keys == ["model", "pairs", "priorLength", "ends", "methods", "pictures"])
    #expect(results["pairs"] == 30 && results["pictures"]?["pairs"] == 2)
    let draws = LatentGenerator(seed: 5).sample(.standardGaussian, count: 60, dimension: 48)
    let from = draws.rows(Array(stride(from: 0, to: 60, by: 2)))
    let to = draws.rows(Array(stride(from: 1, to: 60, by: 2)))
    let rows = try #require(results["methods"]?.elements)
    #expect(rows.count == InterpolationMethod.allCases.count)
    for (row, method) in zip(rows, InterpolationMethod.allCases) {
      let lengths = method.interpolate(from: from, to: to, at: 0.5).lengths()
      let mean = lengths.reduce(0, +) / 30
      #expect(row["name"] == .text(method.rawValue) && abs((row["meanLength"]?.number ?? 0) - mean) < 1e-9)
      #expect(row["path"]?.elements?.count == 3)
    }
    let svg = String(decoding: try place.bytes("r.svg"), as: UTF8.self)
    #expect(svg.hasPrefix("<svg") && svg.contains("matched-slerp"))
    // As a picture, and again as the same document.
    let table = try await place.succeed(["replay", "r.svg", "--out", "r.png"])
    #expect(table.out.contains("at the middle") && table.out.contains("pictures of 2 pairs"))
    try await place.succeed(["replay", "r.png", "--out", "again.svg"])
    #expect(try place.bytes("again.svg") == place.bytes("r.svg"))
  }
}
