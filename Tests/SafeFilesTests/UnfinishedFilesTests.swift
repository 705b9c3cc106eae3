import Foundation
import SafeFiles
import Testing
import TestSupport

@Suite struct UnfinishedFilesTests {
  @Test func rememberingGivesBackWhatItsBodyGives() throws {
    let folder = try TemporaryFolder()
    #expect(UnfinishedFiles.remember(folder.file("a.part")) { 7 } == 7)
    #expect(throws: FileError.missing(folder.url)) {
      try UnfinishedFiles.remember(folder.file("a.part")) { throw FileError.missing(folder.url) }
    }
    #expect(!UnfinishedFiles.areRemoved)
  }
}
