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

/// `sextant encode`.
@Suite struct EncodeTests {
  private let place: Workplace
  private let command = ["encode", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  @Test func writesOneRowForEachPicture() async throws {
    let order = ["c", "a", "b", "a"].map(Workplace.picture)
    let report = try await place.report(command + order + ["--out", "z.npy"])
    #expect(report.keys == ["out", "count", "dimension", "model", "pictures"])
    #expect(report["out"] == "z.npy" && report["count"] == 4 && report["dimension"] == 48)
    #expect(report["model"]?["name"] == "tiny")
    #expect(report["pictures"]?.texts == order)
    let model = try GenerativeModel(package: Repository.tinyModel)
    let latents = try model.encode(ImageBatch(contentsOf: order.map { URL(fileURLWithPath: $0) }, for: model))
    #expect(try place.latents("z.npy") == latents)
    #expect(latents[1] == latents[3] && latents[0] != latents[1])
  }

  @Test func writesJSONByExtension() async throws {
    try await place.succeed(command + Workplace.pictures + ["--out", "z.npy"])
    let result = try await place.succeed(command + Workplace.pictures + ["--out", "z.json"])
    #expect(result.out.isEmpty && result.notes == ["sextant: wrote z.json, 3 x 48"])
    #expect(try place.latents("z.json") == place.latents("z.npy"))
  }

  @Test func threeHundredPicturesGoThereAndBack() async throws {
    // Latents so small that no pixel is clamped.
    let drawn = [
      "latents", "sample", "--prior", "gaussian:0,0.25", "--dimension", "48", "--count", "300", "--seed", "1",
    ]
    try await place.succeed(drawn + ["--out", "drawn.npy"])
    let report = try await place.report(
      ["decode", "drawn.npy", "--model", Workplace.model, "--batch", "7", "--out", "frames/"]
    )
    #expect(report.keys == ["out", "count", "width", "height", "format", "model", "notes", "typicality"])
    #expect(report["count"] == 300 && report["width"] == 32 && report["height"] == 32 && report["format"] == "png")
    let names = try FileManager.default.contentsOfDirectory(atPath: place.file("frames").path).sorted()
    #expect(names.count == 300 && names.first == "000000.png" && names.last == "000299.png")

    try await place.succeed(command + ["frames", "--batch", "7", "--out", "z.npy"])
    try await place.succeed(command + ["frames/*.png", "--batch", "64", "--threads", "1", "--out", "again.npy"])
    #expect(try place.bytes("z.npy") == place.bytes("again.npy"))
    let (found, expected) = (try place.latents("z.npy"), try place.latents("drawn.npy"))
    try #require(found.count == 300 && found.dimension == 48)
    // Pixels are rounded to 1/255, which the encoder weighs at most sixteenfold.
    let furthest = zip(found.values, expected.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(furthest < 16.0 / 510)
  }

  @Test func samplesDependOnTheSeedAndNotOnTheBatch() async throws {
    let sample = command + Workplace.pictures + ["--posterior", "sample"]
    let report = try await place.report(sample + ["--seed", "5", "--out", "5.npy"])
    #expect(report["seed"] == 5)
    try await place.succeed(sample + ["--seed", "5", "--batch", "1", "--threads", "1", "--out", "again.npy"])
    try await place.succeed(sample + ["--seed", "6", "--out", "6.npy"])
    try await place.succeed(command + Workplace.pictures + ["--out", "mean.npy"])
    #expect(try place.bytes("5.npy") == place.bytes("again.npy"))
    #expect(try place.latents("5.npy") != place.latents("6.npy"))
    // The tiny model's variance is 1/64 everywhere; over 144 numbers the sd is within a fifth of that.
    let (drawn, mean) = (try place.latents("5.npy").values, try place.latents("mean.npy").values)
    let square = zip(drawn, mean).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) } / Double(mean.count)
    #expect(abs(square.squareRoot() - 0.125) < 0.025)

    let unseeded = try await place.succeed(sample + ["--out", "drawn.npy"])
    let seed = try #require(unseeded.notes.first { $0.hasPrefix("sextant: seed ") }?.split(separator: " ").last)
    try await place.succeed(sample + ["--seed", String(seed), "--out", "same.npy"])
    #expect(try place.bytes("drawn.npy") == place.bytes("same.npy"))
  }

  @Test func existingFilesAreReplacedOnlyByForce() async throws {
    try place.write("precious".utf8, to: "z.npy")
    try await place.fail(command + Workplace.pictures + ["--out", "z.npy"], code: 73, naming: ["z.npy", "--force"])
    #expect(try place.bytes("z.npy") == Data("precious".utf8))
    let result = try await place.succeed(command + Workplace.pictures + ["--out", "z.npy", "--force", "--quiet"])
    #expect(result.out.isEmpty && result.err.isEmpty)
    #expect(try place.latents("z.npy").count == 3)
  }
}
