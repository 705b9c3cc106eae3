import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Templates in `--out`.
@Suite struct OutputNameTests {
  private let place: Workplace
  private let sample = ["sample", "--model", Workplace.model, "--rows", "1", "--cols", "2", "--seed", "3"]

  init() throws { place = try Workplace() }

  @Test func namesAreFilledInAndTold() async throws {
    let report = try await place.report(sample + ["--out", "%VERB%_%MODEL%_%SEED%_%ROWS%x%COLS%_%SIZE%.png"])
    #expect(report["out"] == "sample_tiny_3_1x2_32.png")
    #expect(try place.names() == ["sample_tiny_3_1x2_32.png"])
    let drawn = try await place.succeed(["sample", "--model", Workplace.model, "--out", "s%SEED%.png"])
    let seed = try #require(drawn.notes.first?.split(separator: " ").last)
    #expect(drawn.err.contains("wrote s\(seed).png"))
    #expect(try place.names().contains("s\(seed).png"))
  }

  @Test func freeNumbersNeverReplaceAnything() async throws {
    for number in 1...3 {
      let report = try await place.report(sample + ["--out", "s_%SEQ%.png", "--force"])
      #expect(report["out"]?.text == "s_000\(number).png")
    }
    try await place.succeed(["replay", "s_0001.png", "--out", "%VERB%_%SEQ%.png"])
    #expect(try place.bytes("sample_0001.png") == place.bytes("s_0001.png"))
    #expect(try place.names().count == 4)
  }

  @Test func programsAtTheSameTimeGetNamesOfTheirOwn() async throws {
    let (place, sample) = (place, sample)
    let outs = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<6 {
        group.addTask { try await place.report(sample + ["--out", "s_%SEQ%.png"])["out"]?.text }
      }
      return try await group.reduce(into: Set<String>()) { if let name = $1 { $0.insert(name) } }
    }
    #expect(outs == Set((1...6).map { "s_000\($0).png" }))
    #expect(try place.names().count == 6)
  }

  @Test func allKindsOfOutputsHaveNames() async throws {
    try place.makeLatents(2)
    let model = ["--model", Workplace.model]
    try await place.succeed(["animate", "z.npy", "--frames", "2", "--out", "%BASENAME%_%FRAMES%_%SEQ%.gif"] + model)
    try await place.succeed(["animate", "z.npy", "--frames", "2", "--out", "f%SEQ%/"] + model)
    try await place.succeed(["decode", "z.npy", "--out", "d_%SEQ%"] + model)
    let decoded = try await place.report(["decode", "z.npy:1", "--out", "%BASENAME%_%VERB%.png"] + model)
    #expect(decoded["out"] == "z_decode.png")
    let jdiagram = ["jdiagram"] + Workplace.pictures + ["--rows", "2", "--cols", "2", "--out", "%BASENAME%.png"]
    #expect(try await place.report(jdiagram + model)["out"] == "a.png")
    let names = try place.names()
    for name in ["z_2_0001.gif", "f0001/000001.png", "d_0001/000001.png", "z_decode.png", "a.png"] {
      #expect(names.contains(name), "\(name)")
    }
  }

  @Test func latentsHaveNamesToo() async throws {
    try place.makeLatents(6)
    let commands: [([String], String, String)] = [
      (
        ["sample", "--prior", "gaussian", "--dimension", "4", "--count", "2", "--seed", "5"], "%VERB%-%SEED%",
        "latents-sample-5"
      ),
      (["sample", "--prior", "gaussian", "--count", "2", "--near", "z.npy:0"], "%BASENAME%_%SEQ%", "z_0001"),
      (
        ["walk", "--prior", "gaussian", "--dimension", "4", "--kind", "loop", "--frames", "3"], "%LAYOUT%%FRAMES%",
        "loop3"
      ),
      (["interpolate", "--from", "z.npy", "--to", "z.npy", "--steps", "4"], "%BASENAME%-%METHOD%-%COLS%", "z-slerp-4"),
      (["grid", "--anchors", "z.npy", "--rows", "4", "--cols", "7"], "%LAYOUT%-%ROWS%x%COLS%", "mine-4x7"),
      (["grid", "--fill", "--dimension", "4", "--rows", "1", "--cols", "4", "--seed", "8"], "g%SEED%", "g8"),
      (["analogy", "--anchors", "z.npy", "--analogy", "matched"], "%METHOD%", "matched"),
      (["path", "--anchors", "z.npy"], "%BASENAME%-%FRAMES%", "z-48"),
      (["combine", "--points", "z.npy", "--weights", "w.json"], "100%%-%METHOD%", "100%-slerp"),
    ]
    try place.write("[[1, 0, 0, 0, 0, 1]]".utf8, to: "w.json")
    for (command, template, name) in commands {
      let report = try await place.report(["latents"] + command + ["--out", template + ".npy"])
      #expect(report["out"]?.text == name + ".npy")
      #expect(FileManager.default.fileExists(atPath: place.file(name + ".npy").path), "\(name)")
    }
    let encode = ["encode", "--model", Workplace.model, "--out", "%BASENAME%_%MODEL%_%SIZE%.npy"] + Workplace.pictures
    #expect(try await place.report(encode)["out"] == "a_tiny_32.npy")
    let walk = ["latents", "walk", "--prior", "gaussian", "--dimension", "4", "--out"]
    try await place.fail(walk + ["%SEDE%.npy"], code: 64, naming: ["no key %SEDE%", "did you mean %SEED%?"])
    try await place.fail(walk + ["%MODEL%.npy"], code: 64, naming: ["%MODEL% has no value", "latents walk"])
    try await place.fail(
      ["latents", "grid", "--anchors", "z.npy", "--rows", "4", "--cols", "7", "--out", "%SEED%.npy"],
      code: 64,
      naming: ["nothing in this drawing is random"]
    )
  }

  /// Sets, vectors and data are named again by other commands.
  @Test(arguments: [
    ["encode", "d", "--set", "s-%DATE%"], ["sets", "merge", "a", "b", "--out", "%SEQ%"],
    ["dataset", "portraits", "--count", "2", "--out", "p%SEED%"], ["figures", "--out", "f_%DATE%"],
    ["attributes", "fit", "--set", "s", "--attribute", "a", "--out", "v%SEQ%"],
    ["report", "--set", "s", "--out", "%SET%.html"],
    ["attributes", "synthesize", "d", "--augment", "blur:1", "--out", "v%SEQ%"],
    ["grid", "random", "--model", Workplace.model, "--out", "g.png", "--anchors-out", "%SEED%.npy", "--fill"],
  ])
  func namesThatAreTakenAsTheyAreHoldNoKeys(_ command: [String]) async throws {
    try await place.fail(command, code: 64, naming: ["taken as it is", "%"])
  }

  @Test func mistakesAreToldBeforeAnythingIsDrawn() async throws {
    let wrong: [(String, [String])] = [
      ("%DAET%.png", ["--out %DAET%.png", "did you mean %DATE%?", "MODEL"]), ("50%.png", ["write %% for the sign"]),
      ("%BASENAME%.png", ["%BASENAME% has no value"]), ("%04d.png", ["--sequence"]), ("%SEQ%/s.png", ["last slash"]),
    ]
    for (out, words) in wrong { try await place.fail(sample + ["--out", out], code: 64, naming: words) }
    let plain = ["jdiagram"] + Workplace.pictures + ["--model", Workplace.model]
    try await place.fail(plain + ["--out", "%SEED%.png"], code: 64, naming: ["nothing in this drawing is random"])
    try await place.fail(sample + ["--out", "none/%SEQ%.png"], code: 73, naming: ["none"])
    try await place.fail(sample + ["--out", "%SEED%.txt"], code: 64, naming: ["3.txt"])
    try place.write("x".utf8, to: "3.png")
    try await place.fail(sample + ["--out", "%SEED%.png"], code: 73, naming: ["3.png", "exists"])
  }
}
