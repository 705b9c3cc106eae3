import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant completions`.
@Suite struct CompletionsTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test(arguments: ["bash", "zsh", "fish"])
  func theScriptIsReadByItsShell(_ shell: String) async throws {
    let script = try await place.succeed(["completions", shell]).out
    for verb in ["sample", "jdiagram", "synthesize", "completions"] { #expect(script.contains(verb)) }
    #expect(!script.contains("reference"), "a verb for script/reference is not for people")
    guard let program = Self.path(of: shell) else { return }
    try place.write(script.utf8, to: "script")
    let result = try await place.run(["-n", "script"], program: program)
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
  }

  @Test func verbsOptionsModelsAndFilesAreOffered() async throws {
    try place.write(try await place.succeed(["completions", "bash"]).out.utf8, to: ".script")
    #expect(try await offered("samp") == ["sample"])
    #expect(try await offered("attributes", "s") == ["synthesize", "score"])
    #expect(try await offered("sample", "--inside-l") == ["--inside-limit"])
    #expect(try await offered("jdiagram", "--analogy", "") == ["raw", "matched", "transport"])
    #expect(try await offered("sample", "--model", "portraits-d") == ["portraits-dcgan"])
    try place.write("".utf8, to: "first.png")
    #expect(try await offered("jdiagram", "fir") == ["first.png"])
    #expect(try await offered("sample", "--out", "fir") == ["first.png"])
    try FileManager.default.createDirectory(at: place.file("mine/model"), withIntermediateDirectories: true)
    #expect(try await offered("models", "inspect", "mine/") == ["mine/model/"])
    #expect(try await offered("sample", "--model", "mi") == ["mine/"])
  }

  @Test func everyOptionThatNamesAFileCompletesIt() async throws {
    let program = try await place.succeed(["--experimental-dump-help"]).json()
    let silent = try Self.fileOptions(of: #require(program["command"]), of: [])
    #expect(silent.isEmpty, "give these a `completion:`: \(silent)")
  }

  /// What bash offers behind the words, the last of which is begun.
  private func offered(_ words: String...) async throws -> [String] {
    let sextant = try Program.location.get().path
    let line = ([sextant] + words).joined(separator: " ")
    let command = """
      source ./.script
      COMP_WORDS=("$@") COMP_CWORD=\(words.count) COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count)
      _sextant sextant "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let bash = URL(fileURLWithPath: "/bin/bash")
    let result = try await place.run(["-c", command, "bash", sextant] + words, program: bash)
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    return result.out.split(separator: "\n").map(String.init)
  }

  /// Options whose value is a file, a folder or the name of one, for which the shell would offer nothing.
  private static func fileOptions(of command: JSONValue, of verbs: [String]) throws -> [String] {
    let kinds: Set<String> = ["file", "dir", "folder"]
    let own = (command["arguments"]?.elements ?? []).compactMap { argument -> String? in
      guard argument["kind"] != "flag", argument["completionKind"] == nil, let value = argument["valueName"]?.text
      else {
        return nil
      }
      // Such as name|dir and file.csv.
      let words = value.split { $0 == "|" || $0 == "." }.map(String.init)
      guard !kinds.isDisjoint(with: words) else { return nil }
      return (verbs + [argument["preferredName"]?["name"]?.text ?? value]).joined(separator: " ")
    }
    return try own
      + (command["subcommands"]?.elements ?? []).flatMap {
        try fileOptions(of: $0, of: verbs + [$0["commandName"]?.text ?? ""])
      }
  }

  private static func path(of shell: String) -> URL? {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
      .map { URL(fileURLWithPath: "\($0)/\(shell)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
