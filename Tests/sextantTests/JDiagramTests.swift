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

/// `sextant jdiagram`.
@Suite struct JDiagramTests {
  private let place: Workplace
  private let command = ["jdiagram", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  /// The latents of the grid by the library.
  private func grid(
    _ corners: LatentBatch,
    rows: Int,
    columns: Int,
    _ method: InterpolationMethod
  ) throws -> LatentBatch {
    try LatentGrid(.jdiagram, rows: rows, columns: columns)
      .latents(anchors: corners, Interpolator(method, dimension: corners.dimension))
  }

  private func encodedPictures() throws -> LatentBatch {
    let model = try GenerativeModel(package: Repository.tinyModel)
    return try model.encode(ImageBatch(contentsOf: Workplace.pictures.map { URL(fileURLWithPath: $0) }, for: model))
  }

  @Test func cornersArePicked() async throws {
    try place.makeLatents(6)
    let flags = ["--rows", "3", "--cols", "4", "--typical", "off", "--out"]
    try await place.succeed(command + ["z.npy:0", "z.npy:2", "z.npy:4"] + flags + ["named.png"])
    try await place.succeed(command + ["z.npy", "--pick", "0..4:2"] + flags + ["picked.png"])
    #expect(try place.picture("picked.png") == place.picture("named.png"))
  }

  @Test(arguments: [InterpolationMethod.slerp, .lerp])
  func drawsTheGridBetweenTheCorners(_ method: InterpolationMethod) async throws {
    let flags = ["--rows", "3", "--cols", "4"] + (method == .lerp ? ["--linear"] : [])
    let report = try await place.report(command + Workplace.pictures + flags + ["--out", "j.png"])
    // One column of originals on either side.
    #expect(report["width"] == 206 && report["height"] == 104)
    let latents = try grid(try encodedPictures(), rows: 3, columns: 4, method)
    let results = try #require(report["results"])
    #expect(results["rows"] == 3 && results["columns"] == 4)
    let statistics = PriorStatistics(of: latents, prior: .standardGaussian)
    #expect(results["grids"]?[0]?["model"] == "tiny")
    #expect(results["grids"]?[0]?["typicality"]?["lengths"]?.numbers == statistics.lengths)
    #expect(results["grids"]?[0]?["typicality"]?["deviations"]?.numbers == statistics.deviations)

    let model = try GenerativeModel(package: Repository.tinyModel)
    let decoded = try model.decode(latents)
    let sheet = try place.picture("j.png")
    for index in 0..<12 {
      let cell = try sheet.cropped(x: 36 + 34 * (index % 4), y: 2 + 34 * (index / 4), width: 32, height: 32)
      #expect(cell.meanSquaredError(to: decoded[index]) < 1e-5, "cell \(index)")
    }
    // A, B and C beside their corners: top left, bottom left, top right.
    for (name, x, y) in [("a", 2, 2), ("b", 2, 70), ("c", 172, 2)] {
      let original = try ImageBatch(contentsOf: [URL(fileURLWithPath: Workplace.picture(name))], for: model)[0]
      let cell = try sheet.cropped(x: x, y: y, width: 32, height: 32)
      #expect(cell.meanSquaredError(to: original) < 1e-5, "\(name)")
    }
  }

  @Test func isFiveBySevenUnlessAsked() async throws {
    let report = try await place.report(command + Workplace.pictures + ["--out", "j.png"])
    #expect(report["width"] == 308 && report["height"] == 172)
    try await place.succeed(command + Workplace.pictures + ["--tight", "--no-originals", "--out", "tight.png"])
    #expect(try place.picture("tight.png").size == [7 * 32, 5 * 32])
  }

  @Test func foldersGlobsAndFilesOfLatentsNameTheCorners() async throws {
    try await place.succeed(command + Workplace.pictures + ["--out", "j.png"])
    let folder = Repository.tinyModel.appendingPathComponent("images").path
    try await place.succeed(command + [folder, "--out", "folder.png"])
    try await place.succeed(command + ["\(folder)/*.png", "--out", "glob.png"])
    #expect(try place.picture("folder.png") == place.picture("j.png"))
    #expect(try place.picture("glob.png") == place.picture("j.png"))

    try await place.succeed(["encode", folder, "--model", Workplace.model, "--out", "z.npy"])
    try await place.succeed(command + Workplace.pictures + ["--no-originals", "--out", "bare.png"])
    try await place.succeed(command + ["z.npy", "--out", "file.png"])
    try await place.succeed(command + ["z.npy:0", "z.npy:1", "z.npy:-1", "--out", "rows.png"])
    #expect(try place.picture("file.png") == place.picture("bare.png"))
    #expect(try place.picture("rows.png") == place.picture("bare.png"))
  }

  @Test func randomCornersAreThoseOfTheSeed() async throws {
    try place.makeLatents(1)
    let report = try await place.report(command + ["random", "z.npy", "random", "--seed", "6", "--out", "j.png"])
    let random = LatentGenerator(seed: 6).sample(.standardGaussian, count: 2, dimension: 48)
    let corners = LatentBatch.concatenating([random[0], try place.latents("z.npy"), random[1]])
    let lengths = try grid(corners, rows: 5, columns: 7, .slerp).lengths()
    #expect(report["results"]?["grids"]?[0]?["typicality"]?["lengths"]?.numbers == lengths)
  }

  @Test func severalModelsAreStackedWithALabelEach() async throws {
    let models = ["--model", Workplace.fixture("shaped"), "--model", Workplace.fixture("fixed-batch")]
    let report = try await place.report(command + models + Workplace.pictures + ["--out", "j.png"])
    #expect(report["models"]?.texts("name") == ["tiny", "shaped", "fixed-batch"])
    #expect(report["results"]?["grids"]?.elements?.count == 3)
    let labelled = try place.picture("j.png")
    try await place.succeed(command + models + Workplace.pictures + ["--no-labels", "--out", "plain.png"])
    try await place.succeed(command + Workplace.pictures + ["--out", "one.png"])
    let (plain, one) = (try place.picture("plain.png"), try place.picture("one.png"))
    #expect(labelled.height > plain.height && plain.height >= 3 * one.height)
    #expect(plain.width == one.width)
    #expect(try plain.cropped(x: 0, y: 0, width: one.width, height: one.height) == one)
    // The label is above the grid and there is ink in it.
    let title = try labelled.cropped(x: 0, y: 0, width: labelled.width, height: (labelled.height - plain.height) / 3)
    #expect(title.samples.contains { $0 < 0.3 })
  }

  @Test func otherNumbersOfCornersAreRefused() async throws {
    let two = Array(Workplace.pictures.prefix(2))
    try await place.fail(command + two + ["--out", "j.png"], code: 64, naming: ["three corners", "2 were named"])
    try await place.fail(command + ["--out", "j.png"], code: 64, naming: ["three corners", "0 were named"])
    try place.makeLatents(4)
    try await place.fail(command + ["z.npy", "--out", "j.png"], code: 64, naming: ["three corners", "4 were named"])
  }
}
