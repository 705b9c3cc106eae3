import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `docs/CommandLine.md`, word for word. To write it anew after a change of options: `script/reference`, or
///
///     SEXTANT_RECORD=1 script/checked test --filter CommandLineReferenceTests
@Suite struct CommandLineReferenceTests {
  @Test func thePageIsThatOfTheProgram() async throws {
    let page = try await Workplace().succeed(["reference"]).out
    let recorded = Repository.root.appendingPathComponent("docs/CommandLine.md")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" { try Data(page.utf8).write(to: recorded) }
    #expect(page == String(decoding: try Data(contentsOf: recorded), as: UTF8.self), "run script/reference")
  }

  @Test func everyLinkLeadsToAHeading() async throws {
    let page = try await Workplace().succeed(["reference"]).out
    let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
      line.drop { $0 == "#" || $0 == " " }.lowercased().replacing(":", with: "").replacing(" ", with: "-")
    }
    #expect(Set(headings).count == headings.count)
    let links = page.matches(of: /\]\(#([^)]*)\)/).map { String($0.1) }
    #expect(links.count > 100)
    #expect(Set(links).subtracting(headings).isEmpty)
  }

  @Test func everyVerbHasItsSection() async throws {
    let page = try await Workplace().succeed(["reference"]).out
    let groups = ["", "canvas", "latents", "dataset", "sets", "attributes", "models"]
    for verb in HelpTests.verbs where !groups.contains(verb) {
      #expect(page.contains("\n## \(verb)\n\n"), "\(verb)")
    }
  }
}
