import Datasets
import LatentFiles
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Sets as CSV and as files of latents.
@Suite struct ExportTests {
  let place: SetPlace

  init() throws { place = try SetPlace() }

  private func csv(_ set: EncodedSet, rows: [Int]? = nil, withVectors: Bool = false) throws -> String {
    let url = place.temporary.file("out.csv")
    try set.exportCSV(to: url, rows: rows, withVectors: withVectors, overwrite: true)
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// The fields of CSV after RFC 4180.
  private func parsed(_ text: String) -> [[String]] {
    var (lines, fields, field, isQuoted): ([[String]], [String], [UInt8], Bool) = ([], [], [], false)
    let bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          field.append(byte)
          continue
        }
        if place < bytes.count, bytes[place] == byte {
          field.append(byte)
          place += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), field.isEmpty {
        isQuoted = true
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
        guard byte == UInt8(ascii: "\n") else { continue }
        lines.append(fields)
        fields = []
      } else {
        field.append(byte)
      }
    }
    return lines
  }

  @Test func everyItemIsALine() throws {
    try place.encode()
    let text = try csv(EncodedSet(place.set("s")))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 14 && lines[13].isEmpty)
    #expect(lines[0] == "id,path,split,width,height,Smiling,Male,5_o_Clock_Shadow")
    #expect(lines[1] == "0,0.png,train,3,5,1,,0" && lines[4] == "3,3.png,,6,5,0,1,0")
    #expect(lines[8] == "7,7.png,,6,6,0,0,1")
  }

  @Test func chosenItemsWithTheirLatents() throws {
    try place.encode()
    let set = try EncodedSet(place.set("s"))
    let lines = parsed(try csv(set, rows: [2, 5, 11], withVectors: true))
    #expect(lines.map(\.count) == [56, 56, 56, 56])
    #expect(lines[0].suffix(48) == (0..<48).map { "z\($0)" }[...])
    #expect(lines.dropFirst().map { $0[0] } == ["2", "5", "11"])
    for (line, row) in zip(lines.dropFirst(), [2, 5, 11]) {
      #expect(line.suffix(48).map { Float($0) } == set.latent(row).values)
    }
    #expect(parsed(try csv(set, rows: [])).count == 1)
  }

  /// Among them characters that become one with the comma or the quotation mark before them.
  @Test(arguments: [
    "a,b", "a\"b", "\"", "a\nb", "a\rb", "a\r\nb", "a b", " a", ",\u{301}", "a\"\u{301}", "\"a\",\"b\"", "ä,ö", "\n",
  ])
  func oddPathsAreQuoted(_ name: String) throws {
    let path = name + ".png"
    try FileManager.default.copyItem(at: place.picture(0), to: place.root.appendingPathComponent(path))
    let attributes = ["odd " + name]
    let pictures = PictureCollection(
      source: PictureSource(root: place.root),
      attributes: attributes,
      entries: [.init(path: "1.png", labels: [true]), .init(path: path, labels: [nil])]
    )
    try place.encode(pictures)
    let text = try csv(EncodedSet(place.set("s")))
    #expect(
      parsed(text) == [
        ["id", "path", "split", "width", "height"] + attributes, ["0", "1.png", "", "4", "6", "1"],
        ["1", path, "", "3", "5", ""],
      ]
    )
  }

  @Test func latentsBecomeAFileOfTheirOwn() throws {
    try place.encode()
    let set = try EncodedSet(place.set("s"))
    for name in ["z.npy", "z.json"] {
      let url = place.temporary.file(name)
      try set.exportLatents(to: url)
      #expect(try LatentFile.read(LatentReference(file: url)) == set.vectors.gathered(0..<12))
      try set.exportLatents(to: url, rows: [3, 7], overwrite: true)
      #expect(try LatentFile.read(LatentReference(file: url)) == set.vectors.gathered([3, 7]))
      expectExplained(.cannotCreate, naming: name, "--force") { try set.exportLatents(to: url) }
    }
    try set.exportLatents(to: place.temporary.file("z.npy"), overwrite: true)
    #expect(try Data(contentsOf: place.temporary.file("z.npy")) == Data(contentsOf: set.folder.vectors))
  }

  @Test func whatExistsIsKept() throws {
    try place.encode()
    let url = place.temporary.file("out.csv")
    try Data("precious".utf8).write(to: url)
    let set = try EncodedSet(place.set("s"))
    expectExplained(.cannotCreate, naming: "out.csv", "--force") { try set.exportCSV(to: url) }
    #expect(try Data(contentsOf: url) == Data("precious".utf8))
    expectExplained(.cannotCreate, naming: "no/out.csv") {
      try set.exportCSV(to: place.temporary.file("no/out.csv"))
    }
  }
}
