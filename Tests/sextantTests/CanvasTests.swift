import Diagrams
import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant canvas` and `sextant canvas layout`.
@Suite struct CanvasTests {
  private let place: Workplace
  private let command = ["canvas", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  @Test func theWordDrawMayBeLeftOut() async throws {
    try place.makeLatents(4)
    let flags = ["z.npy", "--model", Workplace.model, "--layout", "rows", "--rows", "3", "--cols", "3", "--out"]
    let report = try await place.report(["canvas"] + flags + ["a.png"])
    try await place.succeed(["canvas", "draw"] + flags + ["b.png"])
    #expect(try place.bytes("a.png") == place.bytes("b.png"))
    #expect(report["verb"] == "canvas" && report["width"] == 96 && report["height"] == 96 && report["seed"] == nil)
    let results = try #require(report["results"])
    #expect(results.keys == ["model", "from", "reencoded", "tiles", "typicality"] && results["from"] == "grid")
    #expect(results["tiles"]?.elements?.count == 9 && results["tiles"]?[1]?["u"]?.number == 0.5)
    #expect(results["typicality"]?["lengths"]?.numbers?.count == 9)
  }

  @Test func someOfTheAnchorsArePicked() async throws {
    try place.makeLatents(6)
    let flags = ["--from", "each", "--layout", "rows", "--rows", "1", "--cols", "2", "--typical", "off", "--out"]
    try await place.succeed(command + ["z.npy:1", "z.npy:4"] + flags + ["named.png"])
    try await place.succeed(command + ["z.npy", "--pick", "1..4:3"] + flags + ["picked.png"])
    #expect(try place.picture("picked.png") == place.picture("named.png"))
    try await place.succeed(command + ["z.npy", "--choose", "2", "--seed", "1"] + flags + ["chosen.png"])
    try await place.succeed(["replay", "chosen.png", "--out", "again.png"])
    #expect(try place.bytes("chosen.png") == place.bytes("again.png"))
    try await place.fail(
      command + ["z.npy", "--pick", "6"] + flags + ["x.png"],
      code: 64,
      naming: ["--pick 6", "6 anchors"]
    )
  }

  @Test func theNeighborsOfAQueryAreTheAnchors() async throws {
    try await place.makeSet(30)
    let grid = ["--set", "faces", "--seed", "1", "--out"]
    try await place.succeed(["mine", "set:4", "--spacing", "2", "--show", "grid", "--tight"] + grid + ["m.png"])
    let canvas = ["--layout", "rows", "--rows", "5", "--cols", "9"]
    let report = try await place.report(["canvas", "--mine", "set:4"] + canvas + grid + ["c.png"])
    #expect(try place.picture("c.png") == place.picture("m.png"))
    #expect(report["results"]?["neighbors"]?["cells"]?.elements?.count == 15)
    // The whole request is in the picture.
    try await place.succeed(["replay", "c.png", "--out", "again.png"])
    #expect(try place.bytes("c.png") == place.bytes("again.png"))
    try await place.succeed(["replay", "c.png", "--from-latents", "--out", "latents.png"])
    #expect(try place.picture("c.png") == place.picture("latents.png"))
    try await place.succeed(["replay", "c.png", "--rows", "3", "--cols", "5", "--out", "small.png"])
    #expect(try place.picture("small.png").size == [160, 96])
    try await place.fail(
      ["canvas", "--mine", "set:4", "--anchor-rows", "6", "--anchor-cols", "6"] + grid + ["x.png"],
      code: 64,
      naming: ["--anchor-rows 6", "36", "30"]
    )
  }

  @Test func layoutsAreWrittenChangedAndDrawn() async throws {
    let flags = [
      "--kind", "octaves", "--octaves", "2", "--tile", "64", "--width", "160", "--height", "96", "--seed", "5",
    ]
    let report = try await place.report(["canvas", "layout"] + flags + ["--out", "layout.json"])
    #expect(report["width"] == 160 && report["height"] == 96 && report["seed"] == 5 && report["out"] == "layout.json")
    let sizes = try #require(report["sizes"]?.elements)
    #expect(sizes.map { $0["width"]?.number } == [64, 32])
    let count = try #require(report["anchors"]?.number)
    let draw = ["--layout", "layout.json", "--fill", "--seed", "5", "--out"]
    let drawn = try await place.report(command + draw + ["file.png"])
    #expect(drawn["results"]?["from"] == "roots")
    #expect(drawn["results"]?["tiles"]?.elements?.compactMap { $0["anchor"]?.number }.max() == count - 1)
    // The same as made on the spot.
    var made = flags
    made[0] = "--layout"
    try await place.succeed(command + made + ["--fill", "--out", "made.png"])
    #expect(try place.picture("file.png") == place.picture("made.png"))
    // The picture keeps the layout.
    try FileManager.default.removeItem(at: place.file("layout.json"))
    try await place.succeed(["replay", "file.png", "--out", "again.png"])
    #expect(try place.bytes("file.png") == place.bytes("again.png"))
    let wide = try await place.report(["replay", "file.png", "--width", "320", "--out", "wide.png"])
    #expect(wide["width"] == 320 && wide["height"] == 192)
  }

  @Test(arguments: ["hexagonal", "hexagonal-columns"], [[], ["--tile-mask", "hexagon:0.4"]])
  func honeycombsOfAFileAreDrawnAsSuch(_ kind: String, _ form: [String]) async throws {
    let flags = ["--rows", "3", "--cols", "4", "--tile", "20"] + form
    let written = try await place.report(["canvas", "layout", "--kind", kind, "--out", "%LAYOUT%-%SEQ%.json"] + flags)
    #expect(written["out"] == .text("\(kind)-0001.json"))
    let draw = ["--fill", "--seed", "1", "--out"]
    try await place.succeed(command + ["--layout", "\(kind)-0001.json"] + draw + ["file.png"])
    try await place.succeed(command + ["--layout", kind] + flags + draw + ["made.png"])
    #expect(try place.picture("file.png") == place.picture("made.png"))
    try await place.succeed(["replay", "file.png", "--out", "again.png"])
    #expect(try place.bytes("file.png") == place.bytes("again.png"))
    // Whoever names a form has it.
    let square = ["--layout", "\(kind)-0001.json", "--tile-mask", "square"]
    try await place.succeed(command + square + draw + ["square.png"])
    #expect(try place.picture("square.png") != place.picture("made.png"))
  }

  @Test func namesAreFilledIn() async throws {
    let sized = ["--rows", "2", "--cols", "3", "--seed", "4", "--out"]
    try await place.succeed(command + ["--from", "random"] + sized + ["%VERB%-%LAYOUT%-%ROWS%x%COLS%-%METHOD%.png"])
    let octaves = ["canvas", "layout", "--kind", "octaves", "--tile", "32"]
    try await place.succeed(octaves + sized + ["%VERB%-%SEED%-%ROWS%x%COLS%.json"])
    let names = try place.names()
    #expect(names == ["canvas-hexagonal-2x3-slerp.png", "canvas-layout-4-2x3.json"])
    let layout = ["canvas", "layout", "--out"]
    try await place.fail(layout + ["%SEED%.json"], code: 64, naming: ["%SEED% has no value"])
    try await place.fail(layout + ["%SEDE%.json"], code: 64, naming: ["%SEDE%", "did you mean %SEED%?"])
    try await place.fail(layout + ["%MODEL%.json"], code: 64, naming: ["%MODEL% has no value"])
  }

  @Test func layoutsOfPlatAreRead() async throws {
    try place.makeLatents(2)
    try place.write(Array(#"{"size": [3, 2], "xy": [[0, 0], [2, 1]], "s": [2, 1], "r": [1, 0]}"#.utf8), to: "plat.json")
    let report = try await place.report(
      command + ["z.npy", "--layout", "plat.json", "--tile", "32", "--out", "p.png"]
    )
    #expect(report["width"] == 96 && report["height"] == 64 && report["results"]?["from"] == "roots")
    #expect(report["results"]?["tiles"]?.elements?.compactMap { $0["width"]?.number } == [64, 32])
  }

  @Test func whatLiesOnTheCanvasIsEncodedAgain() async throws {
    let flags = ["--background", Workplace.picture("a"), "--layout", "rows", "--tile", "8", "--reencode", "1", "--out"]
    let report = try await place.report(command + flags + ["r.png"])
    #expect(report["results"]?["from"] == "canvas" && report["width"] == 48)
    #expect(report["results"]?["tiles"]?.elements?.count == 36)
    try await place.succeed(["replay", "r.png", "--out", "again.png"])
    #expect(try place.bytes("r.png") == place.bytes("again.png"))
    let decoder = Repository.tinyModel.appendingPathComponent("decoder.onnx").path
    try await place.fail(
      ["canvas", "--decoder", decoder, "--image-range", "0,1"] + flags + ["x.png"],
      code: 64,
      naming: ["no encoder", "--reencode", "--encoder"]
    )
  }

  // MARK: Mistakes

  /// What is typed, the exit code, and what the sentence names.
  private static let mistakes: [([String], Int32, [String])] = [
    (["--layout", "out.json"], 65, ["out.json", "place 0", "outside the canvas"]),
    (["--layout", "torn.json"], 65, ["torn.json", "not JSON"]),
    (["--layout", "odd.json"], 65, ["odd.json", "places"]), (["--layout", "none.json"], 66, ["none.json"]),
    (["--layout", "form.json"], 65, ["form.json", "form cannot be", "hexagn"]),
    (["--layout", "blend.json"], 65, ["blend.json", "blend is 'mul'", "over or add"]),
    (["--background", "none", "--out", "x.jpg"], 64, ["--background none", "x.jpg", "no alpha", ".png"]),
    (["--layout", "hexagonl"], 64, ["--layout hexagonl", "hexagonal"]),
    (["--tile-mask", "hexagn"], 64, ["hexagn", "hexagon"]),
    (["--tile-mask", "hexagon:7"], 64, ["hexagon:7", "0 to 1"]),
    (["--tile-mask", "none.png"], 66, ["none.png"]), (["--within", "none.png"], 66, ["none.png"]),
    (["--within", "disc:9"], 64, ["--within disc:9"]), (["--background", "none.png"], 66, ["none.png"]),
    (["--background", "#12"], 64, ["--background #12", "#rrggbb"]),
    (["--width", "100000", "--height", "100000"], 64, ["100000 x 100000"]),
    (["--width", "9", "--height", "9", "--tile", "10"], 64, ["no tile", "10"]),
    (["--tile", "wide"], 64, ["--tile wide", "64x48"]), (["--octaves", "3"], 64, ["--octaves", "hexagonal"]),
    (["--layout", "octaves", "--octaves", "99"], 64, ["--octaves 99"]),
    (["--layout", "octaves", "--octaves", "half"], 64, ["half", "50%"]),
    (["--layout", "octaves", "--spacing", "3"], 64, ["--spacing", "octaves"]),
    (["--placement", "fixed"], 64, ["--placement", "--mine"]), (["--mine", "set:1"], 64, ["--mine set:1", "--set"]),
    (["--from", "grid"], 64, ["--from grid", "--fill"]), (["--reencode", "1"], 64, ["--background"]),
    (["--reencode", "2"], 64, ["--reencode 2"]), (["random", "--mine", "set:1"], 64, ["--mine"]),
    (["random", "random", "--layout", "roots.json"], 64, ["anchor 2", "--fill"]),
  ]

  @Test(arguments: mistakes.indices)
  func mistakesAreExplained(_ index: Int) async throws {
    let place = place
    func layout(_ middle: Int, _ rest: String = "", _ keys: String = "") -> [UInt8] {
      Array(#"{\#(keys)"width": 32, "height": 32, "places": [{"x": \#(middle), "y": 9, "size": 9\#(rest)}]}"#.utf8)
    }
    try place.write(layout(9, "", #""form": "hexagn", "#), to: "form.json")
    try place.write(layout(9, "", #""blend": "mul", "#), to: "blend.json")
    try place.write(layout(99), to: "out.json")
    try place.write(layout(9, #", "anchor": 2"#), to: "roots.json")
    try place.write(Array("{".utf8), to: "torn.json")
    try place.write(Array("{}".utf8), to: "odd.json")
    let (arguments, code, words) = Self.mistakes[index]
    // The usage follows where the parser finds the mistake.
    let out = arguments.contains("--out") ? [] : ["--out", "x.png"]
    let result = try await place.run(command + arguments + ["--seed", "1"] + out)
    #expect(result.code == code && result.out.isEmpty, "\(arguments): \(result.err)")
    #expect(result.err.hasPrefix("sextant: error: "), "\(result.err)")
    for word in words { #expect(result.err.contains(word), "\(arguments): \(result.err)") }
    #expect(try !place.names().contains { $0.hasPrefix("x.") })
  }

  @Test func layoutsThatCannotBeAreExplained() async throws {
    let layout = ["canvas", "layout", "--out", "l.json"]
    try await place.fail(
      layout + ["--width", "9", "--height", "9", "--tile", "64"],
      code: 64,
      naming: ["no tile", "64"]
    )
    try await place.fail(layout + ["--width", "0"], code: 64, naming: ["--width 0"])
    try place.write([], to: "l.json")
    try await place.fail(layout, code: 73, naming: ["l.json", "--force"])
  }
}
