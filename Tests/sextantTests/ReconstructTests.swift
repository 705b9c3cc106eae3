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

/// `sextant reconstruct`.
@Suite struct ReconstructTests {
  private let place: Workplace
  private let command = ["reconstruct", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  @Test func drawsOriginalsAboveReconstructions() async throws {
    let report = try await place.report(command + Workplace.pictures + ["--out", "r.png"])
    #expect(report["verb"] == "reconstruct" && report["width"] == 104 && report["height"] == 70)
    #expect(report["seed"] == nil)
    let model = try GenerativeModel(package: Repository.tinyModel)
    let pictures = try ImageBatch(contentsOf: Workplace.pictures.map { URL(fileURLWithPath: $0) }, for: model)
    let latents = try model.encode(pictures)
    let results = try #require(report["results"])
    #expect(results["pictures"]?.texts == Workplace.pictures)
    let entry = try #require(results["reconstructions"]?[0])
    #expect(entry["model"] == "tiny")
    #expect(entry["typicality"]?["lengths"]?.numbers == latents.lengths())
    let decoded = try model.decode(latents)
    let errors = (0..<3).map { decoded[$0].meanSquaredError(to: pictures[$0]) }
    #expect(entry["squaredErrors"]?.numbers == errors)
    #expect(errors.allSatisfy { $0 > 0 && $0 < 0.05 })

    let sheet = try place.picture("r.png")
    for column in 0..<3 {
      for (row, expected) in [pictures[column], decoded[column]].enumerated() {
        let cell = try sheet.cropped(x: 2 + 34 * column, y: 2 + 34 * row, width: 32, height: 32)
        #expect(cell.meanSquaredError(to: expected) < 1e-5, "row \(row), column \(column)")
      }
    }
  }

  @Test func foldersAndQuotedGlobsNamePictures() async throws {
    try await place.succeed(command + Workplace.pictures + ["--out", "r.png"])
    let folder = Repository.tinyModel.appendingPathComponent("images").path
    for (index, name) in [folder, "\(folder)/*.png", "\(folder)/[a-c].png", "\(folder)/{a,b,c}.png"].enumerated() {
      try await place.succeed(command + [name, "--out", "\(index).png"])
      #expect(try place.picture("\(index).png") == place.picture("r.png"), "\(name)")
    }
  }

  @Test func columnsWrap() async throws {
    try await place.succeed(command + Workplace.pictures + ["--cols", "2", "--out", "r.png"])
    // Two rows of pairs.
    #expect(try place.picture("r.png").size == [70, 138])
  }

  @Test func samplesOfThePosteriorFollowTheSeed() async throws {
    let command = command + Workplace.pictures + ["--posterior", "sample"]
    let report = try await place.report(command + ["--seed", "4", "--out", "4.png"])
    #expect(report["seed"] == 4)
    try await place.succeed(command + ["--seed", "4", "--batch", "1", "--out", "again.png"])
    try await place.succeed(command + ["--seed", "5", "--out", "5.png"])
    #expect(try place.bytes("4.png") == place.bytes("again.png"))
    #expect(try place.picture("4.png") != place.picture("5.png"))
  }
}
