import Diagrams
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant --version`.
@Suite struct VersionTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test(arguments: [["--version"], ["sample", "--version"], ["latents", "grid", "--version"]])
  func versionRuntimeAndPlatformAreTold(_ arguments: [String]) async throws {
    let result = try await place.succeed(arguments)
    let lines = result.out.split(separator: "\n")
    #expect(lines.count == 3 && result.err.isEmpty, "\(result.out)")
    // A commit follows where the build knew one: seven or more digits, and its day.
    let first = try #require(lines.first)
    #expect(first.contains(/^sextant 0\.1\.0( \(commit [0-9a-f]{7,}, \d{4}-\d\d-\d\d\))?$/), "\(first)")
    #expect(lines[1].contains(/^ONNX Runtime \d+\.\d+\.\d+, .*onnxruntime/))
    #expect(lines[2].contains(/^Swift 6\.\d.*, (Linux|macOS) (x86_64|arm64)$/))
  }

  @Test func jsonHasTheSameFacts() async throws {
    let report = try await place.report(["--version"])
    #expect(report["version"]?.text == Sextant.version)
    #expect(report["onnxruntime"]?["path"]?.text?.contains("onnxruntime") ?? false)
    #expect(report["swift"]?.text != nil && report["platform"]?.text != nil)
  }

  @Test func aMissingRuntimeIsNoFailure() async throws {
    let environment = ["SEXTANT_ONNXRUNTIME": place.file("nowhere.so").path]
    let result = try await place.succeed(["--version"], environment: environment)
    #expect(result.out.contains("\nONNX Runtime not found; see `sextant doctor`\n"))
    #expect(try await place.report(["--version"], environment: environment)["onnxruntime"] == nil)
  }

  @Test(arguments: [["5fa62c5, 2026-11-26", "5fa62c5, 2026-11-26"], ["$Format:%h, %cs$", ""]])
  func archivesKeepTheirCommit(_ texts: [String]) async throws {
    // `git archive` fills commit.txt; here lies no repository.
    try place.write(texts[0].utf8, to: "commit.txt")
    let stamp = Repository.root.appendingPathComponent("Sources/BuildStamp/stamp").path
    let result = try await place.run(
      [stamp, ".", "commit.txt", "Commit.swift"],
      program: URL(fileURLWithPath: "/bin/sh")
    )
    #expect(result.code == 0, "\(result.err)")
    #expect(String(decoding: try place.bytes("Commit.swift"), as: UTF8.self) == "let stampedCommit = \"\(texts[1])\"\n")
  }
}
