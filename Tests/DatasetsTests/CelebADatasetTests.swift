internal import Datasets
internal import SafeFiles
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Folders in CelebA's layout, complete or in part.
@Suite struct CelebADatasetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes files with some text, and the folders that they need.
  func write(_ files: [String: String]) throws {
    for (name, text) in files {
      let url = folder.file(name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  static let splits = "a.jpg 0\nb.jpg 0\nc.jpg 2\n"

  @Test func presentPicturesComeWithTheirRowsAndSplits() throws {
    try write([
      "list_attr_celeba.txt": LabelTexts.official, "list_eval_partition.txt": Self.splits,
      "img_align_celeba/c.jpg": "x", "img_align_celeba/a.jpg": "x", "img_align_celeba/unlisted.jpg": "x",
    ])
    let dataset = try CelebADataset(folder: folder.url)
    #expect(dataset.table.pictures == LabelTexts.pictures)
    #expect(dataset.splits == [.train, .train, .test])
    #expect(dataset.presentRows == [0, 2])
    #expect(dataset.missingCount == 1)
    let summary = try #require(dataset.missingSummary)
    #expect(summary.contains("1 of the 3 pictures") && summary.contains("going on with the 2"))
    let items = try dataset.items()
    #expect(items.map(\.url.path) == ["a.jpg", "c.jpg"].map { folder.file("img_align_celeba/\($0)").path })
    #expect(items.map(\.row) == [0, 2])
    #expect(items.map(\.split) == [.train, .test])
    #expect(try dataset.items(in: .train).map(\.row) == [0])
    #expect(try dataset.listedRows(in: .train) == [0, 1])
    #expect(try dataset.listedRows() == [0, 1, 2])
    #expect(try dataset.presentRows(in: .valid) == [])
  }

  @Test func aCompleteFolderMissesNothing() throws {
    try write(["list_attr_celeba.txt": LabelTexts.official])
    try write(Dictionary(uniqueKeysWithValues: LabelTexts.pictures.map { ("img_align_celeba/\($0)", "x") }))
    let dataset = try CelebADataset(folder: folder.url)
    #expect(dataset.missingCount == 0 && dataset.missingSummary == nil)
  }

  @Test func withoutAPartitionThereAreNoSplits() throws {
    try write(["list_attr_celeba.txt": LabelTexts.official, "img_align_celeba/a.jpg": "x"])
    let dataset = try CelebADataset(folder: folder.url)
    #expect(dataset.splits == nil)
    #expect(try dataset.items().map(\.split) == [nil])
    let error = #expect(throws: CelebADatasetError.self) { try dataset.items(in: .train) }
    #expect(error == .noPartition(folder.url, split: .train))
    #expect(error?.category == .missingInput)
    #expect(error?.description.contains("list_eval_partition.txt") == true)
  }

  @Test func aPictureMayBeInNoSplit() throws {
    try write([
      "list_attr_celeba.txt": LabelTexts.official, "list_eval_partition.txt": "c.jpg 1\nother.jpg 0\n",
      "img_align_celeba/a.jpg": "x", "img_align_celeba/c.jpg": "x",
    ])
    let dataset = try CelebADataset(folder: folder.url)
    #expect(dataset.splits == [nil, nil, .valid])
    #expect(try dataset.items().map(\.split) == [nil, .valid])
  }

  @Test(arguments: [
    ["list_attr_celeba.txt", "list_eval_partition.txt", "img_align_celeba/a.jpg"],
    ["Anno/list_attr_celeba.txt", "Eval/list_eval_partition.txt", "Img/img_align_celeba/a.jpg"],
    ["list_attr_celeba.csv", "list_eval_partition.csv", "img_align_celeba/img_align_celeba/a.jpg"],
  ])
  func theLayoutsOfDownloadsAreUnderstood(names: [String]) throws {
    let isCSV = names[0].hasSuffix("csv")
    try write([
      names[0]: isCSV ? LabelTexts.csv : LabelTexts.official,
      names[1]: isCSV ? "image_id,partition\n" + Self.splits.replacing(" ", with: ",") : Self.splits,
      names[2]: "x",
    ])
    let dataset = try CelebADataset(folder: folder.url)
    #expect(dataset.table.labels == LabelTexts.labels)
    #expect(dataset.splits == [.train, .train, .test])
    #expect(try dataset.items().map(\.url.path) == [folder.file(names[2]).path])
  }

  @Test func listsWithoutPictures() throws {
    try write(["list_attr_celeba.txt": LabelTexts.official, "list_eval_partition.txt": Self.splits])
    let dataset = try CelebADataset(folder: folder.url)
    #expect(dataset.layout.pictureFolder == nil && dataset.missingCount == 3)
    let error = #expect(throws: CelebADatasetError.self) { try dataset.items() }
    #expect(error == .noPictures(folder.url, split: nil, listed: 3))
    #expect(error?.category == .missingInput)
    #expect(error?.description.contains("none of the 3 pictures") == true)
    #expect(throws: CelebADatasetError.noPictures(folder.url, split: .train, listed: 2)) {
      try dataset.items(in: .train)
    }
    let empty = #expect(throws: CelebADatasetError.self) { try dataset.items(in: .valid) }
    #expect(empty == .noPictures(folder.url, split: .valid, listed: 0))
    #expect(empty?.description.contains("'valid'") == true)
  }

  @Test func anotherFolderIsToldWhatIsExpected() throws {
    try write(["a.jpg": "x", "list_eval_partition.txt": Self.splits])
    let error = #expect(throws: CelebADatasetError.self) { try CelebADataset(folder: folder.url) }
    #expect(error?.category == .missingInput)
    for word in ["list_attr_celeba.txt", "list_attr_celeba.csv", "list_eval_partition.txt", "img_align_celeba"] {
      #expect(error?.description.contains(word) == true)
    }
  }

  @Test func aFolderMustExist() throws {
    #expect(throws: FileError.missingFolder(folder.file("no"))) { try CelebADataset(folder: folder.file("no")) }
    try write(["file": "x"])
    let error = #expect(throws: FileError.self) { try CelebADataset(folder: folder.file("file")) }
    #expect(error?.category == .cannotRead)
  }

  @Test func damageInAListIsItsError() throws {
    try write(["list_attr_celeba.txt": LabelTexts.official, "list_eval_partition.txt": "a.jpg 9\n"])
    let file = folder.file("list_eval_partition.txt")
    #expect(throws: LabelFileError.badSplit(file, line: 1, picture: "a.jpg", found: "'9'")) {
      try CelebADataset(folder: folder.url)
    }
  }
}
