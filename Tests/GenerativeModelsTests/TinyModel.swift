import Imaging
import LatentGeometry
import TestSupport

@testable import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

// Written by: python3 tools/make_tiny_model.py

/// The tiny model, computed here by its formula X = 1/2 + A Z A' / 16, which is exact in `Float` for the latents below.
enum TinyModel {
  static let dimension = 48
  static let side = 32

  /// Latents of multiples of 1/8 within [-1, 1].
  static func latents(count: Int) -> LatentBatch {
    let values = (0..<count * dimension).map { (index: Int) -> Float in
      let eighths = (index * 7919 + index / dimension * 31) % 17 - 8
      return Float(eighths) / 8
    }
    return LatentBatch(count: count, dimension: dimension, values: values)
  }

  /// The first four Walsh functions, each constant on quarters of the side.
  private static let walsh: [[Float]] = [[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, -1, 1], [1, -1, 1, -1]]

  /// The pictures of latents.
  static func pictures(_ latents: LatentBatch, contrast: Float = 1) -> ImageBatch {
    var samples: [Float] = []
    for row in 0..<latents.count {
      let z = latents[row].values
      for channel in 0..<3 {
        // 4 × 4 squares of 8 × 8 equal pixels.
        var squares = [Float](repeating: 0, count: 16)
        for square in 0..<16 {
          for term in 0..<16 {
            let weight = walsh[term / 4][square / 4] * walsh[term % 4][square % 4]
            squares[square] += weight * z[channel * 16 + term] / 16
          }
        }
        for y in 0..<side {
          for x in 0..<side { samples.append(0.5 + contrast * squares[y / 8 * 4 + x / 8]) }
        }
      }
    }
    return ImageBatch(count: latents.count, channels: 3, height: side, width: side, samples: samples)
  }

  /// A copy of a package whose files a test may spoil.
  static func copy(
    of package: URL = Repository.tinyModel,
    in folder: TemporaryFolder,
    replacing old: String = "",
    with new: String = ""
  ) throws -> URL {
    let copy = folder.file("package")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for name in ["model.json", "encoder.onnx", "decoder.onnx"] {
      try Data(contentsOf: package.appendingPathComponent(name)).write(to: copy.appendingPathComponent(name))
    }
    if !old.isEmpty {
      let description = copy.appendingPathComponent("model.json")
      let text = String(decoding: try Data(contentsOf: description), as: UTF8.self)
      guard text.contains(old) else { throw NotThere(text: old) }
      try Data(text.replacingOnce(old, with: new).utf8).write(to: description)
    }
    return copy
  }

  /// Puts another file into a package, with its digest.
  static func replace(_ name: String, with other: URL, in package: URL) throws {
    let file = package.appendingPathComponent(name)
    let old = FileDigest.sha256(try Data(contentsOf: file))
    let bytes = try Data(contentsOf: other)
    try bytes.write(to: file)
    let description = package.appendingPathComponent("model.json")
    let text = String(decoding: try Data(contentsOf: description), as: UTF8.self)
    try Data(text.replacingOnce(old, with: FileDigest.sha256(bytes)).utf8).write(to: description)
  }

  /// A test that replaces a text must find it.
  struct NotThere: Error {
    var text: String
  }
}

extension String {
  /// The text with the first occurrence of `old` replaced.
  func replacingOnce(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return replacingCharacters(in: range, with: new)
  }

  private func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
