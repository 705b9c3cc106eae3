import Datasets
import SafeFiles
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `--where` over pictures before they are encoded and over the items of a set.
@Suite struct ConditionTests {
  private let place: SetPlace
  private let set: EncodedSet

  private static let made = Result {
    let place = try SetPlace()
    try place.encode()
    return (place, try EncodedSet(place.set("s")))
  }

  init() throws { (place, set) = try Self.made.get() }

  /// The paths' numbers, by both ways.
  private func numbers(_ condition: String) throws -> [Int] {
    let rows = try set.rows(where: condition)
    let chosen = try? place.pictures.selected(split: nil, where: condition, limit: nil)
    #expect((chosen?.entries.map(\.path) ?? []) == rows.map { "\($0).png" })
    return rows
  }

  @Test func chooseByAnyColumn() throws {
    #expect(try numbers("Smiling") == [0, 2, 4, 6, 8, 10])
    #expect(try numbers("Smiling = 1 AND Male = 1") == [2, 4])
    #expect(
      try numbers("Smiling = 0 OR Male = 0")
        == [1, 3, 5, 6, 7, 8, 9, 10, 11].filter { $0 % 2 == 1 || ($0 > 5 && $0 % 5 != 0) }
    )
    #expect(try numbers("Male IS NULL") == [0, 5, 10])
    #expect(try numbers("\"5_o_Clock_Shadow\" = 1") == [7])
    #expect(try numbers("split = 'test'") == [2, 6, 10])
    #expect(try numbers("split IS NULL") == [3, 7, 11])
    #expect(try numbers("id % 5 = 1") == [1, 6, 11])
    #expect(try numbers("path LIKE '1%'") == [1, 10, 11])
    #expect(try numbers("path IN ('2.png', '3.png') -- the first ones") == [2, 3])
    #expect(try numbers("Smiling /* by \n hand */ = 1 AND id < 3") == [0, 2])
    #expect(try numbers("smiling = 1 and ID > 9") == [10])
    #expect(try numbers("'a;b' = 'a;b' AND id = 0") == [0])
    #expect(try numbers("1 = 0").isEmpty)
    #expect(try set.rows(where: "width * height > 35") == [7, 11])
    #expect(try set.rows(where: "Smiling", limit: 2) == [0, 2])
    #expect(try set.rows(where: nil, limit: 3) == [0, 1, 2])
    #expect(try set.rows(where: nil) == Array(0..<12))
  }

  /// None of these may be taken for a condition that merely holds for nothing, or for a damaged set.
  @Test(arguments: [
    "", " ", "Smilling = 1", "split = \"test\"", "\"Smilling\" = 1", "split = test", "Smiling = ", "Smiling = 1)",
    "(Smiling = 1", "Smiling = 1; DROP TABLE items", "Smiling = 1;", ";", "Smiling = 'a", "1 /*", "1) /*",
    "1) UNION SELECT (99", "1) UNION SELECT ('x", "1) LIMIT (1", "Smiling = ?", "Smiling = :label", "Smiling = $1",
    "COUNT(*) > 1", "path MATCH 'x'", "path REGEXP 'x'", "nosuch(1)", "abs(-9223372036854775808) > 0",
    "id IN (SELECT id FROM nowhere)", "1) ORDER BY (id", "-- nothing", "items.nothing = 1",
    "randomblob(3000000000) = 1",
  ])
  func mistakesAreExplained(_ condition: String) throws {
    expectExplained(.usage, naming: "--where \(condition): ", "columns are id, path, split, width", "Smiling, Male") {
      _ = try set.rows(where: condition)
    }
    expectExplained(.usage, naming: "--where \(condition): ", "columns are id, path, split, Smiling", "single quotes") {
      _ = try place.pictures.selected(split: nil, where: condition, limit: nil)
    }
  }

  @Test func theNameOfTheMissingColumnIsSaid() throws {
    expectExplained(.usage, naming: "no such column", "Smilling") { _ = try set.rows(where: "Smilling = 1") }
    expectExplained(.usage, naming: "no such column", "test") { _ = try set.rows(where: "split = \"test\"") }
    // Sizes are known when pictures are read.
    expectExplained(.usage, naming: "no such column", "width") {
      _ = try place.pictures.selected(split: nil, where: "width > 3", limit: nil)
    }
  }

  @Test func aConditionCannotChangeTheCatalogue() throws {
    let before = try Data(contentsOf: set.folder.catalog)
    for text in ["1); DELETE FROM items; SELECT (1", "id IN (DELETE FROM items RETURNING id)"] {
      #expect(throws: EncodedSetError.self) { try set.rows(where: text) }
    }
    #expect(try Data(contentsOf: set.folder.catalog) == before)
  }

  @Test func splitsAndLimitsChooseFurther() throws {
    let pictures = place.pictures
    func chosen(_ split: DatasetSplit?, _ condition: String?, _ limit: Int?) throws -> [String] {
      try pictures.selected(split: split, where: condition, limit: limit).entries.map(\.path)
    }
    #expect(try chosen(nil, nil, nil) == pictures.entries.map(\.path))
    #expect(try chosen(.valid, nil, nil) == ["1.png", "5.png", "9.png"])
    #expect(try chosen(.valid, "id > 1", 1) == ["5.png"])
    #expect(try chosen(nil, nil, 100).count == 12)
    expectExplained(.usage, naming: "--split valid and --where \"Smiling = 1\"", "none of the 12") {
      _ = try chosen(.valid, "Smiling = 1", nil)
    }
  }
}
