import BuildStamp
import Diagrams
import GenerativeModels

/// What `--version` says: which program this is, and what it runs on.
struct VersionReport: Encodable {
  /// The library that runs models.
  struct Runtime: Encodable {
    let version: String
    let path: String
  }

  let version = Sextant.version
  /// The commit and its day; nil where the build knew none.
  let commit = BuildStamp.commit
  let swift = BuildStamp.swift
  let platform = BuildStamp.platform
  /// nil where none is found.
  let onnxruntime = OnnxRuntimeReport().found.map { Runtime(version: $0.version, path: $0.path) }

  /// The version and, where it is known, the commit.
  static var release: String { Sextant.version + (BuildStamp.commit.map { " (commit \($0))" } ?? "") }

  /// What a person reads.
  var lines: [String] {
    [
      "sextant \(Self.release)",
      "ONNX Runtime " + (onnxruntime.map { "\($0.version), \($0.path)" } ?? "not found; see `sextant doctor`"),
      "Swift \(swift), \(platform)",
    ]
  }

  /// Prints the report.
  ///
  /// - Parameter json: As one JSON object.
  /// - Throws: What writing to stdout throws.
  static func print(json: Bool) throws {
    let report = VersionReport()
    if json { return try JSONReport.print(report) }
    for line in report.lines { try Console.data(line) }
  }
}
