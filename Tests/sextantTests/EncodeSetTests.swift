import EncodedSets
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

/// `sextant encode PICTURES --set NAME`.
@Suite struct EncodeSetTests {
  private let place: Workplace
  private let command = ["encode", "d", "--set", "s", "--model", Workplace.model, "--batch", "5"]

  init() throws {
    place = try Workplace()
    try place.makeLabelledPictures()
  }

  private func set(_ name: String = "s") throws -> EncodedSet { try EncodedSet(named: place.file(name).path) }

  private func paths(_ set: EncodedSet) throws -> [String] { try (0..<set.count).map { try set.item($0).path } }

  @Test func makesASetAndSaysSo() async throws {
    let report = try await place.report(command)
    #expect(
      report.keys == ["set", "count", "encoded", "alreadyThere", "skipped", "dimension", "seconds", "model"]
    )
    #expect(report["set"] == "s.encodings" && report["count"] == 12 && report["encoded"] == 12)
    #expect(report["alreadyThere"] == 0 && report["skipped"] == .array([]) && report["dimension"] == 48)
    #expect(report["model"]?["name"] == "tiny")
    let found = try set()
    #expect(found.attributes == ["Smiling", "Male"] && found.count == 12)
    #expect(try found.rows(where: "Smiling = 1 AND Male = 0") == [6, 8, 10])
    #expect(try found.rows(where: "split = 'test'") == [2, 5, 8, 11])
    let model = try GenerativeModel(package: Repository.tinyModel)
    let urls = (0..<12).map { place.file("d/img_align_celeba/\(Workplace.labelled($0))") }
    #expect(try found.vectors.gathered(0..<12) == model.encode(ImageBatch(contentsOf: urls, for: model)))
    // The latents are those of a file of latents, too.
    try await place.succeed(["encode"] + urls.map(\.path) + ["--model", Workplace.model, "--out", "z.npy"])
    #expect(try place.latents("z.npy") == place.latents("s.encodings/vectors.npy"))
    #expect(try place.bytes("z.npy") == place.bytes("s.encodings/vectors.npy"))
  }

  @Test func saysItInASentence() async throws {
    let result = try await place.succeed(command)
    #expect(result.out.isEmpty && result.notes.count == 1)
    #expect(result.err.hasPrefix("sextant: s.encodings has 12 x 48; encoded 12 pictures, "), "\(result.err)")
    let again = try await place.succeed(command)
    #expect(again.err.hasSuffix("12 were there already\n"), "\(again.err)")
    #expect(try await place.succeed(command + ["--quiet"]).err.isEmpty)
  }

  @Test func threadsAndThePlaceOfTheSetDoNotChangeLatents() async throws {
    try await place.succeed(command + ["--threads", "1"])
    let files = try place.set("s")
    try await place.succeed(command + ["--threads", "3", "--force"])
    #expect(try place.set("s") == files)
    try await place.succeed(["encode", "d", "--set", "t.encodings/", "--model", Workplace.model, "--batch", "4"])
    #expect(try place.set("t")["vectors.npy"] == files["vectors.npy"])
  }

  @Test func conditionsSplitsAndLimitsChoose() async throws {
    let cases: [(flags: [String], numbers: [Int])] = [
      (["--where", "Smiling = 1 AND Male = 1"], [0, 2, 4]), (["--split", "valid"], [1, 4, 7, 10]),
      (["--limit", "5"], [0, 1, 2, 3, 4]), (["--split", "test", "--where", "id > 2", "--limit", "2"], [5, 8]),
      (["--where", "path LIKE '10%.png' -- the first ten"], Array(0..<10)),
    ]
    for (number, (flags, expected)) in cases.enumerated() {
      try await place.succeed(["encode", "d", "--set", "\(number)", "--model", Workplace.model] + flags)
      #expect(try paths(set("\(number)")) == expected.map(Workplace.labelled), "\(flags)")
    }
    #expect(
      try set("3").description.sessions[0].condition == "split = 'test' and id > 2 and limit 2"
    )
    let wrong: [(condition: String, words: [String])] = [
      ("Smilling = 1", ["--where Smilling = 1", "no such column", "Smiling, Male"]),
      ("split = \"test\"", ["no such column", "single quotes"]), ("1; DROP TABLE items", ["--where"]),
      ("Smiling = 7", ["leaves none of the 12 pictures"]), ("width > 3", ["no such column", "width"]),
    ]
    for (condition, words) in wrong {
      try await place.fail(
        ["encode", "d", "--set", "x", "--model", Workplace.model, "--where", condition],
        code: 64,
        naming: words
      )
    }
  }

  @Test func samplesKeepTheirSeed() async throws {
    try await place.succeed(command + ["--posterior", "sample", "--limit", "7"])
    let seed = try #require(set().description.posterior.seed)
    // It goes on with the seed that was drawn.
    try await place.succeed(command + ["--posterior", "sample", "--append"])
    let named = ["encode", "d", "--set", "t", "--model", Workplace.model, "--posterior", "sample"]
    try await place.succeed(named + ["--seed", String(seed)])
    #expect(try place.latents("t.encodings/vectors.npy") == place.latents("s.encodings/vectors.npy"))
    try await place.fail(
      command + ["--posterior", "sample", "--seed", "1", "--append"],
      code: 64,
      naming: ["s.encodings", "--posterior sample --seed \(seed)"]
    )
  }

  // MARK: - Bad pictures

  @Test func badPicturesAreSkippedAndListed() async throws {
    try place.write("no picture".utf8, to: "d/img_align_celeba/103.png")
    let report = try await place.report(command)
    #expect(report["count"] == 11 && report["skipped"]?.texts("path") == ["103.png"])
    #expect(report["skipped"]?[0]?["reason"]?.text?.contains("not a PNG, JPEG or WebP") == true)
    let result = try await place.succeed(command + ["--force"])
    #expect(result.notes.count == 2 && result.err.contains("skipped: d/img_align_celeba/103.png"), "\(result.err)")
    #expect(result.err.contains("1 skipped"))
    #expect(try set().skipped().map(\.path) == ["103.png"])
  }

  @Test func strictnessLosesNothing() async throws {
    try await place.succeed(command + ["--set", "whole"])
    try place.write("no picture".utf8, to: "d/img_align_celeba/107.png")
    let result = try await place.run(command + ["--strict"])
    #expect(result.code == 65 && result.notes.count == 1 && result.err.contains("107.png"), "\(result.err)")
    #expect(result.err.contains("what is encoded so far is kept"))
    #expect(try set().count == 5)
    try place.makePicture(7, at: place.file("d/img_align_celeba/107.png"))
    let report = try await place.report(command + ["--strict"])
    #expect(report["alreadyThere"] == 5 && report["encoded"] == 7)
    #expect(try place.set("s") == place.set("whole"))
  }

  // MARK: - Sets that exist

  @Test func picturesAreAddedOnlyWhereThatIsSaid() async throws {
    try await place.succeed(command + ["--split", "train"])
    let files = try place.set("s")
    try await place.fail(command, code: 64, naming: ["s.encodings", "finished with 4 items", "--append", "--force"])
    #expect(try place.set("s") == files)
    let report = try await place.report(command + ["--append"])
    #expect(report["count"] == 12 && report["encoded"] == 8 && report["alreadyThere"] == 4)
    try await place.succeed(command + ["--force"])
    #expect(try set().count == 12 && (set().description.sessions.count) == 1)
  }

  @Test func otherModelsAndThingsAreRefused() async throws {
    try await place.succeed(command)
    try await place.fail(
      ["encode", "d", "--set", "s", "--model", Workplace.fixture("signed"), "--append"],
      code: 64,
      naming: ["s.encodings", "tiny", "signed", "--force"]
    )
    try FileManager.default.createDirectory(at: place.file("t.encodings"), withIntermediateDirectories: false)
    try place.write("precious".utf8, to: "t.encodings/thesis.txt")
    let other = ["encode", "d", "--set", "t", "--model", Workplace.model]
    try await place.fail(other + ["--force"], code: 73, naming: ["t.encodings", "something else"])
    try await place.fail(
      ["encode", "d", "--set", "no/t", "--model", Workplace.model],
      code: 73,
      naming: ["no/t.encodings", "does not exist"]
    )
    try await place.fail(
      ["encode", "d", "--set", "t", "--model", "portraits-dcgan"],
      code: 64,
      naming: ["portraits-dcgan", "no encoder"]
    )
  }

  @Test(arguments: [
    ["encode", "d"], ["encode", "d", "--set", "s", "--out", "z.npy"], ["encode", "d", "--out", "z.npy", "--strict"],
    ["encode", "d", "--out", "z.npy", "--limit", "3"], ["encode", "d", "--set", "s", "--limit", "0"],
    ["encode", "d", "--out", "z.npy", "--where", "1"], ["encode", "d", "--set", "s", "--split", "half"],
    ["encode", "--set", "s"],
  ])
  func flagsThatDoNotGoTogether(_ arguments: [String]) async throws {
    let result = try await place.run(arguments + ["--model", Workplace.model])
    #expect(result.code == 64 && result.out.isEmpty, "\(result.err)")
    #expect(result.err.hasPrefix("sextant: error: ") && result.err.contains("--help"), "\(result.err)")
    #expect(try !place.names().contains { $0.hasPrefix("s.encodings") || $0 == "z.npy" })
  }
}
