import AttributeVectors
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct VectorFileTests {
  private let place: TemporaryFolder
  private let vectors: VectorSet

  init() throws {
    place = try TemporaryFolder()
    var smile = AttributeVector(name: "Smiling", method: .cells, length: 5)
    smile.balancedOver = ["Male"]
    smile.cells = [LabelCell(labels: [.init(attribute: "Smiling", isPresent: true)], count: 12)]
    smile.threshold = 0.25
    vectors = VectorSet(
      entries: [smile, AttributeVector(name: "Male", method: .mean, length: 1)],
      vectors: LatentBatch(count: 2, dimension: 3, values: [3, 4, 0, 0, 0, -1]),
      model: VectorSet.Model(name: "tiny", hash: "abc"),
      source: VectorSet.Source(name: "faces", sha256: "def", items: "split = 'train'")
    )
  }

  private func path(_ name: String) -> String { place.file(name).path }

  @Test func aFolderGivesBackWhatWasWritten() throws {
    let url = try vectors.write(named: path("smile"))
    #expect(url.lastPathComponent == "smile.vectors")
    #expect(try VectorSet(named: path("smile")) == vectors)
    #expect(try VectorSet(named: path("smile.vectors")) == vectors)
  }

  @Test func whatIsThereIsReplacedOnlyWhenAsked() throws {
    try vectors.write(named: path("smile"))
    #expect(throws: FileError.self) { try vectors.write(named: path("smile")) }
    var other = vectors
    other.entries[0].threshold = nil
    try other.write(named: path("smile"), overwrite: true)
    #expect(try VectorSet(named: path("smile")).entries[0].threshold == nil)
    try Data("mine".utf8).write(to: place.file("smile.vectors/notes.txt"))
    #expect(throws: FileError.self) { try vectors.write(named: path("smile"), overwrite: true) }
    #expect(FileManager.default.fileExists(atPath: path("smile.vectors/notes.txt")))
  }

  @Test func platsJSONIsReadAndWritten() throws {
    try Data("[[1, 2], [3.5, -4]]\n".utf8).write(to: place.file("atvec.json"))
    let plat = try VectorSet(named: path("atvec.json"))
    #expect(plat.names == ["0", "1"])
    #expect(try plat.vector(named: "1") == [3.5, -4])
    #expect(plat.model == nil)
    try vectors.write(named: path("out.json"))
    #expect(try VectorSet(named: path("out.json")).vectors == vectors.vectors)
  }

  @Test(arguments: ["{", "{\"format\": 2, \"vectors\": []}", "{\"format\": 1, \"vectors\": []}"])
  func aDamagedDescriptionIsExplained(_ text: String) throws {
    try vectors.write(named: path("smile"))
    try Data(text.utf8).write(to: place.file("smile.vectors/vectors.json"))
    let error = #expect(throws: AttributeError.self) { try VectorSet(named: path("smile")) }
    #expect(error?.description.contains("vectors.json") == true)
    #expect(error?.category == .badData)
  }

  @Test func referencesAreFoundByNameFolderAndFile() throws {
    try vectors.write(named: path("smile"))
    let folder = path("smile.vectors")
    #expect(try VectorReference(parsing: "Male", among: [folder]) == VectorReference(vectors: folder, name: "Male"))
    #expect(try VectorReference(parsing: "\(folder):Male", among: []) == VectorReference(vectors: folder, name: "Male"))
    let only = try VectorReference(parsing: path("smile"), among: [])
    #expect(only.name == nil)
    #expect(throws: AttributeError.self) { try only.row(in: vectors) }
    #expect(throws: AttributeError.unknownAttribute("male", known: ["Smiling", "Male"])) {
      try VectorReference(parsing: "male", among: [folder])
    }
    #expect(throws: AttributeError.self) { try VectorReference(parsing: "Male", among: []) }
  }

  @Test func rowsOfAFileCanBeCalledByNames() throws {
    try Data("[[1, 2], [3, 4]]".utf8).write(to: place.file("atvec.json"))
    let plat = try VectorSet(named: path("atvec.json"))
    #expect(try plat.called(["Smiling", "Male"], file: "atvec.json").vector(named: "Male") == [3, 4])
    #expect(try plat.called([], file: "atvec.json") == plat)
    // A folder says itself what its vectors are.
    #expect(try vectors.called(["a", "b"], file: "smile") == vectors)
    for names in [["Smiling"], ["Smiling", "Smiling"]] {
      #expect(throws: AttributeError.self) { try plat.called(names, file: "atvec.json") }
    }
  }

  @Test func aNameThatTwoFoldersHaveIsNotGuessed() throws {
    try vectors.write(named: path("smile"))
    try vectors.write(named: path("other"))
    #expect(throws: AttributeError.self) {
      try VectorReference(parsing: "Male", among: [path("smile"), path("other")])
    }
  }
}
