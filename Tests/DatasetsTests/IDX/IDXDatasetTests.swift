internal import Datasets
internal import SafeFiles
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Folders of IDX files, and single ones with their labels.
@Suite struct IDXDatasetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func write(_ files: [String: [UInt8]]) throws {
    for (name, bytes) in files { try Data(bytes).write(to: folder.file(name)) }
  }

  func names(_ dataset: IDXDataset) -> [String] { dataset.parts.map(\.images.url.lastPathComponent) }

  @Test func aFolderHasTrainThenTestThenTheRest() throws {
    try write([
      "a-images-idx3-ubyte": IDXBytes.file(1, 2, 2),
      "t10k-images-idx3-ubyte": IDXBytes.file(2, 3, 4), "t10k-labels-idx1-ubyte": IDXBytes.labels([4, 3]),
      "train-images-idx3-ubyte.gz": try IDXBytes.fixture("images.gz"),
      "train-labels-idx1-ubyte.gz": try IDXBytes.fixture("labels.gz"),
      "readme.txt": [0x41], "._train-images-idx3-ubyte": [0], "images.png": [1],
    ])
    let dataset = try IDXDataset(folder.url)
    #expect(dataset.parts.map(\.split) == [.train, .test, nil])
    #expect(dataset.parts.map(\.images.count) == [5, 2, 1])
    #expect(dataset.count == 8)
    #expect(dataset.parts.map { $0.labels?.labels } == [[7, 0, 7, 3, 9], [4, 3], nil])
    #expect(dataset.url == folder.url)
  }

  @Test func classesBecomeAttributes() throws {
    try write([
      "train-images.idx3-ubyte": IDXBytes.file(3, 1, 1), "train-labels.idx1-ubyte": IDXBytes.labels([10, 2, 10]),
      "test-images.idx3-ubyte": IDXBytes.file(1, 1, 1), "test-labels.idx1-ubyte": IDXBytes.labels([0]),
    ])
    let dataset = try IDXDataset(folder.url)
    #expect(dataset.classes == [0, 2, 10])
    #expect(dataset.attributeNames == ["class_0", "class_2", "class_10"])
    #expect(dataset.attributeRow(of: 2) == [false, true, false])
    for (column, label) in dataset.classes.enumerated() {
      #expect(dataset.attributeRow(of: label).indices.filter { dataset.attributeRow(of: label)[$0] } == [column])
    }
  }

  @Test(arguments: [
    ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", DatasetSplit.train),
    ("train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", .train),
    ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte", .train),
    ("train-images.idx3-ubyte", "train-labels-idx1-ubyte", .train),
    ("t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte", .test),
    ("emnist-letters-train-images-idx3-ubyte.gz", "emnist-letters-train-labels-idx1-ubyte.gz", .train),
    ("emnist-mnist-test-images-idx3-ubyte", "emnist-mnist-test-labels-idx1-ubyte", .test),
    ("train-images-idx4-ubyte", "train-labels-idx1-ubyte", .train),
    ("my_images.bin", "my_labels.bin", nil), ("testimonial-images-idx3-ubyte", "testimonial-labels-idx1-ubyte", nil),
  ])
  func labelsAreFoundByName(images: String, labels: String, split: DatasetSplit?) throws {
    try write([images: IDXBytes.file(2, 2, 2), labels: IDXBytes.labels([1, 2])])
    let dataset = try IDXDataset(folder.file(images))
    #expect(names(dataset) == [images])
    #expect(dataset.parts[0].labels?.url.lastPathComponent == labels)
    #expect(dataset.parts[0].split == split)
  }

  @Test func labelsMayBeMissing() throws {
    try write(["train-images-idx3-ubyte": IDXBytes.file(2, 2, 2), "pictures": IDXBytes.file(1, 2, 2)])
    for url in [folder.url, folder.file("train-images-idx3-ubyte"), folder.file("pictures")] {
      let dataset = try IDXDataset(url)
      #expect(dataset.parts[0].labels == nil)
      #expect(dataset.classes.isEmpty && dataset.attributeNames.isEmpty)
    }
  }

  @Test func ofTwoCopiesTheUnpackedIsRead() throws {
    try write([
      "train-images-idx3-ubyte": IDXBytes.file(2, 2, 2), "train-images-idx3-ubyte.gz": [0x1F, 0x8B],
      "train-labels-idx1-ubyte": IDXBytes.labels([1, 2]), "train-labels-idx1-ubyte.gz": [0x1F, 0x8B],
    ])
    // As some archives have it: a folder around each file, of the file's name.
    try FileManager.default.createDirectory(
      at: folder.file("t10k-images-idx3-ubyte"),
      withIntermediateDirectories: false
    )
    let dataset = try IDXDataset(folder.url)
    #expect(names(dataset) == ["train-images-idx3-ubyte"])
    #expect(dataset.classes == [1, 2])
  }

  @Test func transposingReachesEveryPart() throws {
    try write(["emnist-digits-train-images-idx3-ubyte": IDXBytes.file(1, 2, 3)])
    let images = try IDXDataset(folder.url, isTransposed: true).parts[0].images
    #expect(images.height == 3 && images.width == 2)
  }

  @Test func otherNumbersOfLabelsAreRefused() throws {
    try write(["train-images-idx3-ubyte": IDXBytes.file(2, 2, 2), "train-labels-idx1-ubyte": IDXBytes.labels([1])])
    let (images, labels) = (folder.file("train-images-idx3-ubyte"), folder.file("train-labels-idx1-ubyte"))
    let error = #expect(throws: IDXError.self) { try IDXDataset(images) }
    #expect(error == .wrongCount(labels, images: images, expected: 2, actual: 1))
    #expect(error?.category == .badData)
    #expect(
      error?.description.hasSuffix(
        "train-labels-idx1-ubyte: there are 1 labels, but 2 pictures in train-images-idx3-ubyte; put the two files of one"
          + " set side by side"
      ) == true
    )
  }

  @Test func aFolderWithoutPicturesIsRefused() throws {
    try write(["train-labels-idx1-ubyte": IDXBytes.labels([1]), "a.png": [1]])
    let error = #expect(throws: IDXError.self) { try IDXDataset(folder.url) }
    #expect(error == .noImages(folder.url))
    #expect(error?.category == .missingInput)
    #expect(error?.description.contains("train-images-idx3-ubyte") == true)
  }

  @Test(arguments: [
    ["emnist-digits-train-images-idx3-ubyte", "emnist-letters-train-images-idx3-ubyte"],
    ["emnist-digits-train-images-idx3-ubyte", "emnist-letters-test-images-idx3-ubyte"],
    ["t10k-images-idx3-ubyte", "test-images-idx3-ubyte"],
  ])
  func setsAreNotMixed(files: [String]) throws {
    for file in files { try write([file: IDXBytes.file(1, 2, 2)]) }
    let error = #expect(throws: IDXError.self) { try IDXDataset(folder.url) }
    #expect(error == .severalSets(folder.url, files: files))
    #expect(error?.category == .usage)
    #expect(error?.description.contains("(\(files.joined(separator: ", ")))") == true)
    #expect(try IDXDataset(folder.file(files[1])).count == 1)
  }

  @Test func idxIsKnownByItsFirstBytes() throws {
    try write([
      "plain": IDXBytes.file(1, 2, 2), "labels": IDXBytes.labels([1]), "packed": try IDXBytes.fixture("images.gz"),
      "bomb": try IDXBytes.fixture("bomb.gz"), "floats": [0, 0, 0x0D, 3],
      "png": [0x89, 0x50, 0x4E, 0x47], "empty": [], "gzip": [0x1F, 0x8B], "short": [0, 0, 8],
    ])
    for name in ["plain", "labels", "packed", "bomb", "floats"] {
      #expect(IDXDataset.isIDX(folder.file(name)), "\(name)")
    }
    for name in ["png", "empty", "gzip", "short", "none"] { #expect(!IDXDataset.isIDX(folder.file(name)), "\(name)") }
    #expect(!IDXDataset.isIDX(URL(fileURLWithPath: "/dev/null")))
    try FileManager.default.createSymbolicLink(at: folder.file("link"), withDestinationURL: folder.file("plain"))
    #expect(IDXDataset.isIDX(folder.file("link")))
  }

  @Test func aFolderIsIDXByAFileOfPictures() throws {
    #expect(!IDXDataset.isIDX(folder.url))
    try write(["plain": IDXBytes.file(1, 2, 2), "train-images-idx3-ubyte": [1, 2, 3, 4]])
    #expect(!IDXDataset.isIDX(folder.url))
    try write(["t10k-images.idx3-ubyte.gz": try IDXBytes.fixture("images.gz")])
    #expect(IDXDataset.isIDX(folder.url))
  }
}
