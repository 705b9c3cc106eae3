import Foundation
import TestSupport
import Testing

@testable import Diagrams

/// Tables 1 and 2.
@Suite struct LabelPairTableTests {
  private let figures: LabelledFigures

  init() throws { figures = try LabelledFigures() }

  /// Writes CelebA's lists alone: pictures of the cells of Smiling x Male in some split.
  private func lists(_ cells: [(split: Int, counts: [Int])], partition: Bool = true) throws -> URL {
    let folder = figures.folder.file("lists")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("img_align_celeba"),
      withIntermediateDirectories: true
    )
    var (labels, splits): ([String], [String]) = ([], [])
    for (split, counts) in cells {
      for (cell, count) in counts.enumerated() {
        for _ in 0..<count {
          let name = "\(labels.count).jpg"
          labels.append("\(name) \(cell < 2 ? 1 : -1) \(cell % 2 == 0 ? 1 : -1)")
          splits.append("\(name) \(split)")
        }
      }
    }
    let text = "\(labels.count)\nSmiling Male\n" + labels.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: folder.appendingPathComponent("list_attr_celeba.txt"))
    if partition {
      try Data((splits.joined(separator: "\n") + "\n").utf8)
        .write(to: folder.appendingPathComponent("list_eval_partition.txt"))
    }
    return folder
  }

  @Test func thePapersSharesAreFoundAgain() throws {
    let folder = try lists([(0, [170, 310, 250, 270]), (2, [500, 10, 10, 10])])
    let result = try figures.draw(.table1, figures.materials(nil, data: folder))
    #expect(
      result.table?.rows == [
        ["Smiling", "17.0 % (17 %)", "31.0 % (31 %)", "48.0 % (48 %)"],
        ["not Smiling", "25.0 % (25 %)", "27.0 % (27 %)", "52.0 % (52 %)"],
        ["total", "42.0 % (42 %)", "58.0 % (58 %)", "100 % (100 %)"],
      ]
    )
    #expect(result.holds == true && result.findings[0].measured == 0)
    let phi = try #require(result.finding("phi"))
    // (0.17 0.27 - 0.31 0.25) / √(0.48 0.52 0.42 0.58)
    #expect(abs(phi.measured + 0.128152) < 1e-5 && phi.holds == true)
    #expect(try #require(phi.interval).contains(-0.128152))
    #expect(result.notes[0].contains("1000 pictures") && result.notes[0].contains("train"))
  }

  @Test func otherSharesAreTold() throws {
    let folder = try lists([(0, [250, 250, 250, 250])], partition: false)
    let result = try figures.draw(.table1, figures.materials(nil, data: folder))
    let difference = result.findings[0]
    #expect(difference.subject.contains("Smiling, Male") && difference.measured == 8 && difference.holds == false)
    #expect(result.finding("phi")?.holds == false && result.holds == false)
  }

  @Test func withoutATrainSplitAllPicturesCount() throws {
    let folder = try lists([(1, [17, 31, 25, 27])])
    #expect(try figures.draw(.table1, figures.materials(nil, data: folder)).notes[0].hasPrefix("100 pictures"))
  }

  @Test func otherLabelsAreCountedAndNotCompared() throws {
    let result = try figures.draw(.table2, figures.materials { $0.partner = "Young" })
    #expect(result.holds == nil && result.findings.count == 1)
    let young = figures.place.labels.filter { $0[2] != nil }
    let both = young.count { $0[0] == true && $0[2] == true }
    #expect(result.notes[0].hasPrefix("\(young.count) pictures"))
    #expect(result.table?.rows[0][1] == "\((100 * Double(both) / Double(young.count)).fixed(1)) %")
  }

  @Test func labelsThatAreNotThereAreAnObstacle() throws {
    for materials in [
      try figures.materials { $0.confound = "Grinning" }, try figures.materials("plain"), try figures.materials(nil),
      try figures.materials(nil, data: lists([(0, [1, 1, 1, 1])])) { $0.confound = "Grinning" },
    ] {
      #expect(throws: FigureObstacle.self) { try figures.draw(.table1, materials) }
    }
  }
}
