/// What is known of the build.
public enum BuildStamp {
  /// The commit and its day, such as `5fa62c5, 2026-11-26`; nil where the sources were neither a repository nor an archive
  /// of one.
  public static var commit: String? { stampedCommit.isEmpty ? nil : stampedCommit }

  /// The compiler's language version.
  public static var swift: String {
    #if compiler(>=6.5)
    "6.5 or later"
    #elseif compiler(>=6.4)
    "6.4"
    #elseif compiler(>=6.3)
    "6.3"
    #else
    "6.2"
    #endif
  }

  /// The system and the processor.
  public static var platform: String { "\(system) \(processor)" }

  private static var system: String {
    #if os(macOS)
    "macOS"
    #elseif os(Linux)
    "Linux"
    #else
    "unknown system"
    #endif
  }

  private static var processor: String {
    #if arch(x86_64)
    "x86_64"
    #elseif arch(arm64)
    "arm64"
    #else
    "unknown processor"
    #endif
  }
}
