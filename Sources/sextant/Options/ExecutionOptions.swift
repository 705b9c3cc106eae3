import ArgumentParser
import Diagrams
import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How models run; none of this changes what is drawn.
struct ExecutionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where models run: cpu, cuda, coreml, …; `sextant doctor` lists what there is.",
      valueName: "name"
    )
  )
  var device = "cpu"

  @Option(name: .long, help: ArgumentHelp("Threads of each model (default: one for each core).", valueName: "n"))
  var threads: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Pictures that a model handles at once (default: 32, fewer where they are large).",
      valueName: "n"
    )
  )
  var batch: Int?

  // Not --originals: so strips and J-diagrams are told whether to show them.
  @Option(
    name: .customLong("originals-in"),
    help: ArgumentHelp(
      "Where the original pictures of an encoded set lie now (default: where they were encoded from).",
      valueName: "dir"
    ),
    completion: .directory
  )
  var originals: String?

  @Flag(name: .long, help: "Let idle threads spin: a little faster on a quiet machine, much slower on a busy one.")
  var spin = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): a number from 1 to 1024 is needed")
    }
    if let batch, !(1...65_536).contains(batch) {
      throw ValidationError("--batch \(batch): a number from 1 to 65536 is needed")
    }
  }

  /// A studio that runs models so.
  func studio(progress: @escaping @Sendable (Int, Int) -> Void) -> Studio {
    Studio(
      session: session,
      batch: batch,
      originals: originals.map { URL(fileURLWithPath: $0, isDirectory: true) },
      progress: progress
    )
  }

  /// The models' session options.
  var session: SessionOptions {
    SessionOptions(threads: threads, spinning: spin, device: ExecutionDevice(device))
  }
}
