import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Models without a package: `--decoder`, `--encoder` and what their graphs leave open.
@Suite struct BareModelTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  /// Variants of the tiny model, all of which draw the same pictures, and the flags that each needs.
  static let variants: [(name: String, flags: [String])] = [
    ("fixed-batch", []), ("nhwc", []), ("float16", []), ("signed", ["--image-range=-1,1"]),
    ("shaped", ["--constant", "strength=1"]),
  ]

  @Test(arguments: variants)
  func drawLikeTheTinyPackage(_ variant: (name: String, flags: [String])) async throws {
    let sheet = ["--rows", "2", "--cols", "3", "--seed", "1"]
    let bare = ["--decoder", Workplace.fixture("\(variant.name)/decoder.onnx")] + variant.flags
    let encoder = ["--encoder", Workplace.fixture("\(variant.name)/encoder.onnx")]
    try await place.succeed(["sample", "--model", Workplace.model, "--out", "tiny.png"] + sheet)
    try await place.succeed(["sample", "--out", "bare.png"] + bare + sheet)
    // Half precision rounds latents; everything else is exact.
    let sampled = try place.picture("bare.png").meanSquaredError(to: place.picture("tiny.png"))
    #expect(variant.name == "float16" ? sampled < 1e-5 : sampled == 0)

    let pictures = Workplace.pictures + ["--rows", "2", "--cols", "3"]
    try await place.succeed(["jdiagram", "--model", Workplace.model, "--out", "tiny-j.png"] + pictures)
    try await place.succeed(["jdiagram", "--out", "bare-j.png"] + bare + encoder + pictures)
    let drawn = try place.picture("bare-j.png").meanSquaredError(to: place.picture("tiny-j.png"))
    #expect(drawn < 1e-5)
    try await place.succeed(["replay", "bare-j.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("bare-j.png"))
  }

  @Test func packagesMayNameConstants() async throws {
    let sheet = ["--rows", "1", "--cols", "2", "--seed", "1", "--model", Workplace.fixture("shaped")]
    try await place.succeed(["sample", "--out", "one.png"] + sheet)
    try await place.succeed(["sample", "--out", "same.png", "--constant", "strength=1"] + sheet)
    try await place.succeed(["sample", "--out", "half.png", "--constant", "strength=0.5"] + sheet)
    #expect(try place.picture("one.png") == place.picture("same.png"))
    #expect(try place.picture("one.png") != place.picture("half.png"))
  }

  @Test func extraInputsOfEveryTypeTakeConstants() async throws {
    let decoder = Workplace.fixture("bare/conditioned.onnx")
    let sheet = ["--rows", "1", "--cols", "2", "--seed", "1"]
    let constants = ["label=0", "step=1,1", "gain=0", "flip=0"].flatMap { ["--constant", $0] }
    let output = ["--image-output", "image"]
    try await place.succeed(["sample", "--model", Workplace.model, "--out", "tiny.png"] + sheet)
    try await place.succeed(["sample", "--decoder", decoder, "--out", "bare.png"] + output + constants + sheet)
    #expect(try place.picture("bare.png") == place.picture("tiny.png"))
    let fewer = Array(constants.dropLast(2))
    try await place.fail(
      ["sample", "--decoder", decoder, "--out", "x.png"] + output + fewer + sheet,
      code: 64,
      naming: ["conditioned.onnx", "flip", "--constant"]
    )
    try await place.fail(
      ["sample", "--decoder", decoder, "--out", "x.png"] + constants + sheet,
      code: 64,
      naming: ["conditioned.onnx", "image", "contrast", "--image-output"]
    )
    try await place.fail(
      ["sample", "--model", Workplace.model, "--constant", "label=1", "--out", "x.png"] + sheet,
      code: 64,
      naming: ["--constant label"]
    )
  }

  @Test func whatIsAssumedIsSaid() async throws {
    let decoder = ["--decoder", Workplace.fixture("nhwc/decoder.onnx"), "--rows", "1", "--cols", "1", "--seed", "1"]
    let report = try await place.report(["sample", "--out", "s.png"] + decoder)
    let notes = try #require(report["notes"]?.texts)
    #expect(notes.count == 2 && notes[0].contains("--prior") && notes[1].contains("--image-range"))
    let told = ["--prior", "uniform", "--image-range", "0,1"]
    let result = try await place.succeed(["sample", "--out", "told.png"] + decoder + told)
    #expect(result.notes.count == 1, "\(result.err)")
    #expect(try place.picture("s.png") != place.picture("told.png"))
  }

  @Test func rangesThatAreNotZeroToOneMustBeGiven() async throws {
    try await place.fail(
      ["sample", "--decoder", Workplace.fixture("signed/decoder.onnx"), "--seed", "1", "--out", "s.png"],
      code: 64,
      naming: ["signed/decoder.onnx", "--image-range"]
    )
  }

  @Test func picturesWithoutAnEncoderAreRefused() async throws {
    let bare = ["--decoder", Workplace.model + "/decoder.onnx", "--image-range", "0,1", "--prior", "gaussian"]
    try await place.fail(
      ["jdiagram"] + Workplace.pictures + bare + ["--out", "j.png"],
      code: 64,
      naming: ["no encoder"]
    )
    try await place.fail(["encode"] + Workplace.pictures + bare + ["--out", "z.npy"], code: 64, naming: ["no encoder"])
  }

  @Test(arguments: [
    (["--model", "tiny", "--decoder", "d.onnx"], "exclude each other"),
    (["--encoder", "e.onnx"], "--encoder goes with --decoder"),
    (["--model", "tiny", "--latent-shape", "48"], "--latent-shape"),
    (["--decoder", "d.onnx", "--latent-shape", "0,x"], "--latent-shape 0,x"),
    (["--decoder", "d.onnx", "--image-shape", "3,64"], "--image-shape 3,64"),
    (["--decoder", "d.onnx", "--image-range", "1,0"], "--image-range 1,0"),
    (["--decoder", "d.onnx", "--prior", "cauchy"], "--prior cauchy"),
    (["--decoder", "d.onnx", "--center-crop", "0"], "--center-crop 0"),
    (["--model", "tiny", "--constant", "nothing"], "--constant nothing"),
    (["--constant", "a=1"], "--constant needs --model"),
  ])
  func flagsThatDoNotFitAreRefused(_ flags: [String], _ words: String) async throws {
    let result = try await place.run(["sample", "--seed", "1", "--out", "s.png"] + flags)
    #expect(result.code == 64 && result.out.isEmpty)
    #expect(result.err.hasPrefix("sextant: error: ") && result.err.contains(words), "\(result.err)")
    #expect(try place.names().isEmpty)
  }
}
