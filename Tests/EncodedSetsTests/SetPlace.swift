import Datasets
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A folder of one test's own with labelled pictures of a few pixels, and the sets that the tiny model makes of them.
struct SetPlace {
  let temporary: TemporaryFolder
  let count: Int

  /// The tiny model with one thread, as workers take it.
  static var model: GenerativeModel { get throws { try tiny.get() } }
  /// Another model with latents as long.
  static var other: GenerativeModel { get throws { try signed.get() } }

  private static let tiny = Result {
    try GenerativeModel(package: Repository.tinyModel, options: SessionOptions(threads: 1, spinning: false))
  }
  private static let signed = Result {
    try GenerativeModel(package: Repository.fixture("signed", of: "GenerativeModels"))
  }

  static let reference = ModelReference.package(Repository.tinyModel.path)
  static let attributes = ["Smiling", "Male", "5_o_Clock_Shadow"]

  /// Pictures `0.png`, `1.png`, …, each of another size.
  init(_ count: Int = 12) throws {
    temporary = try TemporaryFolder()
    self.count = count
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: false)
    for index in 0..<count { try mend(index) }
  }

  /// The folder of the pictures.
  var root: URL { temporary.file("pictures") }

  /// A set in the folder, or of an absolute path.
  func set(_ name: String) -> SetFolder {
    SetFolder(naming: name.hasPrefix("/") ? name : temporary.file(name).path)
  }

  func picture(_ index: Int) -> URL { root.appendingPathComponent("\(index).png") }

  /// Writes a picture as it should be.
  func mend(_ index: Int) throws {
    let (width, height) = (3 + index % 4, 5 + index % 3)
    let samples = (0..<3 * width * height).map { Float(($0 * 29 + index * 53) % 256) / 255 }
    try PlanarImage(channels: 3, height: height, width: width, samples: samples)
      .write(to: picture(index), overwrite: true)
  }

  /// Makes a picture one that cannot be read.
  func spoil(_ index: Int) throws { try Data("no picture".utf8).write(to: picture(index)) }

  /// All pictures: splits by turns, labels that differ, some of them unknown.
  var pictures: PictureCollection { pictures(0..<count) }

  /// Some of the pictures.
  func pictures(_ indices: some Sequence<Int>) -> PictureCollection {
    let entries = indices.map { index in
      PictureCollection.Entry(
        path: "\(index).png",
        split: index % 4 == 3 ? nil : DatasetSplit.allCases[index % 4],
        labels: [index % 2 == 0, index % 5 == 0 ? nil : index < 6, index == 7]
      )
    }
    return PictureCollection(source: PictureSource(root: root), attributes: Self.attributes, entries: entries)
  }

  /// Encodes pictures into a set.
  @discardableResult
  func encode(
    _ pictures: PictureCollection? = nil,
    into name: String = "s",
    with model: GenerativeModel? = nil,
    batch: Int? = 5,
    workers: Int? = 2,
    _ change: (inout SetEncoder) -> Void = { _ in }
  ) throws -> SetEncoder.Summary {
    var encoder = SetEncoder(set(name), reference: Self.reference)
    encoder.batch = batch
    encoder.workers = workers
    change(&encoder)
    let choice = SetEncoder.Choice(sources: ["pictures"])
    return try encoder.encode(pictures ?? self.pictures, chosen: choice, with: model ?? SetPlace.model)
  }

  /// The bytes of the four files of a set by their names; a hidden file or anything else is there too.
  func files(_ name: String = "s") throws -> [String: Data] {
    let folder = set(name).url
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) }
    )
  }

  /// The names that a set's files have.
  static let fileNames: Set<String> = ["vectors.npy", "catalog.sqlite", "set.json", "prior.json"]

  /// Changes the bytes of a file.
  static func change(_ url: URL, _ body: (inout Data) -> Void) throws {
    var data = try Data(contentsOf: url)
    body(&data)
    try data.write(to: url)
  }

  /// A copy of a set.
  func copy(_ name: String, to other: String) throws {
    try FileManager.default.copyItem(at: set(name).url, to: set(other).url)
  }

  /// The latents that the model gives when a picture is encoded by itself.
  func latent(_ index: Int) throws -> [Float] {
    let model = try SetPlace.model
    return try model.encode(ImageBatch(contentsOf: [picture(index)], for: model)).values
  }
}

extension SetDescription {
  /// The same set before it was finished.
  var unfinished: SetDescription {
    var description = self
    description.finished = false
    (description.count, description.vectorsSHA256, description.catalogSHA256) = (nil, nil, nil)
    description.priorSHA256 = nil
    return description
  }
}
