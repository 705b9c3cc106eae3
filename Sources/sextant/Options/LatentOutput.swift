import ArgumentParser
import Diagrams
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
  private let name: OutputName

  /// A file that could be written: all that can be checked is checked before any work.
  ///
  /// - Parameters:
  ///   - output: Where to.
  ///   - verb: What writes it, such as `latents walk`.
  ///   - value: What stands for a key of its name, beside those that all outputs have; nil where there is nothing.
  /// - Throws: `RequestError`, `LatentFileError`, `FileError`, and what `value` throws.
  init(_ output: Output, of verb: String, _ value: (NameKey) throws -> String?) throws {
    self.output = output
    name = try OutputName(NameTemplate(output.path), of: verb, value)
    try LatentFile.check(name.place, overwrite: output.overwrite)
  }

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
    let out = try write {
      try LatentFile.write(count: count, dimension: dimension, to: $0, overwrite: output.overwrite, body)
    }
    if output.reporting.json {
      try JSONReport.print(Report(out: out, count: count, dimension: dimension, seed: seed))
    } else {
      report(out, count: count, dimension: dimension)
    }
  }

  /// Lets `body` write the file.
  ///
  /// - Parameter body: Receives the place.
  /// - Returns: What the file is called, as the person would have typed it.
  /// - Throws: What `body` throws, and `FileError`.
  func write(_ body: (URL) throws -> Void) throws -> String { name.shown(try name.write(body).place) }

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

  /// Says what was written, to a person.
  func report(_ out: String, count: Int, dimension: Int) {
    output.reporting.note("wrote \(out), \(count) x \(dimension)")
  }

  private struct Report: Encodable {
    let out: String
    let count: Int
    let dimension: Int
    let seed: UInt64?
  }
}
