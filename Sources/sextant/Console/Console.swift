import SafeFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The two outputs: data on stdout, everything else on stderr.
enum Console {
  /// Whether stderr is a terminal, where a progress bar can be drawn.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// A line of results.
  ///
  /// - Throws: ``ConsoleError`` where stdout takes no more. A reader that has gone away, as in `sextant … | head`, wants
  ///   no more and is no failure.
  static func data(_ line: String) throws {
    let failure = write(line + "\n", to: STDOUT_FILENO)
    if failure != 0, failure != EPIPE { throw ConsoleError(reason: String(cString: strerror(failure))) }
  }

  /// A line for the person.
  static func note(_ line: String) { status("sextant: \(line)\n") }

  /// The sentence of a failure.
  static func error(_ sentence: String) { status("sextant: error: \(sentence)\n") }

  /// Text as it is, on stderr; nobody hears of it where it cannot be written.
  static func status(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes all of a text; returns the system's error, or 0.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return errno }
      rest = rest.dropFirst(written)
    }
    return 0
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
    Musl.write(descriptor, bytes, count)
    #else
    Darwin.write(descriptor, bytes, count)
    #endif
  }
}

/// Results that cannot be printed.
struct ConsoleError: ExplainedError {
  let reason: String

  var category: FailureCategory { .cannotCreate }
  var description: String { "the results cannot be printed (\(reason)); check where stdout goes" }
}
