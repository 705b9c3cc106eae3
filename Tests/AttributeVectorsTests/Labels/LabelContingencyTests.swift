import AttributeVectors
import Datasets
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct LabelContingencyTests {
  /// Labels by chance: of each attribute 1, 0 or unknown.
  private static func draw(_ count: Int, attributes: Int, unknown: Float = -.infinity) -> LabelTable {
    let noise = LatentGenerator(seed: 12).sample(.standardGaussian, count: attributes, dimension: count)
    return LabelTable(
      attributes: (0..<attributes).map { "a\($0)" },
      count: count,
      values: noise.values.map { $0 < unknown ? -1 : $0 > 0.3 ? 1 : 0 }
    )
  }

  private let four = LabelTable(
    attributes: ["Smiling", "Male"],
    columns: [
      [true, true, true, true, false, false, false, nil, true, false],
      [true, true, true, false, true, true, false, true, nil, false],
    ]
  )

  @Test func cellsComeWithTheFirstAttributeSlowestAndYesFirst() throws {
    let table = try LabelContingency(of: four, attributes: ["Smiling", "Male"])
    #expect(
      table.cells.map(\.name) == [
        "Smiling = 1, Male = 1", "Smiling = 1, Male = 0", "Smiling = 0, Male = 1", "Smiling = 0, Male = 0",
      ]
    )
    #expect(table.cells.map(\.count) == [3, 1, 2, 2])
    #expect(table.count == 8 && table.leftOut == 2 && table.share(of: 0) == 0.375)
    #expect(table.total(of: 0) == 4 && table.total(of: 1) == 5)
    let turned = try LabelContingency(of: four, attributes: ["Male", "Smiling"])
    #expect(turned.cells.map(\.count) == [3, 2, 1, 2])
    #expect(turned.association(of: 1, and: 0) == table.association(of: 0, and: 1))
    let some = try LabelContingency(of: four, attributes: ["Smiling", "Male"], items: [9, 0, 0, 7])
    #expect(some.cells.map(\.count) == [2, 0, 0, 1] && some.leftOut == 1)
  }

  @Test(arguments: 1...8)
  func everyItemIsInItsCell(k: Int) throws {
    let labels = Self.draw(300, attributes: 8, unknown: -1.5)
    let names = Array(labels.attributes.shuffled().prefix(k))
    let table = try LabelContingency(of: labels, attributes: names)
    #expect(table.cells.count == 1 << k && table.count + table.leftOut == 300)
    #expect(Set(table.cells.map(\.name)).count == 1 << k)
    for cell in table.cells {
      let columns = try cell.labels.map { (try labels.index(of: $0.attribute), $0.isPresent) }
      let count = (0..<300).reduce(0) { sum, item in
        sum + (columns.allSatisfy { labels[item, $0.0] == $0.1 } ? 1 : 0)
      }
      #expect(cell.count == count && cell.labels.map(\.attribute) == names)
    }
    #expect(abs(table.cells.indices.reduce(0) { $0 + table.share(of: $1) } - 1) < 1e-12)
  }

  @Test func phiIsPearsonsCorrelation() throws {
    let labels = Self.draw(500, attributes: 2)
    let association = try LabelContingency(of: labels, attributes: labels.attributes).association(of: 0, and: 1)
    let (x, y) = (0..<2).map { column in labels.column(column).map { $0 == true ? 1.0 : 0 } }.pair
    let (meanX, meanY) = (x.reduce(0, +) / 500, y.reduce(0, +) / 500)
    let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / 500
    let expected = covariance / (meanX * (1 - meanX) * meanY * (1 - meanY)).squareRoot()
    #expect(abs(try #require(association.phi) - expected) < 1e-12)
  }

  /// scipy.stats.chi2_contingency(table, correction=False).
  @Test(arguments: [
    ([27_259, 50_821, 41_002, 43_688], -0.13670363430394, 0.0), ([10, 5, 3, 12], 0.47087095579742, 0.0099067730113),
    ([30, 20, 10, 60], 0.47809144373375, 1.6300506877e-7), ([5, 0, 0, 7], 1, 0.00053200550514),
    ([0, 4, 4, 0], -1, 0.0046777349810),
  ])
  func phiAndItsProbabilityAreSciPys(counts: [Int], phi: Double, pValue: Double) throws {
    let table = AttributeContingency(both: counts[0], firstOnly: counts[1], secondOnly: counts[2], neither: counts[3])
    #expect(abs(try #require(table.phi) - phi) < 1e-12)
    #expect(abs(try #require(table.pValue) - pValue) < 1e-9 * pValue + 1e-30)
  }

  @Test(arguments: [[3, 2, 0, 0], [0, 0, 3, 2], [3, 0, 2, 0], [0, 3, 0, 2], [0, 0, 0, 0], [4, 0, 0, 0]])
  func whatDoesNotVaryHasNoPhi(counts: [Int]) {
    let table = AttributeContingency(both: counts[0], firstOnly: counts[1], secondOnly: counts[2], neither: counts[3])
    #expect(table.phi == nil && table.pValue == nil)
  }

  @Test func theMatrixHasThePhiOfEveryPairOverWhatIsKnown() throws {
    let labels = Self.draw(200, attributes: 5, unknown: -1)
    let matrix = try LabelCorrelation(of: labels)
    #expect(matrix.attributes == labels.attributes && matrix.values.count == 25 && matrix.count == 200)
    for first in 0..<5 {
      #expect(matrix[first, first] == 1)
      for second in 0..<5 where second != first {
        let pair = try LabelContingency(of: labels, attributes: ["a\(first)", "a\(second)"])
        #expect(matrix[first, second] == pair.association(of: 0, and: 1).phi)
        #expect(matrix[first, second] == matrix[second, first])
      }
    }
    let some = try LabelCorrelation(of: labels, attributes: ["a3", "a1"], items: Array(50..<190))
    let pair = try LabelContingency(of: labels.gathered(50..<190), attributes: ["a3", "a1"])
    #expect(some[0, 1] == pair.association(of: 0, and: 1).phi && some.count == 140)
    let strongest = matrix.strongest(3)
    #expect(strongest.count == 3 && abs(strongest[0].phi) >= abs(strongest[1].phi))
    #expect(matrix.strongest(99).count == 10)
  }

  @Test func anAttributeThatDoesNotVaryHasABlankRow() throws {
    let labels = LabelTable(attributes: ["a", "b"], columns: [[true, true, nil], [true, false, true]])
    #expect(try LabelCorrelation(of: labels).values == [nil, nil, nil, 1])
  }

  @Test func noItemsAreNoShares() throws {
    let table = try LabelContingency(of: four, attributes: ["Male"], items: [])
    #expect(table.count == 0 && table.share(of: 0) == 0 && table.cells.count == 2)
  }

  @Test func whatCannotBeCountedIsRefused() {
    #expect(throws: AttributeError.unknownAttribute("Hat", known: ["Smiling", "Male"])) {
      try LabelContingency(of: four, attributes: ["Male", "Hat"])
    }
    #expect(throws: AttributeError.invalid(option: "Male", reason: "it is named twice; name it once")) {
      try LabelContingency(of: four, attributes: ["Male", "Male"])
    }
    let many = Self.draw(3, attributes: 9)
    #expect(throws: AttributeError.self) { try LabelContingency(of: many, attributes: many.attributes) }
    #expect(throws: AttributeError.self) { try LabelContingency(of: many, attributes: []) }
    #expect(throws: AttributeError.self) { try LabelCorrelation(of: many, attributes: ["a9"]) }
  }

  // MARK: The paper's

  private static let celeba: URL? = {
    guard let url = Repository.shared?.appendingPathComponent("data/celeba/list_attr_celeba.txt") else { return nil }
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }()

  /// White 2016, tables 1 and 2, over the train split.
  @Test(.enabled(if: celeba != nil))
  func thePapersTablesAreFound() throws {
    let list = try #require(Self.celeba)
    let partition = list.deletingLastPathComponent().appendingPathComponent("list_eval_partition.txt")
    let file = try AttributeTable(contentsOf: list)
    let train = file.rows(in: .train, of: try PartitionTable(contentsOf: partition))
    let labels = try LabelTable(file, attributes: ["Smiling", "Male", "Mouth_Slightly_Open"], rows: train)
    func perCent(_ attributes: [String]) throws -> [Double] {
      let table = try LabelContingency(of: labels, attributes: attributes)
      return table.cells.indices.map { (table.share(of: $0) * 10_000).rounded() / 100 }
    }
    #expect(try perCent(["Smiling", "Male"]) == [16.75, 31.22, 25.19, 26.84])
    #expect(try perCent(["Smiling", "Mouth_Slightly_Open"]) == [36.48, 11.49, 11.74, 40.29])
  }
}

extension [[Double]] {
  /// The first two.
  fileprivate var pair: ([Double], [Double]) { (self[0], self[1]) }
}
