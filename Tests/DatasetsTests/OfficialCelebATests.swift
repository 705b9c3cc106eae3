internal import Datasets
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// CelebA in a development folder beside the checkout; nil where it is absent.
private let celeba: URL? = {
  guard let url = Repository.shared?.appendingPathComponent("data/celeba") else { return nil }
  return FileManager.default.fileExists(atPath: url.path) ? url : nil
}()

/// CelebA's own lists, where the development folder is there.
@Suite(.enabled(if: celeba != nil))
struct OfficialCelebATests {
  /// The counts over the train split are the 17, 31, 25 and 27 % of White 2016 (arXiv 1609.04468).
  @Test func theListsAreReadWhole() throws {
    let dataset = try CelebADataset(folder: try #require(celeba))
    #expect(dataset.table.count == 202_599 && dataset.table.attributes.count == 40)
    let listed = try DatasetSplit.allCases.map { try dataset.listedRows(in: $0).count }
    #expect(listed == [162_770, 19_867, 19_962])
    let train = try dataset.listedRows(in: .train)
    #expect(
      try dataset.table.contingency(of: "Smiling", and: "Male", rows: train)
        == AttributeContingency(both: 27_259, firstOnly: 50_821, secondOnly: 41_002, neither: 43_688)
    )
    // What is missing is told once, and what is there can be used.
    #expect(dataset.missingCount + dataset.presentRows.count == 202_599)
    #expect((dataset.missingSummary == nil) == (dataset.missingCount == 0))
    let items = try dataset.items()
    #expect(items.count == dataset.presentRows.count)
    #expect(items.allSatisfy { FileManager.default.fileExists(atPath: $0.url.path) })
  }
}
