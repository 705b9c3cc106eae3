import Imaging
import LatentFiles
import LatentGeometry
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

/// A folder of one test's own in which it runs the program.
struct Workplace {
  private let temporary: TemporaryFolder

  /// The working directory of the runs.
  var folder: URL { temporary.url }

  /// The tiny model.
  static let model = Repository.tinyModel.path

  /// A picture of the tiny model's examples: a, b or c.
  static func picture(_ name: String) -> String {
    Repository.tinyModel.appendingPathComponent("images/\(name).png").path
  }

  /// All three of them.
  static let pictures = ["a", "b", "c"].map(picture)

  /// A model among the fixtures of GenerativeModels.
  static func fixture(_ name: String) -> String { Repository.fixture(name, of: "GenerativeModels").path }

  init() throws { temporary = try TemporaryFolder() }

  /// The place of a file in the folder.
  func file(_ name: String) -> URL { temporary.file(name) }

  /// Runs the program in the folder, whatever comes of it.
  func run(
    _ arguments: [String],
    environment: [String: String] = [:],
    program: URL? = nil,
    started: (@Sendable (pid_t) -> Void)? = nil
  ) async throws -> Program.Result {
    try await Program.run(arguments, environment: environment, in: folder, program: program, started: started)
  }

  /// Runs the program, which must succeed.
  @discardableResult
  func succeed(
    _ arguments: [String],
    environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Program.Result {
    let result = try await run(arguments, environment: environment)
    try #require(result.code == 0, "\(arguments): \(result.err)", sourceLocation: sourceLocation)
    return result
  }

  /// Runs the program with `--json`, which must succeed.
  func report(
    _ arguments: [String],
    environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> JSONValue {
    let result = try await succeed(arguments + ["--json"], environment: environment, sourceLocation: sourceLocation)
    return try result.json()
  }

  /// Runs the program, which must fail as documented: the exit code, one sentence that names what is at fault, nothing
  /// on stdout, and the folder as it was.
  func fail(
    _ arguments: [String],
    code: Int32,
    naming words: [String],
    environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try names()
    let result = try await run(arguments, environment: environment)
    #expect(result.code == code, "\(arguments): \(result.err)", sourceLocation: sourceLocation)
    #expect(result.out.isEmpty, "\(arguments)", sourceLocation: sourceLocation)
    #expect(result.notes.count == 1, "\(result.err)", sourceLocation: sourceLocation)
    #expect(result.err.hasPrefix("sextant: error: "), "\(result.err)", sourceLocation: sourceLocation)
    for word in words {
      #expect(result.err.contains(word), "\(result.err)", sourceLocation: sourceLocation)
    }
    #expect(try names() == before, "\(arguments)", sourceLocation: sourceLocation)
  }

  /// The names of all that lies in the folder and below it, hidden files included.
  func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  /// The bytes of a file in the folder.
  func bytes(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

  /// Writes a file into the folder.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws { try Data(bytes).write(to: file(name)) }

  /// A picture in the folder.
  func picture(_ name: String) throws -> PlanarImage { try PlanarImage(contentsOf: file(name)) }

  /// The latents of a file in the folder.
  func latents(_ name: String) throws -> LatentBatch { try LatentFile.read(LatentReference(file: file(name))) }

  /// Draws latents of the tiny model's width by the library and writes them into the folder.
  @discardableResult
  func makeLatents(_ count: Int, dimension: Int = 48, seed: UInt64 = 7, to name: String = "z.npy") throws -> LatentBatch
  {
    let batch = LatentGenerator(seed: seed).sample(.standardGaussian, count: count, dimension: dimension)
    try LatentFile.write(batch, to: file(name), overwrite: false)
    return batch
  }
}

extension PlanarImage {
  /// Width and height, for comparisons.
  var size: [Int] { [width, height] }
}
