import Imaging
import LatentGeometry
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant sample`.
@Suite struct SampleTests {
  private let place: Workplace
  private let command = ["sample", "--model", Workplace.model, "--rows", "2", "--cols", "3"]

  init() throws { place = try Workplace() }

  @Test func drawsASheetAndReports() async throws {
    let report = try await place.report(command + ["--seed", "1", "--out", "s.png"])
    #expect(report.keys == ["verb", "out", "width", "height", "seed", "models", "notes", "results"])
    #expect(report["verb"] == "sample" && report["out"] == "s.png" && report["seed"] == 1)
    // Cells of 32 with gaps and margins of 2.
    #expect(report["width"] == 104 && report["height"] == 70)
    #expect(try place.picture("s.png").size == [104, 70])
    #expect(report["models"]?[0]?["name"] == "tiny" && report["models"]?[0]?["hash"]?.text?.count == 64)
    let samples = try #require(report["results"]?["samples"]?[0])
    let latents = LatentGenerator(seed: 1).sample(.standardGaussian, count: 6, dimension: 48)
    let statistics = PriorStatistics(of: latents, prior: .standardGaussian)
    #expect(samples["model"] == "tiny")
    #expect(samples["typicality"]?["lengths"]?.numbers == statistics.lengths)
    #expect(samples["typicality"]?["deviations"]?.numbers == statistics.deviations)
  }

  @Test func showsTheLatentsOfTheSeedInRowOrder() async throws {
    try await place.succeed(command + ["--seed", "5", "--out", "s.png"])
    try await place.succeed(
      [
        "latents", "sample", "--prior", "gaussian", "--dimension", "48", "--count", "6", "--seed", "5", "--out",
        "z.npy",
      ]
    )
    try await place.succeed(["decode", "z.npy", "--model", Workplace.model, "--out", "frames"])
    let sheet = try place.picture("s.png")
    for index in 0..<6 {
      let cell = try sheet.cropped(x: 2 + 34 * (index % 3), y: 2 + 34 * (index / 3), width: 32, height: 32)
      #expect(try cell == place.picture("frames/00000\(index).png"), "sample \(index)")
    }
  }

  @Test func theSeedIsPrintedAndGivesTheSameBytes() async throws {
    let drawn = try await place.succeed(command + ["--out", "drawn.png"])
    let seed = try #require(drawn.notes.first { $0.hasPrefix("sextant: seed ") }?.split(separator: " ").last)
    try await place.succeed(command + ["--seed", String(seed), "--out", "again.png"])
    #expect(try place.bytes("drawn.png") == place.bytes("again.png"))
    let report = try await place.report(command + ["--out", "other.png"])
    try await place.succeed(
      command + ["--seed", "\(UInt64(try #require(report["seed"]?.number)))", "--out", "same.png"]
    )
    #expect(try place.bytes("other.png") == place.bytes("same.png"))
    #expect(try place.bytes("other.png") != place.bytes("drawn.png"))
  }

  @Test func batchesAndThreadsDoNotMatter() async throws {
    let command = command + ["--seed", "2"]
    try await place.succeed(command + ["--out", "s.png"])
    for (index, flags) in [["--batch", "1"], ["--batch", "4", "--threads", "1"], ["--threads", "3"]].enumerated() {
      try await place.succeed(command + flags + ["--out", "\(index).png"])
      #expect(try place.bytes("\(index).png") == place.bytes("s.png"), "\(flags)")
    }
  }

  @Test(arguments: [("png", ImageFormat.png), ("jpg", .jpeg), ("JPEG", .jpeg), ("webp", .webp)])
  func theExtensionDecidesTheFormat(_ name: String, _ format: ImageFormat) async throws {
    try await place.succeed(command + ["--seed", "3", "--out", "s.\(name)"])
    #expect(try ImageFormat(signature: place.bytes("s.\(name)")) == format)
    #expect(try place.picture("s.\(name)").size == [104, 70])
    try await place.succeed(["replay", "s.\(name)", "--out", "again.\(name)"])
    #expect(try place.bytes("s.\(name)") == place.bytes("again.\(name)"))
  }

  @Test func existingFilesAreReplacedOnlyByForce() async throws {
    try place.write("precious".utf8, to: "s.png")
    try await place.fail(command + ["--seed", "1", "--out", "s.png"], code: 73, naming: ["s.png", "--force"])
    #expect(try place.bytes("s.png") == Data("precious".utf8))
    try await place.succeed(command + ["--seed", "1", "--out", "s.png", "--force"])
    #expect(try place.picture("s.png").size == [104, 70])
  }

  @Test func quietSaysNothing() async throws {
    let result = try await place.succeed(command + ["--out", "s.png", "--quiet"])
    #expect(result.out.isEmpty && result.err.isEmpty)
    let bare = ["--decoder", Workplace.model + "/decoder.onnx", "--out", "b.png", "--quiet", "--json"]
    let report = try await place.succeed(["sample", "--rows", "1", "--cols", "1"] + bare)
    #expect(report.err.isEmpty)
    #expect(try report.json()["notes"]?.elements?.count == 2)
  }

  @Test(arguments: [
    (["--tight"], [96, 64]), (["--gap", "0"], [96, 64]), (["--gap", "5"], [116, 79]), (["--scale", "2"], [200, 134]),
    (["--scale", "0.5", "--tight"], [48, 32]),
  ])
  func sheetsAreLaidOutAsAsked(_ flags: [String], _ size: [Int]) async throws {
    try await place.succeed(command + ["--seed", "1", "--out", "s.png"] + flags)
    #expect(try place.picture("s.png").size == size)
  }

  @Test func severalModelsAreStacked() async throws {
    let flags = ["--model", Workplace.fixture("nhwc"), "--seed", "1", "--no-labels", "--out", "s.png"]
    let report = try await place.report(command + flags)
    #expect(report["models"]?.texts("name") == ["tiny", "nhwc"])
    #expect(report["results"]?["samples"]?.elements?.count == 2)
    // The same model in another layout: both halves show the same pictures.
    let sheet = try place.picture("s.png")
    try await place.succeed(command + ["--seed", "1", "--out", "one.png"])
    let one = try place.picture("one.png")
    #expect(sheet.width == 104 && sheet.height >= 140)
    #expect(try sheet.cropped(x: 0, y: 0, width: 104, height: 70) == one)
    #expect(try sheet.cropped(x: 0, y: sheet.height - 70, width: 104, height: 70) == one)
  }
}
