import AttributeVectors
import Datasets
import EncodedSets
import Foundation
import GenerativeModels
import LatentGeometry
import TestSupport

@testable import Diagrams

/// Sets of the tiny model, made of pictures of 4 x 4 pixels in one file, with labels that show in their pixels.
///
/// Smiling pictures are bright above, male ones on the left; men smile less. Young is unknown for every tenth, nobody is bald,
/// and few are rare, all of the split train.
struct LabelledPlace {
  let folder: TemporaryFolder
  /// The labels of all pictures.
  let labels: [[Bool?]]

  static let attributes = ["Smiling", "Male", "Young", "Bald", "Rare"]
  static let count = 660
  /// Made once for all tests, which only read it.
  static let shared = Result { try LabelledPlace() }

  /// `all` with splits by turns, `few` of 30 pictures, `plain` without labels.
  private init() throws {
    folder = try TemporaryFolder()
    let draws = LatentGenerator(seed: 9).sample(.uniform(low: 0, high: 1), count: Self.count, dimension: 19)
    var (labels, pixels): ([[Bool?]], [UInt8]) = ([], [])
    for index in 0..<Self.count {
      let own = draws[index].values
      let smiles = own[16] < 0.5
      let isMale = own[17] < (smiles ? 0.35 : 0.7)
      labels.append([smiles, isMale, index % 10 == 0 ? nil : own[18] < 0.4, false, index % 90 == 6])
      for pixel in 0..<16 {
        let (row, column) = (pixel / 4, pixel % 4)
        let smile: Float = smiles == (row < 2) ? 25 : -25
        let male: Float = isMale == (column < 2) ? 25 : -25
        pixels.append(UInt8(128 + smile + male + 60 * (own[pixel] - 0.5)))
      }
    }
    self.labels = labels
    func size(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
    let header = [0, 0, 8, 3] + size(Self.count) + size(4) + size(4)
    try Data(header + pixels).write(to: folder.file(Self.file))
    let model = try GenerativeModel(package: Repository.tinyModel, options: SessionOptions(threads: 1, spinning: false))
    try encode(0..<Self.count, into: "all", attributes: Self.attributes, with: model)
    try encode(0..<30, into: "few", attributes: Self.attributes, with: model)
    try encode(0..<12, into: "plain", attributes: [], with: model)
  }

  private static let file = "train-images-idx3-ubyte"

  private func encode(
    _ indices: Range<Int>,
    into name: String,
    attributes: [String],
    with model: GenerativeModel
  ) throws {
    let entries = indices.map { index in
      PictureCollection.Entry(
        path: "\(Self.file):\(index)",
        split: DatasetSplit.allCases[index % 3],
        labels: attributes.isEmpty ? [] : labels[index]
      )
    }
    let encoder = SetEncoder(SetFolder(naming: path(name)), reference: .package(Repository.tinyModel.path))
    let pictures = PictureCollection(
      source: PictureSource(root: folder.url),
      attributes: attributes,
      entries: entries
    )
    _ = try encoder.encode(pictures, chosen: SetEncoder.Choice(sources: ["pictures"]), with: model)
  }

  func path(_ name: String) -> String { folder.file(name).path }

  /// A selection of a set; more is chosen in the closure.
  func selection(_ set: String = "all", _ change: (inout LabelledSelection) -> Void = { _ in }) -> LabelledSelection {
    var selection = LabelledSelection()
    selection.set = path(set)
    change(&selection)
    return selection
  }

  func items(
    _ set: String = "all",
    seed: UInt64 = 0,
    _ change: (inout LabelledSelection) -> Void = { _ in }
  ) throws -> LabelledItems {
    try LabelledItems(selection(set, change), attributes: nil, seed: seed)
  }

  /// A request over the large set.
  func fit(
    _ attributes: [String],
    balancedOver: [String] = [],
    _ method: FitMethod = .mean,
    _ change: (inout LabelledSelection) -> Void = { _ in }
  ) -> AttributeFitRequest {
    var request = AttributeFitRequest()
    request.items = selection("all", change)
    (request.attributes, request.balancedOver, request.method) = (attributes, balancedOver, method)
    return request
  }

  /// Writes labels of some pictures in the form of CelebA.
  func write(_ attributes: [Int], of indices: some Collection<Int>, no: String, to name: String) throws -> String {
    var text = "\(indices.count)\n" + attributes.map { Self.attributes[$0] }.joined(separator: " ") + "\n"
    for index in indices {
      let values = attributes.map { labels[index][$0] == true ? "1" : no }
      text += "\(Self.file):\(index) \(values.joined(separator: " "))\n"
    }
    try Data(text.utf8).write(to: folder.file(name))
    return path(name)
  }

  func writeText(_ text: String, to name: String) throws { try Data(text.utf8).write(to: folder.file(name)) }
}
