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

  @Test func framesAreNumberedAndDecoded() throws {
    let latents = LatentGenerator(seed: 2).sample(model.prior, count: 11, dimension: 48)
    let url = folder.file("frames")
    let output = try FrameOutput(at: url, format: .png, overwrite: false)
    try Studio(batch: 4).decode(latents, named: "z", with: model, to: output)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    #expect(names.count == 11 && names.first == "000000.png" && names.last == "000010.png")
    let last = try PlanarImage(contentsOf: url.appendingPathComponent("000010.png"))
    // Files hold 8 bits: half a step of 1/255 at most.
    #expect(last.meanSquaredError(to: try model.decode(latents[10])[0]) < 0.25 / 255 / 255)
  }

  @Test func aFolderWithFilesIsNotWrittenIntoUnasked() throws {
    let url = folder.file("frames")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    #expect(throws: Never.self) { try FrameOutput(at: url, format: .png, overwrite: false) }
    try Data("x".utf8).write(to: url.appendingPathComponent("mine.txt"))
    #expect(throws: FileError.exists(url)) { try FrameOutput(at: url, format: .png, overwrite: false) }
    let output = try FrameOutput(at: url, format: .webp, overwrite: true)
    let latents = LatentGenerator(seed: 2).sample(model.prior, count: 1, dimension: 48)
    try Studio().decode(latents, named: "z", with: model, to: output)
    #expect(try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() == ["000000.webp", "mine.txt"])
  }

  @Test func oneFileTakesOneLatent() throws {
    let output = try FrameOutput(at: folder.file("one.png"), format: .webp, overwrite: false)
    let latents = LatentGenerator(seed: 2).sample(model.prior, count: 2, dimension: 48)
    #expect(throws: RequestError.self) { try Studio().decode(latents, named: "z", with: model, to: output) }
    try Studio().decode(latents[0], named: "z", with: model, to: output)
    #expect(try PlanarImage(contentsOf: folder.file("one.png")).width == 32)
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
