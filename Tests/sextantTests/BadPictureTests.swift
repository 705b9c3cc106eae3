import Imaging
import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Every kind of bad picture once through the program.
@Suite struct BadPictureTests {
  @Test(arguments: pictures)
  func isExplainedInOneSentence(_ bad: BadInput) async throws { try await bad.isExplainedInOneSentence() }

  @Test func theBytesDecideWhatAPictureIsAndNotItsName() async throws {
    let place = try Workplace()
    let picture = try PlanarImage(contentsOf: URL(fileURLWithPath: Workplace.picture("a")))
    try place.write(picture.encoded(as: .jpeg), to: "jpeg.png")
    try place.write(picture.encoded(as: .webp), to: "no-extension")
    let command = ["encode", "jpeg.png", "no-extension", "--model", Workplace.model, "--out", "z.npy"]
    let report = try await place.report(command)
    #expect(report["count"] == 2)
    let rows = try place.latents("z.npy")
    #expect(zip(rows[0].values, rows[1].values).allSatisfy { abs($0 - $1) < 0.2 })
  }

  private static let model = ["--model", Workplace.model]

  /// A case of one bad picture among good ones, through the verb that takes three.
  private static func picture(
    _ description: String,
    _ name: String,
    _ code: Int32,
    _ words: [String],
    prepare: @escaping @Sendable (Workplace) throws -> Void
  ) -> BadInput {
    let good = [Workplace.picture("a"), Workplace.picture("b")]
    return BadInput(description, ["jdiagram"] + good + [name, "--out", "j.png"] + model, code, words, prepare: prepare)
  }

  static let pictures = [
    picture("a missing picture", "c.png", 66, ["c.png", "no such file"]) { _ in },
    picture("an empty picture", "c.png", 65, ["c.png", "empty"]) { try $0.write([], to: "c.png") },
    picture("a cut-off picture", "c.png", 65, ["c.png", "damaged"]) { place in
      try place.write(Data(contentsOf: URL(fileURLWithPath: Workplace.picture("c"))).dropLast(60), to: "c.png")
    },
    picture("a picture of 100,000 x 100,000 pixels", "huge.png", 65, ["huge.png", "100000 x 100000"]) { place in
      let huge = Repository.fixture("pictures/huge.png", of: "Imaging")
      try FileManager.default.copyItem(at: huge, to: place.file("huge.png"))
    },
    picture("a text that is called a picture", "c.png", 65, ["c.png", "not a PNG, JPEG or WebP"]) { place in
      try place.write("This is no picture.\n".utf8, to: "c.png")
    },
    picture("a GIF", "c.gif", 65, ["c.gif", "not a PNG, JPEG or WebP"]) { place in
      try place.write("GIF89a".utf8 + [UInt8](repeating: 0, count: 30), to: "c.gif")
    },
    picture("a pattern that matches nothing", "none-*.png", 66, ["none-*.png"]) { _ in },
    picture("a folder without pictures", "empty", 66, ["empty", "no pictures"]) { place in
      try FileManager.default.createDirectory(at: place.file("empty"), withIntermediateDirectories: false)
    },
    BadInput("a missing picture to encode", ["encode", "c.png", "--out", "z.npy"] + model, 66, ["c.png"]),
    BadInput(
      "a bad picture after good ones",
      ["encode", "pictures", "--batch", "1", "--out", "z.npy"] + model,
      65,
      ["d.png"]
    ) {
      place in
      let folder = Repository.tinyModel.appendingPathComponent("images")
      try FileManager.default.copyItem(at: folder, to: place.file("pictures"))
      try place.write([0x89, 0x50, 0x4e, 0x47], to: "pictures/d.png")
    },
    BadInput(
      "a J-diagram of two pictures",
      ["jdiagram"] + Workplace.pictures.dropLast() + ["--out", "j.png"] + model,
      64,
      [
        "three corners", "2 were named",
      ]
    ),
  ]
}
