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

/// `sextant decode`.
@Suite struct DecodeTests {
  private let place: Workplace
  private let command = ["decode", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  @Test func oneLatentBecomesOneFile() async throws {
    let latents = try place.makeLatents(3)
    let report = try await place.report(command + ["z.npy:1", "--out", "one.png"])
    #expect(report["out"] == "one.png" && report["count"] == 1 && report["format"] == "png")
    #expect(try place.picture("one.png").size == [32, 32])
    let decoded = try GenerativeModel(package: Repository.tinyModel).decode(latents)
    #expect(try place.picture("one.png").meanSquaredError(to: decoded[1]) < 1e-5)
    try await place.fail(
      command + ["z.npy", "--out", "all.png"],
      code: 64,
      naming: ["all.png", "3 latents", "z.npy:0"]
    )
  }

  @Test func foldersReceiveNumberedFilesInTheFormatAskedFor() async throws {
    try place.makeLatents(2)
    for (format, name, signature) in [
      ("jpg", "jpg", ImageFormat.jpeg), ("jpeg", "jpg", .jpeg), ("webp", "webp", .webp),
    ] {
      try await place.succeed(command + ["z.npy", "--format", format, "--out", "\(format)-frames"])
      let files = ["000000.\(name)", "000001.\(name)"]
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: place.file("\(format)-frames").path).sorted() == files
      )
      #expect(try ImageFormat(signature: place.bytes("\(format)-frames/\(files[1])")) == signature)
    }
  }

  @Test func batchesAndThreadsDoNotMatter() async throws {
    try place.makeLatents(20)
    try await place.succeed(command + ["z.npy", "--out", "frames"])
    try await place.succeed(command + ["z.npy", "--batch", "3", "--threads", "1", "--out", "again"])
    for index in 10..<20 {
      #expect(try place.bytes("frames/0000\(index).png") == place.bytes("again/0000\(index).png"))
    }
  }

  @Test func filledFoldersAreTouchedOnlyByForce() async throws {
    try place.makeLatents(2)
    try await place.succeed(command + ["z.npy:0", "--out", "frames"])
    let first = try place.bytes("frames/000000.png")
    try await place.fail(command + ["z.npy:1", "--out", "frames"], code: 73, naming: ["frames", "--force"])
    #expect(try place.bytes("frames/000000.png") == first)
    try await place.succeed(command + ["z.npy", "--out", "frames", "--force"])
    #expect(try place.names().contains("frames/000001.png"))
    try place.write("mine".utf8, to: "frames/mine.txt")
    // Only pictures of the same name are replaced: the others may be somebody's own.
    try await place.succeed(command + ["z.npy:1", "--out", "frames", "--force"])
    #expect(
      try place.names().filter { $0.hasPrefix("frames/") } == [
        "frames/000000.png", "frames/000001.png", "frames/mine.txt",
      ]
    )
    #expect(try place.bytes("frames/000000.png") != first)
    try FileManager.default.createDirectory(at: place.file("empty"), withIntermediateDirectories: false)
    try await place.succeed(command + ["z.npy", "--out", "empty"])
    #expect(try place.names().filter { $0.hasPrefix("empty/") } == ["empty/000000.png", "empty/000001.png"])
  }

  @Test(arguments: ["frames", "empty"])
  func foldersReceiveAllPicturesOrNone(_ folder: String) async throws {
    // A decoder that fails on negative numbers, which only the last row has.
    var values = [Float](repeating: 0.25, count: 40 * 48)
    values[39 * 48 + 5] = -1
    let text = (0..<40).map { "\(Array(values[$0 * 48..<($0 + 1) * 48]))" }.joined(separator: ",")
    try place.write("[\(text)]".utf8, to: "z.json")
    try FileManager.default.createDirectory(at: place.file("empty"), withIntermediateDirectories: false)
    let decoder = Workplace.fixture("bare/square-root.onnx")
    try await place.fail(
      ["decode", "z.json", "--decoder", decoder, "--image-range", "0,1", "--batch", "8", "--quiet", "--out", folder],
      code: 65,
      naming: ["not finite", "39"]
    )
  }

  @Test func namesOfOtherFilesAreNotTakenForFolders() async throws {
    try place.makeLatents(1)
    try await place.fail(
      command + ["z.npy", "--out", "x.gif"],
      code: 64,
      naming: ["x.gif", ".png, .jpg or .webp", "x.gif/"]
    )
    try await place.succeed(command + ["z.npy", "--out", "frames.v2/"])
    #expect(try place.picture("frames.v2/000000.png").size == [32, 32])
    try await place.fail(
      command + ["z.npy", "--format", "webp", "--out", "x.png"],
      code: 64,
      naming: ["--format webp", "x.png"]
    )
    try place.write("a file".utf8, to: "taken")
    try await place.fail(command + ["z.npy", "--out", "taken"], code: 73, naming: ["taken"])
    try await place.fail(command + ["z.npy", "--out", "nowhere/frames"], code: 73, naming: ["nowhere"])
  }
}
