import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `--sequence`.
@Suite struct SequenceTests {
  private let place: Workplace
  private let model = ["--model", Workplace.model]

  init() throws {
    place = try Workplace()
    try FileManager.default.createDirectory(at: place.file("in"), withIntermediateDirectories: false)
    for (index, picture) in Workplace.pictures.enumerated() {
      try FileManager.default.copyItem(atPath: picture, toPath: place.file("in/f_000\(index + 1).png").path)
    }
  }

  @Test func aPictureIsDrawnForEachNumber() async throws {
    let pair = ["interpolate", "--steps", "2"] + model
    let report = try await place.report(
      pair + ["in/f_%04d.png", "in/f_0001.png", "--sequence", "1..3", "--out", "o_%02d.png"]
    )
    #expect(report["count"] == 3 && report["sequence"] == "1..3" && report["verb"] == "interpolate")
    #expect(report["drawings"]?.texts("out") == ["o_01.png", "o_02.png", "o_03.png"])
    for number in 1...3 {
      try await place.succeed(pair + ["in/f_000\(number).png", "in/f_0001.png", "--out", "byhand.png", "--force"])
      #expect(try place.bytes("o_0\(number).png") == place.bytes("byhand.png"))
    }
    // A recipe has the request and no template.
    try await place.succeed(["replay", "o_02.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("o_02.png"))
  }

  @Test func stepsDownwardsAnimationsAndFreeNumbers() async throws {
    let frames = ["in/f_%FRAME%.png", "--sequence", "3..1:2"]
    try await place.succeed(["animate", "--frames", "2", "--out", "a%d.gif"] + frames + model)
    let told = try await place.succeed(["reconstruct", "--out", "r_%SEQ%.png"] + frames + model)
    #expect(told.err.contains("wrote 2 drawings, r_0001.png to r_0002.png") && told.out.contains("r_0002.png: tiny: "))
    let names = try place.names().filter { $0.hasSuffix("gif") || $0.hasPrefix("r_") }
    #expect(names == ["a1.gif", "a3.gif", "r_0001.png", "r_0002.png"])
    try await place.succeed(["reconstruct", "in/f_0003.png", "--out", "byhand.png"] + model)
    #expect(try place.bytes("r_0001.png") == place.bytes("byhand.png"))
  }

  @Test func oneSeedIsDrawnForAll() async throws {
    let pair = [
      "interpolate", "--steps", "2", "in/f_%04d.png", "random", "--sequence", "1..2", "--out", "s%SEED%_%d.png",
    ]
    let told = try await place.succeed(pair + model)
    let seed = try #require(told.notes.first { $0.hasPrefix("sextant: seed ") }?.split(separator: " ").last)
    let names = try place.names()
    #expect(names.contains("s\(seed)_1.png") && names.contains("s\(seed)_2.png"))
  }

  @Test func everythingIsCheckedBefore() async throws {
    let reconstruct = ["reconstruct"] + model
    let missing = ["in/f_%04d.png", "--sequence", "2..6", "--out", "o%d.png"]
    try await place.fail(reconstruct + missing, code: 66, naming: ["in/f_0004.png", "3 of 5 numbers", "(4, 5, 6)"])
    let plain = ["in/f_%04d", "--sequence", "2..6", "--out", "o%d.png"]
    try await place.fail(reconstruct + plain, code: 66, naming: ["in/f_0002: no such file", "5 of 5 numbers have"])
    // A set is no picture of the sequence.
    let set = ["set:%d", "--set", "none", "--sequence", "1..2", "--out", "o%d.png"]
    try await place.fail(reconstruct + set, code: 66, naming: ["none.encodings", "sextant encode"])
    let same = ["in/f_%04d.png", "--sequence", "1..3", "--out", "o.png"]
    try await place.fail(reconstruct + same, code: 64, naming: ["numbers 1 and 2", "%04d"])
    let still = ["in/f_0001.png", "--sequence", "1..3", "--out", "o%d.png"]
    try await place.fail(reconstruct + still, code: 64, naming: ["would be the same"])
    let wrong = ["in/f_%04d.png", "--sequence", "1-3", "--out", "o%d.png"]
    try await place.fail(reconstruct + wrong, code: 64, naming: ["--sequence 1-3", "FROM..TO"])
    let key = ["in/%DATE%.png", "--sequence", "1..3", "--out", "o%d.png"]
    try await place.fail(reconstruct + key, code: 64, naming: ["is for --out"])
    let latents = ["grid", "z_%d.npy", "--layout", "fan", "--sequence", "1..2", "--out", "o%d.png"]
    try await place.fail(latents + model, code: 66, naming: ["z_1.npy", "2 of 2 numbers"])
    try place.write("x".utf8, to: "o2.png")
    let taken = ["in/f_%04d.png", "--sequence", "1..3", "--out", "o%d.png"]
    try await place.fail(reconstruct + taken, code: 73, naming: ["o2.png", "exists"])
    let both = try await place.run(reconstruct + taken + ["--watch", "in"])
    #expect(both.code == 64 && both.err.contains("exclude each other"))
  }
}
