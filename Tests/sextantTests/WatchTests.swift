import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `--watch`.
@Suite(.timeLimit(.minutes(20))) struct WatchTests {
  private let place: Workplace
  private let watch = ["--model", Workplace.model, "--watch", "in", "--interval", "0.05"]

  init() throws {
    place = try Workplace()
    try FileManager.default.createDirectory(at: place.file("in"), withIntermediateDirectories: false)
  }

  private func put(_ picture: String, as name: String) throws {
    try FileManager.default.copyItem(atPath: Workplace.picture(picture), toPath: place.file("in/\(name)").path)
  }

  /// Waits until something is there; before, the run may have to wait until others of the whole suite have ended.
  private func wait(for name: String) async throws {
    let deadline = ContinuousClock.now + .seconds(600)
    while !FileManager.default.fileExists(atPath: place.file(name).path), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(FileManager.default.fileExists(atPath: place.file(name).path), "\(name)")
  }

  @Test func picturesThatAppearAreDrawn() async throws {
    let (place, watch) = (place, watch)
    async let run = place.succeed(["reconstruct", "--out", "r_%SEQ%.png", "--watch-count", "3", "--json"] + watch)
    try put("a", as: "a.png")
    try await wait(for: "r_0001.png")
    try place.write("nonsense".utf8, to: "in/broken.png")
    try put("b", as: "b.png")
    try await wait(for: "r_0002.png")
    try FileManager.default.removeItem(at: place.file("in/a.png"))
    let result = try await run
    let lines = try result.out.split(separator: "\n").map {
      try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
    }
    #expect(lines.map { $0["out"]?.text } == ["r_0001.png", "r_0002.png", "r_0003.png"])
    #expect(result.notes.filter { $0.contains("broken.png") }.count == 1 && result.err.contains("passed over"))
    for (number, anchors) in [(1, ["in/a.png"]), (2, ["in/a.png", "in/b.png"]), (3, ["in/b.png"])] {
      let recipe = try await place.succeed(["replay", "r_000\(number).png", "--show"]).json()
      #expect(recipe["request"]?["options"]?["anchors"]?.elements?.compactMap(\.text) == anchors)
    }
  }

  @Test func picturesThatAreDrawnAloneDoNotLoseEachOther() async throws {
    try put("a", as: "a.png")
    try put("b", as: "b.png")
    for force in [[], ["--force"]] {
      let result = try await place.run(
        ["reconstruct", "--each", "--out", "fixed.png", "--watch-count", "2"] + watch + force
      )
      #expect(result.code == 64 && result.err.contains("the drawings of a.png and b.png would overwrite each other"))
      #expect(result.err.contains("%BASENAME% or %SEQ%"))
      let recipe = try await place.succeed(["replay", "fixed.png", "--show"]).json()
      #expect(recipe["request"]?["options"]?["anchors"]?.elements?.compactMap(\.text) == ["in/a.png"])
      try FileManager.default.removeItem(at: place.file("fixed.png"))
    }
  }

  @Test func eachPictureIsDrawnAloneAfterTheNamedAnchors() async throws {
    try put("a", as: "x.png")
    try put("b", as: "y.png")
    let strip = ["interpolate", Workplace.picture("c"), "--steps", "2"]
    try await place.succeed(strip + ["--each", "--out", "%BASENAME%_%SEQ%.png", "--watch-count", "2"] + watch)
    try await place.succeed(strip + ["in/y.png", "--out", "byhand.png", "--model", Workplace.model])
    #expect(try place.bytes("c_0002.png") == place.bytes("byhand.png"))
    try await place.succeed(["reconstruct", "--each", "--out", "%BASENAME%.png", "--watch-count", "2"] + watch)
    #expect(try Set(place.names()).isSuperset(of: ["x.png", "y.png"]))
  }

  @Test func aFixedNameIsReplacedByLaterDrawings() async throws {
    let (place, watch) = (place, watch)
    try put("a", as: "a.png")
    async let run = place.succeed(["reconstruct", "--out", "r.png", "--watch-count", "2"] + watch)
    try await wait(for: "r.png")
    try put("b", as: "b.png")
    _ = try await run
    #expect(try place.picture("r.png").width == 2 + 2 * 34)
    // What was there before is not.
    try await place.fail(
      ["reconstruct", "--out", "r.png", "--watch-count", "1", "--quiet"] + watch,
      code: 73,
      naming: ["exists"]
    )
  }

  @Test func whatPicturesDoNotFitIsToldAndTheWatchGoesOn() async throws {
    let (place, watch) = (place, watch)
    for name in ["a", "b"] { try put(name, as: "\(name).png") }
    async let run = place.run(
      ["jdiagram", "--rows", "2", "--cols", "2", "--out", "j.png", "--watch-count", "1"] + watch
    )
    try await Task.sleep(for: .milliseconds(700))
    try put("c", as: "c.png")
    let result = try await run
    #expect(result.code == 0 && FileManager.default.fileExists(atPath: place.file("j.png").path))
  }

  @Test(arguments: [SIGINT, SIGTERM]) func signalsEndIt(signal: Int32) async throws {
    let (place, watch) = (place, watch)
    try put("a", as: "a.png")
    let process = RunWatch()
    async let run = place.run(["reconstruct", "--out", "r.png"] + watch) { process.begin($0) }
    try await wait(for: "r.png")
    kill(try #require(process.process), signal)
    let result = try await run
    #expect(result.code == 128 + signal)
    #expect(try place.names() == ["in", "in/a.png", "r.png"])
  }

  @Test func mistakesEndItAtOnce() async throws {
    let wrong: [([String], Int32, [String])] = [
      (["--watch", "none", "--out", "r.png"], 66, ["none: no such folder", "make it, or check the name"]),
      (["--watch", "in", "--out", "in/r.png"], 64, ["watched folder"]),
      (["--watch", "in", "--out", "%DAET%.png"], 64, ["%DATE%"]),
      (["--watch", "file.txt", "--out", "r.png"], 74, ["file.txt", "name the folder"]),
      (["--watch", "in", "--out", "r.png", "--model", "nope"], 66, ["nope"]),
    ]
    try place.write("x".utf8, to: "file.txt")
    for (flags, code, words) in wrong {
      try await place.fail(["reconstruct", "--interval", "0.05"] + flags, code: code, naming: words)
    }
    for flags in [
      ["--each"], ["--interval", "1"], ["--watch", "in", "--interval", "0"], ["--watch", "in", "--watch-count", "0"],
    ] {
      let result = try await place.run(["reconstruct", "--out", "r.png"] + flags)
      #expect(result.code == 64 && result.err.contains("--help"))
    }
    let mine = try await place.run(["mine", "--set", "s", "--watch", "in", "--out", "r.png"])
    #expect(mine.code == 64 && mine.err.contains("--each"))
  }
}
