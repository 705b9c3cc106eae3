internal import COnnxRuntime

/// A failure that the runtime reported, with its message made fit for a sentence.
struct OnnxStatus {
  /// The runtime's own kinds of failure, as far as they lead to different sentences.
  enum Kind: Int32 {
    case noSuchFile = 3
    case notProtobuf = 7
    case notImplemented = 9
    case invalidGraph = 10
  }

  /// The kind; nil for all others.
  let kind: Kind?
  /// The first line of the message, without the runtime's prefixes.
  let message: String

  /// Takes over a status and releases it; nil for success.
  ///
  /// - Parameters:
  ///   - api: The table of functions.
  ///   - status: What a call returned.
  init?(_ api: OpaquePointer, _ status: OpaquePointer?) {
    guard let status else { return nil }
    defer { COrtReleaseStatus(api, status) }
    kind = Kind(rawValue: COrtGetErrorCode(api, status))
    message = Self.sentence(COrtGetErrorMessage(api, status).map { String(cString: $0) } ?? "")
  }

  /// The first line of a message, at most 240 characters, without full stop and without the runtime's own prefix.
  static func sentence(_ message: String) -> String {
    var line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason given"
    // "[ONNXRuntimeError] : 7 : INVALID_PROTOBUF : Load model …"
    if line.hasPrefix("[ONNXRuntimeError]") {
      line = line.split(separator: ":", maxSplits: 3).last.map(String.init) ?? line
    }
    line = line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    while line.hasSuffix(".") { line.removeLast() }
    return line.count > 240 ? line.prefix(240) + "…" : line
  }
}
