import Foundation
import Testing
import TestSupport

@Suite(.timeLimit(.minutes(10))) struct InterruptionTests {
  /// A run that is told to end leaves nothing behind.
  @Test(arguments: [SIGINT, SIGTERM])
  func signalsTakeUnfinishedOutputsAway(signal: Int32) async throws {
    let place = try Workplace()
    try await place.succeed([
      "latents", "sample", "--prior", "gaussian", "--dimension", "48", "--count", "20000", "--seed", "1", "--out",
      "z.npy",
    ])
    let watch = RunWatch()
    async let run = place.run(["decode", "z.npy", "--model", Repository.tinyModel.path, "--out", "frames"]) { process in
      watch.begin(process)
    }
    // Other tests' runs may come first. The hidden folder is called .sextant-…; 20,000 pictures take many seconds.
    while watch.process == nil { try await Task.sleep(for: .milliseconds(20)) }
    let deadline = ContinuousClock.now + .seconds(60)
    while try !names(in: place).contains(where: { $0.hasPrefix(".sextant-") }), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
    kill(try #require(watch.process), signal)
    let result = try await run
    #expect(result.code == 128 + signal && result.err.isEmpty, "\(result.err)")
    #expect(try names(in: place) == ["z.npy"])
  }

  private func names(in place: Workplace) throws -> [String] {
    let folder = place.file("z.npy").deletingLastPathComponent()
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }
}
