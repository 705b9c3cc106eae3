import Foundation
import Testing
import TestSupport

@Suite struct InterruptionTests {
  /// A run that is told to end leaves nothing behind.
  @Test(arguments: [SIGINT, SIGTERM])
  func signalsTakeUnfinishedOutputsAway(signal: Int32) async throws {
    let place = try Workplace()
    try await place.succeed([
      "latents", "sample", "--prior", "gaussian", "--dimension", "48", "--count", "20000", "--seed", "1", "--out",
      "z.npy",
    ])
    async let run = place.run(["decode", "z.npy", "--model", Repository.tinyModel.path, "--out", "frames"])
    // The hidden folder is called .sextant-PROCESS-NUMBER.part; 20,000 pictures take many seconds.
    let deadline = ContinuousClock.now + .seconds(60)
    var process: pid_t?
    while process == nil, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
      let hidden = try names(in: place).first { $0.hasPrefix(".sextant-") }
      process = hidden.flatMap { pid_t($0.split(separator: "-")[1]) }
    }
    kill(try #require(process), signal)
    let result = try await run
    #expect(result.code == 128 + signal && result.err.isEmpty, "\(result.err)")
    #expect(try names(in: place) == ["z.npy"])
  }

  private func names(in place: Workplace) throws -> [String] {
    let folder = place.file("z.npy").deletingLastPathComponent()
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }
}
