import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A folder in which the commands of a document run one after the other, with the files that it takes for granted.
struct DocumentSandbox {
  private let place: Workplace

  /// Portraits in CelebA's layout that stand for the reader's faces.
  ///
  /// Drawn by
  ///
  ///     sextant dataset portraits --count 20 --size 178 --seed 11 --quality 80 --out faces
  static let faces = Repository.fixture("faces", of: "sextant")

  /// Pictures that documents name as the reader's own, unless they copy some to these names.
  static let pictures = ["a", "b", "c", "d", "e", "f", "me"].map { "\($0).jpg" }

  /// Models that documents name without making them, and the packages or files that stand for them.
  static let models = [
    "my-vae": "Sources/BundledModels/Models/portraits-vae",
    "my-dcgan": "Sources/BundledModels/Models/portraits-dcgan",
    "my-spatial": "Tests/Fixtures/GenerativeModels/shaped",
    "my-conditional": "Tests/Fixtures/GenerativeModels/conditional/shapes",
    "decoder.onnx": "Sources/BundledModels/Models/portraits-vae/decoder.onnx",
    "encoder.onnx": "Sources/BundledModels/Models/portraits-vae/encoder.onnx",
  ]

  /// Makes a folder with those of these files that a document names.
  init(for document: ShownDocument) throws {
    place = try Workplace()
    let commands = document.blocks.filter { $0.language == "sh" }.flatMap(\.commands).map(\.text)
    let needed = { (name: String) in commands.contains { $0.contains(name) } }
    if needed("celeba") { try link("celeba", to: Self.faces) }
    for (index, name) in Self.pictures.enumerated() where !commands.contains(where: { Self.copies($0, to: name) }) {
      try link(name, to: Self.faces.appendingPathComponent("img_align_celeba/00000\(index + 1).jpg"))
    }
    for (name, model) in Self.models where needed(name) {
      try link(name, to: Repository.root.appendingPathComponent(model))
    }
  }

  /// Whether a command copies to a picture's name: `cp x.jpg me.jpg`, or `set -- a b; for p in …; do cp $p $1.jpg; shift; done`.
  private static func copies(_ command: String, to name: String) -> Bool {
    let words = command.split(separator: " ").map(String.init)
    guard command.hasPrefix("set -- ") else { return words.first == "cp" && words.contains(name) }
    let named = words.dropFirst(2).prefix { $0 != "for" }.map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
    return command.contains("cp $p $1.jpg;") && named.contains { "\($0).jpg" == name }
  }

  private func link(_ name: String, to target: URL) throws {
    try FileManager.default.createSymbolicLink(at: place.file(name), withDestinationURL: target)
  }

  /// Runs a command in the shell that documents are written for, with the program in its path.
  func run(_ command: String) async throws -> Program.Result {
    let folder = try Program.location.get().deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try await place.run(
      ["-euo", "pipefail", "-c", command],
      environment: ["PATH": "\(folder):\(path)"],
      program: URL(fileURLWithPath: "/bin/bash")
    )
  }
}
