import SafeFiles
import TestSupport
import Testing

@testable import Datasets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct AttributePopulationTests {
  /// The expected share of each cell of a table of two attributes.
  private func cells(
    _ population: AttributePopulation,
    _ first: PortraitAttribute,
    _ second: PortraitAttribute
  ) -> [Double] {
    [
      population.share(of: [first, second]), population.share(of: [first], without: [second]),
      population.share(of: [second], without: [first]), population.share(of: [], without: [first, second]),
    ]
  }

  @Test func standardTablesAreThePapers() {
    let male = cells(.standard, .smiling, .male)
    #expect(zip(male, [0.17, 0.31, 0.25, 0.27]).allSatisfy { abs($0 - $1) < 1e-6 }, "\(male)")
    let open = cells(.standard, .smiling, .mouthSlightlyOpen)
    #expect(zip(open, [0.36, 0.12, 0.12, 0.40]).allSatisfy { abs($0 - $1) < 1e-6 }, "\(open)")
  }

  @Test(arguments: PortraitAttribute.allCases.filter { $0 != .blurry })
  func everyShareIsTheStandardOne(_ attribute: PortraitAttribute) throws {
    let share = try #require(AttributePopulation.standardShares[attribute])
    #expect(abs(AttributePopulation.standard.share(of: [attribute]) - share) < 1e-6)
    #expect(abs(AttributePopulation.independent.share(of: [attribute]) - share) < 1e-9)
  }

  @Test func independentMeansThatSharesMultiply() {
    let population = AttributePopulation.independent
    for (first, second) in [(PortraitAttribute.smiling, .male), (.male, .noBeard), (.young, .grayHair)]
      as [(
        PortraitAttribute, PortraitAttribute
      )]
    {
      let product = population.share(of: [first]) * population.share(of: [second])
      #expect(abs(population.share(of: [first, second]) - product) < 1e-9)
    }
  }

  @Test func nobodyHasTwoColoursOfHair() {
    for (index, color) in PortraitAttribute.hairColors.enumerated() {
      for other in PortraitAttribute.hairColors[(index + 1)...] {
        #expect(AttributePopulation.standard.share(of: [color, other]) == 0)
      }
    }
    // What is left of the hair is red.
    let red = AttributePopulation.standard.share(of: [], without: Set(PortraitAttribute.hairColors))
    #expect(abs(red - 0.12) < 1e-6)
  }

  @Test func tablesOfThreeAttributesAndSharesOfOneAreMet() throws {
    let percent = [5.0, 10, 15, 20, 20, 15, 10, 5]
    let population = try AttributePopulation(tables: [
      ContingencyTable([.smiling, .young, .eyeglasses], percent: percent),
      ContingencyTable([.male], percent: [70, 30]),
    ])
    #expect(abs(population.share(of: [.smiling, .young, .eyeglasses]) - 0.05) < 1e-6)
    #expect(abs(population.share(of: [.eyeglasses], without: [.smiling, .young]) - 0.10) < 1e-6)
    #expect(abs(population.share(of: [.male]) - 0.7) < 1e-6)
    // Nothing was said of both together.
    #expect(abs(population.share(of: [.male, .smiling]) - 0.7 * 0.5) < 1e-6)
  }

  /// The other colours give way, to nothing if need be.
  @Test(arguments: [(60.0, 40.0), (50, 30), (100, 0)])
  func coloursOfHairMakeRoomForEachOther(_ black: Double, _ blond: Double) throws {
    let population = try AttributePopulation(tables: [
      ContingencyTable([.blackHair], percent: [black, 100 - black]),
      ContingencyTable([.blondHair], percent: [blond, 100 - blond]),
    ])
    #expect(abs(population.share(of: [.blackHair]) - black / 100) < 1e-6)
    #expect(abs(population.share(of: [.blondHair]) - blond / 100) < 1e-6)
    let others = population.share(of: [.brownHair]) + population.share(of: [.grayHair])
    #expect(abs(others - (100 - black - blond) / 100) < 1e-6)
  }

  @Test func quantilesRunThroughThePopulation() {
    let population = AttributePopulation.standard
    let count = 1000
    let people = (0..<count).map { population.attributes(at: (Double($0) + 0.5) / Double(count)) }
    let smiling = people.count { $0.contains(.smiling) }
    #expect(smiling == 480)
    #expect(people.allSatisfy { $0.intersection(PortraitAttribute.hairColors).count <= 1 && !$0.contains(.blurry) })
  }

  @Test func contradictionsAreNamed() {
    // A table fixes the share of smiles at 40 %, the other at 60 %.
    #expect {
      _ = try AttributePopulation(tables: [
        ContingencyTable([.smiling, .male], percent: [20, 20, 30, 30]),
        ContingencyTable([.smiling, .young], percent: [30, 30, 20, 20]),
      ])
    } throws: { error in
      guard case PopulationError.contradiction(let table, _, _) = error else { return false }
      return table.hasPrefix("Smiling x ")
    }
    // More than everybody would have coloured hair.
    #expect(throws: PopulationError.self) {
      _ = try AttributePopulation(tables: [
        ContingencyTable([.blackHair], percent: [60, 40]), ContingencyTable([.blondHair], percent: [60, 40]),
      ])
    }
  }

  @Test func wrongTablesAreRefused() {
    #expect(throws: PopulationError.attributes([])) { _ = try ContingencyTable([], percent: [100]) }
    #expect(throws: PopulationError.attributes(["Male", "Male"])) {
      _ = try ContingencyTable([.male, .male], percent: [25, 25, 25, 25])
    }
    #expect(throws: PopulationError.blurry) { _ = try ContingencyTable([.blurry], percent: [50, 50]) }
    for percent in [[50.0], [50, 40], [120, -20], [.nan, 100]] {
      #expect(throws: PopulationError.self) { _ = try ContingencyTable([.male], percent: percent) }
    }
  }

  // MARK: JSON

  @Test func descriptionsAreReadBack() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("tables.json")
    try JSONEncoder().encode(AttributePopulation.standard.description).write(to: file)
    let again = try AttributePopulation(contentsOf: file)
    #expect(again.description == AttributePopulation.standard.description)
    #expect(abs(again.share(of: [.smiling, .male]) - 0.17) < 1e-6)
  }

  @Test(arguments: [
    ("{\n  \"tables\": [}", ["not valid JSON", "line 2"]),
    (#"{"table": []}"#, ["'tables' is missing"]),
    (#"{"tables": [{"attributes": ["Smiling"]}]}"#, ["tables[0]", "'percent' is missing"]),
    (#"{"tables": [{"attributes": ["Smiling"], "percent": "50"}]}"#, ["tables[0].percent", "wrong kind"]),
    (#"{"tables": [{"attributes": ["Smirking"], "percent": [50, 50]}]}"#, ["tables[0]", "'Smirking'", "Smiling"]),
    (#"{"tables": [{"attributes": ["Blurry"], "percent": [50, 50]}]}"#, ["tables[0]", "Blurry"]),
    (#"{"tables": [{"attributes": ["Male"], "percent": [50, 30]}]}"#, ["tables[0]", "80"]),
    (
      #"{"tables": [{"attributes": ["Male"], "percent": [50, 50]}, {"attributes": ["Male"], "percent": [10, 90]}]}"#,
      ["the table of Male"]
    ),
  ])
  func badFilesAreExplained(_ text: String, _ words: [String]) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("tables.json")
    try Data(text.utf8).write(to: file)
    do {
      _ = try AttributePopulation(contentsOf: file)
      Issue.record("no error for \(text)")
    } catch let error as PopulationError {
      #expect(error.category == .badData)
      for word in words + [file.path] { #expect(error.description.contains(word), "\(error)") }
    }
  }
}
