import ArgumentParser
import LatentFiles
import LatentGeometry
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file of latents to be written, and what is said of it.
struct LatentOutput {
  private let output: Output
  private var url: URL { URL(fileURLWithPath: output.path) }

  init(_ output: Output) { self.output = output }

  /// Fails before any work where the file could not be written.
  func check() throws { try LatentFile.check(url, overwrite: output.overwrite) }

  /// Writes the latents and says so.
  func write(_ batch: LatentBatch) throws {
    try write(count: batch.count, dimension: batch.dimension) { try $0.append(batch) }
  }

  /// Writes latents piece by piece, as `body` makes them, and says so.
  func write(
    count: Int,
    dimension: Int,
    seed: UInt64? = nil,
    _ body: (inout LatentWriter) throws -> Void
  ) throws {
    try LatentFile.write(count: count, dimension: dimension, to: url, overwrite: output.overwrite, body)
    try report(count: count, dimension: dimension, seed: seed)
  }

  /// The number of latents that are worth making at once: about 16 MiB of them.
  static func piece(dimension: Int) -> Int { max(1, (1 << 22) / dimension) }

  /// Refuses more numbers than anybody writes to one file.
  static func checkSize(_ description: String, count: Int, dimension: Int) throws {
    try check(description, count: count, dimension: dimension, power: 34)
  }

  /// Refuses more numbers than fit into memory together, for verbs that hold all of them.
  static func checkMemory(_ description: String, count: Int, dimension: Int) throws {
    try check(description, count: count, dimension: dimension, power: 30)
  }

  private static func check(_ description: String, count: Int, dimension: Int, power: Int) throws {
    let (size, isTooLarge) = count.multipliedReportingOverflow(by: dimension)
    guard !isTooLarge, size <= 1 << power else {
      throw ValidationError("\(description): more than 2^\(power) numbers; write several files")
    }
  }

  /// Says what was written.
  func report(count: Int, dimension: Int, seed: UInt64? = nil) throws {
    if output.reporting.json {
      try JSONReport.print(Report(out: output.path, count: count, dimension: dimension, seed: seed))
    } else {
      output.reporting.note("wrote \(output.path), \(count) x \(dimension)")
    }
  }

  private struct Report: Encodable {
    let out: String
    let count: Int
    let dimension: Int
    let seed: UInt64?
  }
}
