import Datasets
import Foundation
import Imaging
import Synchronization
import TestSupport
import Testing

/// `sextant dataset portraits`.
@Suite struct DatasetPortraitsTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private let few = ["dataset", "portraits", "--count", "12", "--size", "32", "--seed", "1"]

  @Test func writesAFolderThatInspectReads() async throws {
    let report = try await place.report(few + ["--out", "p"])
    #expect(report.keys == ["out", "count", "size", "seed", "drawn", "kept"])
    #expect(report["drawn"] == 12 && report["kept"] == 0 && report["seed"] == 1)
    #expect(
      try place.names().filter { !$0.hasSuffix(".jpg") } == [
        "p", "p/factors.csv", "p/img_align_celeba", "p/list_attr_celeba.txt", "p/list_eval_partition.txt",
        "p/portraits.json",
      ]
    )
    let inspected = try await place.report(["dataset", "inspect", "p"])
    #expect(inspected["pictures"] == .object(["listed": 12, "present": 12, "missing": 0]))
    #expect(inspected["imageSize"] == .object(["width": 32, "height": 32]))
    #expect(inspected["attributes"]?.texts("name") == PortraitAttribute.allCases.map(\.rawValue))
    let again = try await place.succeed(few + ["--out", "p"])
    #expect(again.err == "sextant: wrote p, 12 portraits of 32 x 32, of which 12 were there\n")
  }

  @Test func theSeedIsDrawnAndPrinted() async throws {
    let result = try await place.succeed([
      "dataset", "portraits", "--count", "2", "--size", "16", "--out", "p",
    ])
    let seed = try #require(result.notes.first?.split(separator: " ").last)
    try await place.succeed(
      ["dataset", "portraits", "--count", "2", "--size", "16", "--seed", "\(seed)", "--out", "again"]
    )
    #expect(try place.bytes("p/img_align_celeba/000002.jpg") == place.bytes("again/img_align_celeba/000002.jpg"))
    // A folder that was begun keeps its seed.
    let grown = try await place.report(["dataset", "portraits", "--count", "3", "--size", "16", "--out", "p"])
    #expect(grown["kept"] == 2 && grown["seed"]?.number == Double(seed))
    let trimmed = ["dataset", "portraits", "--count", "1", "--size", "16", "--force", "--quiet", "--out", "p"]
    #expect(try await place.succeed(trimmed).err.isEmpty)
    #expect(try await place.report(Array(trimmed.dropLast(3)) + ["--out", "p"])["seed"]?.number == Double(seed))
  }

  @Test func correlationsArePrintedAndTaken() async throws {
    let standard = try await place.succeed(["dataset", "portraits", "--show-correlation"])
    let tables = try #require(try standard.json()["tables"])
    #expect(tables[0]?["attributes"]?.texts == ["Smiling", "Male"])
    #expect(tables[0]?["percent"]?.numbers == [17, 31, 25, 27])
    let independent = try await place.succeed(["dataset", "portraits", "--independent", "--show-correlation"])
    #expect(try independent.json()["tables"] == .array([]))
    // Everybody smiles; what was printed can be given back.
    try place.write(#"{"tables": [{"attributes": ["Smiling"], "percent": [100, 0]}]}"#.utf8, to: "smiles.json")
    let shown = try await place.succeed(["dataset", "portraits", "--correlation", "smiles.json", "--show-correlation"])
    try place.write(shown.out.utf8, to: "shown.json")
    try await place.succeed(few + ["--correlation", "shown.json", "--out", "p"])
    let report = try await place.report(["dataset", "inspect", "p"])
    let smiling = try #require(report["attributes"]?.elements?.first { $0["name"] == "Smiling" })
    #expect(smiling["share"] == 1)
  }

  @Test(.timeLimit(.minutes(30))) func anInterruptedRunGoesOn() async throws {
    let many = ["dataset", "portraits", "--count", "1000", "--size", "48", "--seed", "4", "--independent"]
    let process = Mutex<pid_t?>(nil)
    async let run = place.run(many + ["--threads", "4", "--out", "p"]) { child in process.withLock { $0 = child } }
    // Its turn comes when other tests have had theirs; then a thousand portraits take many seconds.
    while process.withLock({ $0 }) == nil { try await Task.sleep(for: .milliseconds(10)) }
    let deadline = ContinuousClock.now + .seconds(100)
    while ContinuousClock.now < deadline, try place.names().count(where: { $0.hasSuffix(".jpg") }) < 20 {
      try await Task.sleep(for: .milliseconds(10))
    }
    kill(try #require(process.withLock { $0 }), SIGINT)
    let result = try await run
    try #require(result.code == 130, "\(result.err)")
    let left = try place.names()
    #expect(!left.contains("p/list_attr_celeba.txt") && !left.contains { $0.hasSuffix(".part") })
    let report = try await place.report(many + ["--out", "p"])
    let kept = try #require(report["kept"]?.number)
    #expect(kept >= 20 && kept < 1000)
    try await place.succeed(many + ["--out", "whole"])
    for name in ["factors.csv", "list_attr_celeba.txt", "img_align_celeba/000019.jpg", "img_align_celeba/001000.jpg"] {
      #expect(try place.bytes("p/\(name)") == place.bytes("whole/\(name)"))
    }
  }

  @Test func wrongUsageIsExplained() async throws {
    for (flags, words) in [
      ([], ["--out"]), (["--out", ""], ["--out"]), (["--count", "0"], ["--count 0", "1 to 999999"]),
      (["--size", "4"], ["--size 4"]),
      (["--quality", "101"], ["--quality 101"]), (["--threads", "0"], ["--threads 0"]),
      (["--independent", "--correlation", "x.json"], ["--independent", "--correlation"]),
    ] as [([String], [String])] {
      let out = flags.isEmpty || flags.contains("--out") ? [] : ["--out", "p"]
      let result = try await place.run(["dataset", "portraits"] + flags + out)
      #expect(result.code == 64 && result.out.isEmpty)
      for word in words { #expect(result.err.contains(word), "\(result.err)") }
    }
    #expect(try place.names().isEmpty)
  }

  @Test func whatIsInTheWayIsNamed() async throws {
    try await place.fail(few + ["--correlation", "no.json", "--out", "p"], code: 66, naming: ["no.json"])
    try place.write("{".utf8, to: "bad.json")
    try await place.fail(few + ["--out", "bad.json"], code: 73, naming: ["bad.json", "a file"])
    try await place.fail(few + ["--correlation", "bad.json", "--out", "p"], code: 65, naming: ["bad.json"])
    try await place.fail(few + ["--out", "bad.json/p"], code: 73, naming: ["bad.json/p"])
    try FileManager.default.createDirectory(at: place.file("mine"), withIntermediateDirectories: false)
    try place.write("keep me".utf8, to: "mine/letter.txt")
    try await place.fail(few + ["--force", "--out", "mine"], code: 73, naming: ["mine", "portraits.json"])
    try await place.succeed(few + ["--out", "p"])
    let other = ["dataset", "portraits", "--count", "12", "--size", "32", "--seed", "2", "--out", "p"]
    try await place.fail(other, code: 73, naming: ["p: ", "seed 1, not 2", "--force"])
    try await place.succeed(other + ["--force"])
    let fewer = ["dataset", "portraits", "--count", "6", "--size", "32", "--seed", "2", "--out", "p"]
    try await place.fail(fewer, code: 73, naming: ["12 portraits, not 6", "--force"])
  }
}
