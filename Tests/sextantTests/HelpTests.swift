import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Help texts, word for word. To write them anew after a change:
///
///     SEXTANT_RECORD=1 script/checked test --filter HelpTests
@Suite struct HelpTests {
  static let verbs = [
    "", "sample", "reconstruct", "interpolate", "jdiagram", "grid", "canvas", "canvas draw", "canvas layout", "animate",
    "encode", "decode", "latents",
    "latents sample", "latents interpolate", "latents grid", "latents analogy", "latents combine", "latents path",
    "latents walk", "latents stats", "dataset", "dataset portraits", "dataset inspect",
    "sets", "sets inspect", "sets verify", "sets merge", "sets export", "neighbors", "mine", "report", "figures",
    "attributes",
    "attributes table", "attributes fit", "attributes synthesize", "attributes score", "attributes leak", "traverse",
    "compare", "replay",
    "models", "models list",
    "models inspect", "doctor", "completions",
  ]

  @Test(arguments: verbs)
  func helpIsAsRecorded(_ verb: String) async throws {
    let place = try Workplace()
    let words = verb.split(separator: " ").map(String.init)
    let result = try await place.succeed(words + ["--help"])
    #expect(result.err.isEmpty)
    let name = words.isEmpty ? "sextant" : words.joined(separator: "-")
    let golden = Repository.fixture("help/\(name).txt", of: "sextant")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(result.out.utf8).write(to: golden)
    }
    let recorded = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
    #expect(result.out == recorded, "record it anew with SEXTANT_RECORD=1")
  }

  @Test(arguments: [
    ["smaple"], ["sample"], ["sample", "--out", "s.png", "--nonsense"], ["latents", "sample", "--prior", "cauchy"],
    ["jdiagram", "--out", "j.png", "--rows", "many"], ["decode", "--out", "x.png"],
    ["sample", "--out", "s.png", "--batch", "0"], ["sample", "--out", "s.png", "--tight", "--gap", "2"],
    ["latents", "sample", "--prior", "gaussian", "--dimension", "0", "--count", "1", "--out", "z.npy"],
    ["latents", "combine", "--points", "p.npy", "--out", "z.npy"],
    ["latents", "combine", "--points", "p.npy", "--weights", "w.npy", "--coordinates", "x.npy", "--out", "z.npy"],
    ["latents", "path", "--anchors", "a.npy", "--spline", "--method", "lerp", "--out", "z.npy"],
    ["latents", "path", "--anchors", "a.npy", "--anchor-cols", "2", "--out", "z.npy"],
    ["latents", "walk", "--prior", "gaussian", "--dimension", "2", "--step", "0", "--out", "z.npy"],
    ["latents", "grid", "--layout", "mine", "--out", "z.npy"],
    [
      "latents", "sample", "--prior", "gaussian", "--dimension", "2", "--count", "1", "--radius", "1", "--out", "z.npy",
    ],
    ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy", "--steps", "\(Int.max)", "--out", "z.npy"],
  ])
  func wrongUsageIsExplainedWithTheUsage(_ arguments: [String]) async throws {
    let place = try Workplace()
    let result = try await place.run(arguments)
    #expect(result.code == 64 && result.out.isEmpty)
    #expect(result.err.hasPrefix("sextant: error: ") && result.err.contains("--help"), "\(result.err)")
    #expect(try place.names().isEmpty)
  }
}
