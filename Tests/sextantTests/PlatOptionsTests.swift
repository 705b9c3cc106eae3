import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `docs/coming-from-plat.md` has a row for each option of each of plat's commands (`plat-options.json`), and no others.
@Suite struct PlatOptionsTests {
  static let page = "docs/coming-from-plat.md"

  static let options: [String: [String]] = {
    let file = Repository.fixture("plat-options.json", of: "sextant")
    return (try? JSONDecoder().decode([String: [String]].self, from: Data(contentsOf: file))) ?? [:]
  }()

  /// The options in the first cells of a section's table, each with what its row says of Sextant.
  static func rows(of section: String) throws -> [(option: String, successor: String)] {
    let parts = try ShownDocument(page).text.split(separator: "\n## ")
    guard let part = parts.first(where: { $0.hasPrefix("\(section)\n") }) else { return [] }
    return part.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      let cells = row.dropFirst(2).split(separator: " | ")
      return cells[0].split(separator: ", ").map { option in
        (option.filter { $0 != "`" }, cells.count == 3 ? String(cells[2].dropLast(2)) : "")
      }
    }
  }

  @Test func theListIsWhole() {
    #expect(
      Self.options.keys.sorted() == ["atvec", "canvas", "download", "facegrid", "gridlayout", "imgs2hdf5", "sample"]
    )
    #expect(Self.options.values.map(\.count).reduce(0, +) == 160)
  }

  @Test(arguments: options.keys.sorted())
  func everyOptionHasARow(_ command: String) throws {
    let rows = try Self.rows(of: command)
    #expect(rows.map(\.option).sorted() == Self.options[command]?.sorted())
    for row in rows { #expect(row.successor.count > 4, "\(row.option)") }
  }
}
