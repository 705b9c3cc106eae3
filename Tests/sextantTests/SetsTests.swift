import EncodedSets
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant sets`.
@Suite struct SetsTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.makeLabelledPictures()
  }

  private func encode(_ name: String = "s", _ flags: [String] = []) async throws {
    try await place.succeed(["encode", "d", "--set", name, "--model", Workplace.model] + flags)
  }

  // MARK: - inspect

  @Test func inspectReportsWhatASetIs() async throws {
    try place.write("no picture".utf8, to: "d/img_align_celeba/103.png")
    try await encode("s", ["--where", "id < 9"])
    let report = try await place.report(["sets", "inspect", "s"])
    #expect(report.keys == ["set", "count", "dimension", "description", "splits", "labels", "skipped"])
    #expect(report["set"] == "s.encodings" && report["count"] == 8 && report["dimension"] == 48)
    let description = try #require(report["description"])
    #expect(
      description.keys == [
        "format", "model", "posterior", "dimension", "root", "batch", "sessions", "finished", "count", "vectorsSHA256",
        "catalogSHA256", "priorSHA256",
      ]
    )
    #expect(description["finished"] == true && description["model"]?["name"] == "tiny")
    #expect(description["model"]?.keys == ["name", "hash", "reference", "prior", "latentShape", "preprocess"])
    #expect(description["root"] == .text(place.file("d/img_align_celeba").path))
    let session = description["sessions"]?[0]
    #expect(session?["sources"]?.texts == ["d"] && session?["condition"] == "id < 9" && session?["pictures"] == 9)
    #expect(report["splits"]?.elements?.map { $0["split"] } == ["train", "valid", "test"])
    #expect(report["splits"]?.elements?.map { $0["count"] } == [2, 3, 3])
    #expect(report["labels"]?.texts("name") == ["Smiling", "Male"])
    #expect(report["labels"]?.elements?.map { $0["yes"] } == [5, 5])
    #expect(report["labels"]?.elements?.map { $0["no"] } == [3, 3])
    #expect(report["skipped"]?.texts("path") == ["103.png"])
  }

  @Test func inspectSaysItInLines() async throws {
    try place.write("no picture".utf8, to: "d/img_align_celeba/103.png")
    try await encode("s", ["--posterior", "sample", "--seed", "4"])
    let result = try await place.succeed(["sets", "inspect", "s.encodings"])
    #expect(result.err.isEmpty)
    for words in [
      "set          s.encodings\n", "latents      11 x 48, sample from seed 4\n", "model        tiny (hash ",
      "pictures     \(place.file("d/img_align_celeba").path), ", "session      d: 12 pictures\n",
      "split        train: 3\n", "Smiling                  54.5 %", "skipped 1:\n  d/img_align_celeba/103.png: ",
    ] {
      #expect(result.out.contains(words), "\(result.out)")
    }
  }

  @Test func whatIsNoSetIsNamed() async throws {
    for verb in ["inspect", "verify", "export"] {
      let flags = verb == "export" ? ["--npy", "z.npy"] : []
      try await place.fail(
        ["sets", verb, "no"] + flags,
        code: 66,
        naming: ["no.encodings", "no such folder", "sextant encode"]
      )
      try await place.fail(["sets", verb, "d"] + flags, code: 66, naming: ["d.encodings"])
    }
    try await encode()
    try place.write("{".utf8, to: "s.encodings/set.json")
    try await place.fail(["sets", "inspect", "s"], code: 65, naming: ["s.encodings/set.json", "--force"])
  }

  // MARK: - verify

  @Test func verifyFindsDamageAndFails() async throws {
    try await encode()
    try await encode("t")
    let sound = try await place.succeed(["sets", "verify", "s", "t"])
    #expect(sound.out == "s.encodings: sound, 12 items\nt.encodings: sound, 12 items\n" && sound.err.isEmpty)
    #expect(try await place.succeed(["sets", "verify", "s", "--quiet"]).out.isEmpty)
    var bytes = try place.bytes("t.encodings/vectors.npy")
    bytes[777] ^= 1
    try bytes.write(to: place.file("t.encodings/vectors.npy"))
    let damaged = try await place.run(["sets", "verify", "s", "t"])
    #expect(damaged.code == 65 && damaged.err.isEmpty)
    #expect(damaged.out.hasPrefix("s.encodings: sound, 12 items\nt.encodings: vectors.npy: its SHA-256 is "))
    let report = try await place.run(["sets", "verify", "s", "t", "--json"])
    #expect(report.code == 65 && report.err.isEmpty)
    let sets = try #require(report.json()["sets"]?.elements)
    #expect(sets.map { $0["set"] } == ["s.encodings", "t.encodings"])
    #expect(sets.map { $0["problems"]?.elements?.count } == [0, 1] && sets.map { $0["finished"] } == [true, true])
    #expect(sets.map { $0["count"] } == [12, 12])
  }

  // MARK: - merge

  @Test func mergeMakesOneOfShards() async throws {
    try await encode("even", ["--where", "id % 2 = 0"])
    try await encode("odd", ["--where", "id % 2 = 1"])
    try await encode("some", ["--limit", "3"])
    let result = try await place.succeed(["sets", "merge", "even", "odd", "--out", "all"])
    #expect(result.out.isEmpty && result.notes == ["sextant: wrote all.encodings, 12 items"])
    #expect(try await place.succeed(["sets", "verify", "all"]).out == "all.encodings: sound, 12 items\n")
    try await place.fail(
      ["sets", "merge", "even", "some", "--out", "all"],
      code: 73,
      naming: ["all.encodings", "--force"]
    )
    let report = try await place.report(["sets", "merge", "even", "some", "--out", "all", "--force"])
    #expect(report == .object(["set": "all.encodings", "count": 7, "duplicates": 2]))
    try await place.fail(["sets", "merge", "even", "--out", "x"], code: 64, naming: ["two or more"])
    try await place.fail(["sets", "merge", "even", "odd", "--out", "odd", "--force"], code: 64, naming: ["itself"])
    try await place.succeed(["encode", "d", "--set", "signed", "--model", Workplace.fixture("signed")])
    try await place.fail(
      ["sets", "merge", "even", "signed", "--out", "x"],
      code: 64,
      naming: ["signed.encodings", "tiny", "one model"]
    )
  }

  // MARK: - export

  @Test func exportWritesCSVAndLatents() async throws {
    try await encode()
    let flags = ["--csv", "s.csv", "--npy", "s.npy"]
    let result = try await place.succeed(["sets", "export", "s"] + flags)
    #expect(result.out.isEmpty && result.notes == ["sextant: wrote s.csv and s.npy, 12 items"])
    let lines = String(decoding: try place.bytes("s.csv"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 13 && lines[0] == "id,path,split,width,height,Smiling,Male")
    #expect(lines[1] == "0,100.png,train,3,5,1,1" && lines[12] == "11,111.png,test,6,7,0,0")
    #expect(try place.bytes("s.npy") == place.bytes("s.encodings/vectors.npy"))
    try await place.fail(["sets", "export", "s"] + flags, code: 73, naming: ["s.csv", "--force"])

    let chosen = ["--where", "Smiling = 1", "--split", "test", "--vectors", "--force"]
    let report = try await place.report(["sets", "export", "s"] + flags + chosen)
    #expect(report == .object(["csv": "s.csv", "npy": "s.npy", "count": 2]))
    let rows = String(decoding: try place.bytes("s.csv"), as: UTF8.self).split(separator: "\n")
    #expect(rows.count == 3 && rows[1].hasPrefix("2,102.png,test,") && rows[2].hasPrefix("8,108.png,test,"))
    #expect(rows.allSatisfy { $0.split(separator: ",").count == 55 } && rows[0].hasSuffix(",z47"))
    #expect(try place.latents("s.npy") == place.latents("s.encodings/vectors.npy").rows([2, 8]))
    // To a stream.
    let streamed = try await place.succeed([
      "sets", "export", "s", "--csv", "/dev/stdout", "--quiet", "--where", "id = 3",
    ])
    #expect(streamed.out == "id,path,split,width,height,Smiling,Male\n3,103.png,train,6,5,0,1\n")
  }

  @Test func wrongExportsAreExplained() async throws {
    try await encode()
    let command = ["sets", "export", "s", "--csv", "x.csv"]
    try await place.fail(command + ["--where", "Smilling"], code: 64, naming: ["no such column", "Smiling, Male"])
    try await place.fail(
      command + ["--where", "1; SELECT 2"],
      code: 64,
      naming: ["--where 1; SELECT 2", "columns are"]
    )
    try await place.fail(
      command + ["--where", "Male = 7", "--split", "train"],
      code: 64,
      naming: ["--where \"Male = 7\" and --split train", "none of the 12 items"]
    )
    for arguments in [["sets", "export", "s"], ["sets", "export", "s", "--npy", "x.npy", "--vectors"]] {
      let result = try await place.run(arguments)
      #expect(result.code == 64 && result.err.contains("--help"), "\(result.err)")
    }
    try await place.fail(["sets", "export", "s", "--npy", "x.txt"], code: 64, naming: ["x.txt", ".npy or .json"])
  }
}
