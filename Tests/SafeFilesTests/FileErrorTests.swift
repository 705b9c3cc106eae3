internal import SafeFiles
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The codes that the program exits with and the sentences that it prints.
@Suite struct FileErrorTests {
  /// BSD's `sysexits.h`: EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_UNAVAILABLE, EX_SOFTWARE, EX_CANTCREAT, EX_IOERR.
  @Test func categoriesAreSysexits() {
    #expect(FailureCategory.allCases.map(\.rawValue) == [64, 65, 66, 69, 70, 73, 74])
    #expect(FailureCategory.usage.rawValue == 64)
    #expect(FailureCategory.badData.rawValue == 65)
    #expect(FailureCategory.missingInput.rawValue == 66)
    #expect(FailureCategory.missingLibrary.rawValue == 69)
    #expect(FailureCategory.software.rawValue == 70)
    #expect(FailureCategory.cannotCreate.rawValue == 73)
    #expect(FailureCategory.cannotRead.rawValue == 74)
  }

  static let place = URL(fileURLWithPath: "/data/faces.npy")

  @Test(arguments: [
    (FileError.missing(place), FailureCategory.missingInput),
    (.isFolder(place), .cannotRead),
    (.missingFolder(place), .missingInput),
    (.isFile(place), .cannotRead),
    (.cannotMakeFolder(place, reason: "why", option: "--plots"), .cannotCreate),
    (.empty(place), .badData),
    (.unreadable(place, reason: "why"), .cannotRead),
    (.exists(place), .cannotCreate),
    (.cannotWrite(place, reason: "why"), .cannotCreate),
  ])
  func everyErrorNamesItsFile(error: FileError, category: FailureCategory) {
    #expect(error.category == category)
    #expect(error.description.hasPrefix("/data/faces.npy: "))
    #expect(!error.description.contains("\n"))
  }

  @Test func pathsInsideTheWorkingDirectoryAreShownAsTyped() {
    #expect(URL(fileURLWithPath: "some/where.npy").shownPath == "some/where.npy")
    #expect(URL(fileURLWithPath: "/some/where.npy").shownPath == "/some/where.npy")
    // A folder whose name only begins like the working directory's is another folder.
    let neighbour = FileManager.default.currentDirectoryPath + "-2/where.npy"
    #expect(URL(fileURLWithPath: neighbour).shownPath == neighbour)
  }
}
