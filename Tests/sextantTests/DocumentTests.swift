import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Every command that a document shows is run, in the document's order and in one folder: what a reader would do.
///
/// Only numbers are made smaller (``Scaling``), and the files that a document takes for granted are there
/// (``DocumentSandbox``). A block that cannot run here has a comment right above it, `<!-- not run: reason -->`.
/// With `SEXTANT_WALK=1` it prints how long each command took.
@Suite struct DocumentTests {
  /// How commands begin that are about the clone, its tools or a person's shell, and are left out without a comment.
  static let leftOut = [
    "script/", "export PATH=", "export SEXTANT_", "swift ", "python", ".deps/", "source ", "tools/",
  ]

  @Test(arguments: ShownDocument.pathsWithCommands)
  func commandsRun(_ path: String) async throws {
    let document = try ShownDocument(path)
    let sandbox = try DocumentSandbox(for: document)
    for block in document.blocks where block.language == "sh" {
      if let mark = block.mark {
        #expect(!mark.isEmpty, "\(path):\(block.line): the comment gives no reason")
        continue
      }
      for command in block.commands {
        if !command.callsProgram, Self.leftOut.contains(where: command.text.hasPrefix) { continue }
        let start = ContinuousClock.now
        let result = try await sandbox.run(command.scaled)
        #expect(result.code == 0, "\(path):\(command.line): \(command.scaled)\n\(result.err)")
        if ProcessInfo.processInfo.environment["SEXTANT_WALK"] == "1" {
          print("\(ContinuousClock.now - start) \(path):\(command.line): \(command.scaled)")
        }
      }
    }
  }

  @Test(arguments: ShownDocument.paths)
  func theProgramIsCalledInShellBlocksOnly(_ path: String) throws {
    for block in try ShownDocument(path).blocks where block.language != "sh" {
      for (offset, line) in block.lines.enumerated() {
        let command = ShownCommand(text: String(line.drop { "$ ".contains($0) }), line: block.line + offset)
        #expect(!command.callsProgram, "\(path):\(command.line): a block ```\(block.language) is not run; write ```sh")
      }
    }
  }

  @Test func programsInTheREADMEAreExamples() throws {
    let examples = Repository.root.appendingPathComponent("Examples/Sources")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: examples.path)) ?? []
    let sources = try names.filter { $0.hasSuffix(".swift") }.map {
      String(decoding: try Data(contentsOf: examples.appendingPathComponent($0)), as: UTF8.self)
    }
    guard !sources.isEmpty else { return }
    for block in try ShownDocument("README.md").blocks where block.language == "swift" {
      let text = block.lines.joined(separator: "\n")
      guard text.hasPrefix("import ") else { continue }
      #expect(sources.contains { $0.contains(text) }, "README.md:\(block.line): no file of Examples/Sources is this")
    }
  }
}
