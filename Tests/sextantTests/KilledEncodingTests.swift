import Foundation
import TestSupport
import Testing

/// A set that is encoded by a program which is killed, again and again.
@Suite struct KilledEncodingTests {
  private let place: Workplace
  private let command = ["--model", Workplace.model, "--batch", "3", "--threads", "2"]

  /// 600 pictures in 200 batches, each of which is on the disk before the next.
  init() throws {
    place = try Workplace()
    try place.makeIDX(600)
  }

  /// Runs the program and ends it when the set has grown, or has begun to.
  private func run(_ arguments: [String], endedBy signal: Int32, after bytes: Int, pause: Duration) async throws
    -> Int32
  {
    let watch = RunWatch()
    let vectors = place.file("s.encodings/vectors.npy").path
    @Sendable func size() -> Int {
      let attributes = try? FileManager.default.attributesOfItem(atPath: vectors)
      return (attributes?[.size] as? Int) ?? 0
    }
    let goal = size() + bytes
    return try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask {
        let result = try await place.run(arguments) { watch.begin($0) }
        watch.finish()
        return result.code
      }
      group.addTask {
        while !watch.hasEnded {
          if size() >= goal, let pid = watch.process {
            try await Task.sleep(for: pause)
            kill(pid, signal)
            break
          }
          try await Task.sleep(for: .milliseconds(1))
        }
        return nil
      }
      var code: Int32 = 0
      for try await found in group { code = found ?? code }
      return code
    }
  }

  @Test func endsWithTheSameBytes() async throws {
    try await place.succeed(["encode", "idx", "--set", "whole"] + command)
    let encode = ["encode", "idx", "--set", "s"] + command
    var (killed, counts): (Int, [Int]) = (0, [])
    for round in 0..<12 {
      // Every phase of a batch is met: the pauses differ by a fraction of one.
      let pause = Duration.microseconds(1 + round * 397 % 3000)
      let code = try await run(encode, endedBy: SIGKILL, after: round * 2000, pause: pause)
      guard code == 128 + SIGKILL else {
        #expect(code == 0)
        break
      }
      killed += 1
      guard FileManager.default.fileExists(atPath: place.file("s.encodings/set.json").path) else { continue }
      let verified = try await place.run(["sets", "verify", "s"])
      #expect(
        verified.out.contains("sound") || verified.out.contains("catalog.sqlite"),
        "\(verified.out)\(verified.err)"
      )
      let inspected = try await place.run(["sets", "inspect", "s", "--json"])
      if inspected.code == 0 { counts.append(Int(try inspected.json()["count"]?.number ?? -1)) }
    }
    #expect(killed >= 3 && counts == counts.sorted() && (counts.last ?? 0) > 0, "\(killed) \(counts)")
    try await place.succeed(encode)
    #expect(try place.set("s") == place.set("whole"))
    #expect(try await place.succeed(["sets", "verify", "s"]).out == "s.encodings: sound, 600 items\n")
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalLeavesASetThatGoesOn(_ signal: Int32) async throws {
    try await place.succeed(["encode", "idx", "--set", "whole"] + command)
    let encode = ["encode", "idx", "--set", "s"] + command
    let code = try await run(encode, endedBy: signal, after: 20_000, pause: .zero)
    #expect(code == 128 + signal)
    try await place.succeed(["sets", "verify", "s"])
    let report = try await place.report(encode)
    #expect(report["count"] == 600 && (report["alreadyThere"]?.number ?? 0) > 0)
    #expect(try place.set("s") == place.set("whole"))
  }

  @Test func anInterruptedSetIsNotTakenForAnother() async throws {
    let encode = ["encode", "idx", "--set", "s"] + command
    #expect(try await run(encode, endedBy: SIGKILL, after: 20_000, pause: .zero) == 128 + SIGKILL)
    let refused = try await place.run(encode + ["--limit", "599"])
    #expect(refused.code == 64 && refused.notes.count == 1)
    for words in ["s.encodings", "unfinished", "of 600 pictures", "(idx)", "--force"] {
      #expect(refused.err.contains(words), "\(refused.err)")
    }
    let inspected = try await place.succeed(["sets", "inspect", "s"])
    #expect(inspected.err.contains("unfinished") && inspected.err.contains("of 600 pictures"), "\(inspected.err)")
    // Another writer while one is at work.
    async let first = place.run(encode)
    async let second = place.run(encode)
    let codes = try await [first.code, second.code]
    #expect(codes.contains(0) && codes.allSatisfy { [0, 73].contains($0) }, "\(codes)")
    try await place.succeed(["sets", "verify", "s"])
    #expect(try await place.report(["sets", "inspect", "s"])["count"] == 600)
  }
}
