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
  static func data(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// A line for the person.
  static func note(_ line: String) { write("sextant: \(line)\n", to: STDERR_FILENO) }

  /// The sentence of a failure.
  static func error(_ sentence: String) { write("sextant: error: \(sentence)\n", to: STDERR_FILENO) }

  /// Text as it is, on stderr.
  static func status(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
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
