import Imaging
import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Workplace {
  /// Makes a folder `d` in CelebA's layout: pictures of a few pixels, each of another size, splits by turns and two labels.
  ///
  /// Picture i smiles where i is even and is male below 6.
  func makeLabelledPictures(_ count: Int = 12) throws {
    let folder = file("d/img_align_celeba")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var (labels, splits) = ("\(count)\nSmiling Male\n", "")
    for index in 0..<count {
      let name = Self.labelled(index)
      try makePicture(index, at: folder.appendingPathComponent(name))
      labels += "\(name) \(index % 2 == 0 ? 1 : -1) \(index < 6 ? 1 : -1)\n"
      splits += "\(name) \(index % 3)\n"
    }
    try write(labels.utf8, to: "d/list_attr_celeba.txt")
    try write(splits.utf8, to: "d/list_eval_partition.txt")
  }

  /// The name of a picture of the folder.
  static func labelled(_ index: Int) -> String { "\(100 + index).png" }

  /// Writes a small picture that no other number has.
  func makePicture(_ index: Int, at url: URL) throws {
    let (width, height) = (3 + index % 4, 5 + index % 3)
    let samples = (0..<3 * width * height).map { Float(($0 * 29 + index * 53) % 256) / 255 }
    try PlanarImage(channels: 3, height: height, width: width, samples: samples).write(to: url, overwrite: true)
  }

  /// Makes a folder `idx` with pictures of 4 x 4 pixels in one file, and their labels.
  func makeIDX(_ count: Int) throws {
    try FileManager.default.createDirectory(at: file("idx"), withIntermediateDirectories: false)
    func size(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
    let pixels = (0..<16 * count).map { UInt8(truncatingIfNeeded: $0 * 37 + $0 / 16 * 11) }
    try write([0, 0, 8, 3] + size(count) + size(4) + size(4) + pixels, to: "idx/train-images-idx3-ubyte")
    try write([0, 0, 8, 1] + size(count) + (0..<count).map { UInt8($0 % 3) }, to: "idx/train-labels-idx1-ubyte")
  }

  /// The bytes of the files of a set, by their names.
  func set(_ name: String) throws -> [String: Data] {
    let folder = file("\(name).encodings")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) }
    )
  }
}
