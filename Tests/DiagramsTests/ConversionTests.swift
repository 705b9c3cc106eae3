import Diagrams
import Foundation
import GenerativeModels
import Imaging
import LatentFiles
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct ConversionTests {
  private let model: GenerativeModel
  private let folder: TemporaryFolder

  init() throws {
    model = try GenerativeModel(package: Repository.tinyModel)
    folder = try TemporaryFolder()
  }

  private func pictures(_ count: Int) -> [URL] {
    (0..<count).map { URL(fileURLWithPath: Tiny.corners[$0 % 3].shown) }
  }

  @Test(arguments: [1, 2, 7, nil])
  func encodingsDoNotDependOnTheBatch(batch: Int?) throws {
    let (one, other) = (folder.file("one.npy"), folder.file("other.npy"))
    try Studio(batch: 3).encode(pictures(7), with: model, posterior: .sample(seed: 4), to: one, overwrite: false)
    try Studio(batch: batch).encode(pictures(7), with: model, posterior: .sample(seed: 4), to: other, overwrite: false)
    #expect(try Data(contentsOf: one) == Data(contentsOf: other))
    #expect(try LatentFile.read(one).count == 7)
  }

  private func latents(_ count: Int) throws -> (batch: LatentBatch, name: String) {
    let url = folder.file("z\(count).npy")
    let batch = LatentGenerator(seed: 2).sample(model.prior, count: count, dimension: 48)
    try LatentFile.write(batch, to: url, overwrite: true)
    return (batch, url.path)
  }

  @Test func framesAreNumberedDecodedAndCarryRecipes() throws {
    let url = folder.file("frames")
    let (batch, name) = try latents(11)
    let output = try FrameOutput(at: url, overwrite: false)
    #expect(
      try Studio(batch: 4).decode(.latents(reference: name), with: Tiny.model, to: output).typicality.lengths.count
        == 11
    )
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    #expect(names.count == 11 && names.first == "000000.png" && names.last == "000010.png")
    let last = url.appendingPathComponent("000010.png")
    // Files hold 8 bits: half a step of 1/255 at most.
    #expect(try PlanarImage(contentsOf: last).meanSquaredError(to: model.decode(batch[10])[0]) < 0.25 / 255 / 255)

    let recipe = try Recipe(inPictureAt: last)
    #expect(recipe.anchors == [[batch[10].values]])
    let again = folder.file("again.png")
    try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio()).write(to: again)
    #expect(try Data(contentsOf: again) == Data(contentsOf: last))
  }

  @Test func aFolderWithFilesIsNotWrittenIntoUnasked() throws {
    let url = folder.file("frames")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    #expect(throws: Never.self) { try FrameOutput(at: url, overwrite: false) }
    try Data("x".utf8).write(to: url.appendingPathComponent("mine.txt"))
    try Data("x".utf8).write(to: url.appendingPathComponent("000007.png"))
    #expect(throws: FileError.exists(url)) { try FrameOutput(at: url, overwrite: false) }
    let output = try FrameOutput(at: url, format: .webp, overwrite: true)
    _ = try Studio().decode(.latents(reference: latents(2).name), with: Tiny.model, to: output)
    // Only pictures of the same name are replaced: 000007.png may be somebody's photograph.
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    #expect(names == ["000000.webp", "000001.webp", "000007.png", "mine.txt"])
    #expect(try Data(contentsOf: url.appendingPathComponent("000007.png")) == Data("x".utf8))
  }

  @Test func oneFileTakesOneLatent() throws {
    let output = try FrameOutput(at: folder.file("one.png"), overwrite: false)
    let name = try latents(2).name
    #expect(throws: RequestError.self) { try Studio().decode(.latents(reference: name), with: Tiny.model, to: output) }
    _ = try Studio().decode(.latents(reference: name + ":1"), with: Tiny.model, to: output)
    #expect(try PlanarImage(contentsOf: folder.file("one.png")).width == 32)
  }

  @Test(arguments: [("one.png", ImageFormat.webp), ("one.tiff", nil)] as [(String, ImageFormat?)])
  func namesThatContradictTheFormatAreRefused(name: String, format: ImageFormat?) throws {
    #expect(throws: RequestError.self) {
      try FrameOutput(at: folder.file(name), format: format, overwrite: false)
    }
  }

  @Test(arguments: ["new", "existing"])
  func aFrameThatCannotBeDecodedLeavesNoFrames(target: String) throws {
    let url = folder.file(target)
    try FileManager.default.createDirectory(at: folder.file("existing"), withIntermediateDirectories: false)
    var (batch, name) = try latents(9)
    var row = batch[8].values
    // The tiny model adds up coordinates: these overflow to infinity and cancel to NaN.
    for index in row.indices {
      row[index] = index.isMultiple(of: 2) ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude
    }
    batch.setRow(8, to: row)
    name = folder.file("bad.npy").path
    try LatentFile.write(batch, to: folder.file("bad.npy"), overwrite: true)
    let output = try FrameOutput(at: url, overwrite: false)
    let error = #expect(throws: RequestError.self) {
      try Studio(batch: 2).decode(.latents(reference: name), with: Tiny.model, to: output)
    }
    #expect(error?.description.contains("row 8") == true)
    #expect((try? FileManager.default.contentsOfDirectory(atPath: url.path))?.isEmpty ?? true)
    let rest = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(!rest.contains { $0.hasSuffix(".part") })
  }

  @Test func aFailureLeavesNothingBehind() throws {
    let bad = folder.file("bad.png")
    try Data("no picture".utf8).write(to: bad)
    #expect(throws: ImageReadingError.self) {
      try Studio(batch: 2).encode(
        pictures(3) + [bad],
        with: model,
        posterior: .mean,
        to: folder.file("z.npy"),
        overwrite: false
      )
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["bad.png"])
  }
}
