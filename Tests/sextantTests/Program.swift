import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The built program, run as a process of its own.
enum Program {
  /// What a run left behind.
  struct Result {
    /// The exit code; 128 and more for a signal.
    let code: Int32
    /// All of stdout.
    let out: String
    /// All of stderr.
    let err: String

    /// The lines of stderr.
    var notes: [String] { err.split(separator: "\n").map(String.init) }

    /// The one JSON object on stdout; an error where there is anything else.
    func json() throws -> JSONValue { try JSONDecoder().decode(JSONValue.self, from: Data(out.utf8)) }
  }

  /// The program could not be run to its end.
  enum Failure: Error {
    case notBuilt(lookedBeside: [String])
    case notStarted(code: Int32)
    case tooSlow(arguments: [String])
  }

  /// As many runs at a time as there are cores: more would only make each slower.
  private static let gate = Gate(width: max(2, ProcessInfo.processInfo.activeProcessorCount))

  /// A program that hangs fails its test rather than the whole run; a busy machine may be slow.
  static let timeLimit = Duration.seconds(300)

  /// Runs the program to its end.
  ///
  /// Outputs go to files, so that neither can block, and stdin is empty. Variables that would make the result depend on
  /// the person's own set-up are taken away.
  ///
  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - environment: Variables on top of those of the tests.
  ///   - folder: The working directory.
  ///   - program: Another copy of the program.
  ///   - started: Receives the process while it runs.
  /// - Returns: The exit code and both outputs.
  /// - Throws: ``Failure``, or the file system's error.
  static func run(
    _ arguments: [String],
    environment: [String: String] = [:],
    in folder: URL,
    program: URL? = nil,
    started: (@Sendable (pid_t) -> Void)? = nil
  ) async throws -> Result {
    await gate.enter()
    defer { gate.leave() }
    let scratch = try TemporaryFolder()
    let (out, err) = (scratch.file("out"), scratch.file("err"))
    let child = try start(
      // The shell changes the folder, which not every system's spawn can.
      ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder.path, try (program ?? location.get()).path] + arguments,
      environment: variables(adding: environment, home: scratch.url),
      out: out.path,
      err: err.path
    )
    started?(child)
    let code = try await wait(for: child, arguments: arguments)
    return Result(
      code: code,
      out: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: err), as: UTF8.self)
    )
  }

  private static func variables(adding own: [String: String], home: URL) -> [String] {
    var variables = ProcessInfo.processInfo.environment
    variables["SEXTANT_MODELS"] = nil
    variables["XDG_DATA_HOME"] = nil
    variables["HOME"] = home.path
    variables["COLUMNS"] = "100"
    variables.merge(own) { $1 }
    return variables.map { "\($0.key)=\($0.value)" }
  }

  private static func start(
    _ arguments: [String],
    environment: [String],
    out: String,
    err: String
  ) throws -> pid_t {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err, O_WRONLY | O_CREAT, 0o600)
    var child = pid_t()
    let code = withStrings(arguments) { words in
      withStrings(environment) { variables in
        posix_spawn(&child, arguments[0], &actions, nil, words, variables)
      }
    }
    guard code == 0 else { throw Failure.notStarted(code: code) }
    return child
  }

  /// C's list of strings, with nil at its end.
  private static func withStrings<Value>(
    _ strings: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }

  private static func wait(for child: pid_t, arguments: [String]) async throws -> Int32 {
    let end = ContinuousClock.now + timeLimit
    var status: Int32 = 0
    while waitpid(child, &status, WNOHANG) == 0 {
      guard ContinuousClock.now < end else {
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
        throw Failure.tooSlow(arguments: arguments)
      }
      try? await Task.sleep(for: .milliseconds(3))
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// The program lies beside the bundle of tests, or beside the folder that macOS makes of it.
  static let location: Swift.Result<URL, Failure> = {
    // Linux runs the bundle itself; on macOS a helper is told where it is.
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") }
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let starts = (bundles + [own].compactMap(\.self)).map { URL(fileURLWithPath: $0) }
    var folders: [URL] = []
    for start in starts {
      var folder = start
      for _ in 0..<4 {
        folder = folder.deletingLastPathComponent()
        folders.append(folder)
      }
    }
    folders += ["debug", "release"].map { Repository.root.appendingPathComponent(".build/\($0)") }
    let programs = folders.lazy.map { $0.appendingPathComponent("sextant") }
    guard let program = programs.first(where: { access($0.path, X_OK) == 0 && !isFolder($0) }) else {
      return .failure(.notBuilt(lookedBeside: folders.map(\.path)))
    }
    return .success(program)
  }()

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder
  }
}
