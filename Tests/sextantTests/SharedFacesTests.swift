import GenerativeModels
import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Real faces through a real model, where the development folder is there.
@Suite(.enabled(if: Repository.shared != nil))
struct SharedFacesTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private static var model: String {
    get throws { try #require(Repository.shared).appendingPathComponent("models/celeba-vae-64").path }
  }

  /// The first faces of the test split that are there.
  private static func faces(_ count: Int) throws -> [String] {
    let folder = try #require(Repository.shared).appendingPathComponent("data/celeba")
    let list = try Data(contentsOf: folder.appendingPathComponent("list_eval_partition.txt"))
    let names = String(decoding: list, as: UTF8.self).split(separator: "\n").lazy.compactMap { line -> String? in
      let fields = line.split(separator: " ")
      return fields.count == 2 && fields[1] == "2" ? String(fields[0]) : nil
    }
    let paths = names.map { folder.appendingPathComponent("img_align_celeba/\($0)").path }
    return Array(paths.filter { FileManager.default.fileExists(atPath: $0) }.prefix(count))
  }

  @Test func reconstructionsAreFarBetterThanTheMeanFace() async throws {
    let names = try Self.faces(64)
    try #require(names.count == 64)
    let report = try await place.report(["reconstruct", "--model", Self.model, "--out", "r.png"] + names)
    let errors = try #require(report["results"]?["reconstructions"]?[0]?["squaredErrors"]?.numbers)
    try #require(errors.count == 64)

    let model = try GenerativeModel(package: URL(fileURLWithPath: Self.model))
    let faces = try ImageBatch(contentsOf: names.map { URL(fileURLWithPath: $0) }, for: model)
    var sum = [Double](repeating: 0, count: faces[0].samples.count)
    for index in 0..<64 {
      for (place, sample) in faces[index].samples.enumerated() { sum[place] += Double(sample) }
    }
    let mean = PlanarImage(
      channels: faces.channels,
      height: faces.height,
      width: faces.width,
      samples: sum.map { Float($0 / 64) }
    )
    let meanError = (0..<64).reduce(0.0) { $0 + faces[$1].meanSquaredError(to: mean) } / 64
    let ratio = errors.reduce(0, +) / 64 / meanError
    #expect(ratio < 0.15, "the squared error is \(ratio) of the mean face's")
    #expect(ratio > 0.01, "an error of \(ratio) is too good to be true")
  }

  @Test func aJDiagramIsReplayedByteForByte() async throws {
    let faces = try Self.faces(3)
    try await place.succeed(["jdiagram", "--model", Self.model, "--out", "j.png"] + faces)
    #expect(try place.picture("j.png").size == [9 * 66 + 2, 5 * 66 + 2])
    try await place.succeed(["replay", "j.png", "--out", "again.png"])
    #expect(try place.bytes("j.png") == place.bytes("again.png"))
    try await place.succeed(["replay", "j.png", "--cols", "3", "--linear", "--out", "narrow.png"])
    #expect(try place.picture("narrow.png").size == [5 * 66 + 2, 5 * 66 + 2])
  }
}
