import AttributeVectors
import Datasets
import EncodedSets
import GenerativeModels
import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Labels out of sets and label files.
@Suite struct LabelSourcesTests {
  private let file = AttributeTable(
    file: URL(fileURLWithPath: "list.txt"),
    attributes: ["Smiling", "Male", "Young"],
    pictures: ["a", "b", "c", "d"],
    labels: [true, false, false, false, false, true, true, true, false, false, true, true]
  )

  @Test func aFileGivesColumnsOfTheRowsWanted() throws {
    let all = try LabelTable(file)
    #expect(all.attributes == file.attributes && all.count == 4)
    for row in 0..<4 { for column in 0..<3 { #expect(all[row, column] == file[row, column]) } }
    let some = try LabelTable(file, attributes: ["Young", "Smiling"], rows: [2, 0, 2])
    #expect(some.attributes == ["Young", "Smiling"])
    #expect(some.values == [0, 0, 0, 1, 1, 1])
    #expect(try LabelTable(file, rows: []).count == 0)
  }

  @Test func aSetGivesItsLabelsInOnePassAndNullIsUnknown() throws {
    let place = try TemporaryFolder()
    let set = try Self.set(in: place)
    let all = try LabelTable(of: set)
    #expect(all.attributes == ["Smiling", "Male", "5_o_Clock_Shadow"] && all.count == 7)
    for (column, name) in all.attributes.enumerated() {
      let labels = try set.labels(of: name)
      for row in 0..<7 { #expect(all[row, column] == labels[row].map { $0 == 1 }) }
    }
    #expect(all.column(1) == [nil, true, true, true, true, nil, false])
    let some = try LabelTable(of: set, attributes: ["5_o_Clock_Shadow", "Male"])
    #expect(some.column(0) == all.column(2) && some.column(1) == all.column(1))
    #expect(try LabelTable(of: set, attributes: []).values.isEmpty)
    #expect(throws: AttributeError.unknownAttribute("Hat", known: all.attributes)) {
      try LabelTable(of: set, attributes: ["Male", "Hat"])
    }
  }

  @Test func namesAreKnownAndNoneIsThereTwice() {
    #expect(throws: AttributeError.unknownAttribute("male", known: file.attributes)) {
      try LabelTable(file, attributes: ["male"])
    }
    let twice = AttributeError.invalid(option: "Male", reason: "it is named twice; name it once")
    #expect(throws: twice) { try LabelTable(file, attributes: ["Male", "Young", "Male"]) }
  }

  /// Seven pictures of a few pixels, some of unknown label.
  private static func set(in place: TemporaryFolder) throws -> EncodedSet {
    let entries = try (0..<7).map { index in
      let samples = (0..<48).map { Float(($0 * 29 + index * 53) % 256) / 255 }
      try PlanarImage(channels: 3, height: 4, width: 4, samples: samples).write(to: place.file("\(index).png"))
      return PictureCollection.Entry(
        path: "\(index).png",
        split: .train,
        labels: [index % 2 == 0, index % 5 == 0 ? nil : index < 6, index == 3]
      )
    }
    let pictures = PictureCollection(
      source: PictureSource(root: place.url),
      attributes: ["Smiling", "Male", "5_o_Clock_Shadow"],
      entries: entries
    )
    let folder = SetFolder(naming: place.file("s").path)
    let model = try GenerativeModel(package: Repository.tinyModel)
    let encoder = SetEncoder(folder, reference: .package(Repository.tinyModel.path))
    _ = try encoder.encode(pictures, chosen: SetEncoder.Choice(sources: ["pictures"]), with: model)
    return try EncodedSet(folder)
  }
}
