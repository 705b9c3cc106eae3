import Testing

@testable import Datasets

@Suite struct PortraitGeneratorTests {
  /// Twenty thousand people, drawn once.
  private static let many = PortraitGenerator(seed: 1).portraits(0..<20_000)

  /// The cells of two labels in per cent.
  private func percent(_ first: PortraitAttribute, _ second: PortraitAttribute) -> [Double] {
    var cells = [0.0, 0, 0, 0]
    for portrait in Self.many {
      let cell = (portrait.labels.contains(first) ? 0 : 2) + (portrait.labels.contains(second) ? 0 : 1)
      cells[cell] += 100 / Double(Self.many.count)
    }
    return cells
  }

  /// Tables 1 and 2 of the paper, within half a point.
  @Test(arguments: [
    (PortraitAttribute.smiling, PortraitAttribute.male, [17.0, 31, 25, 27]),
    (.smiling, .mouthSlightlyOpen, [36, 12, 12, 40]),
  ])
  func labelsCorrelateAsInThePaper(_ first: PortraitAttribute, _ second: PortraitAttribute, _ expected: [Double]) {
    let found = percent(first, second)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 0.5 }, "\(found)")
  }

  @Test func anyThousandHasTheSharesToTheHalfPerCent() {
    for start in [0, 7000, 19_000] {
      let smiling = Self.many[start..<start + 1000].count { $0.labels.contains(.smiling) }
      #expect(abs(smiling - 480) <= 5)
    }
  }

  @Test func independentLabelsHaveNoCorrelation() {
    let portraits = PortraitGenerator(seed: 3, population: .independent).portraits(0..<10_000)
    let attributes = PortraitAttribute.allCases.filter { $0 != .blurry }
    let columns = attributes.map { attribute in portraits.map { $0.labels.contains(attribute) ? 1.0 : 0.0 } }
    let count = Double(portraits.count)
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / count }
    for first in attributes.indices {
      for second in attributes.indices where second > first {
        let pair = Set([attributes[first], attributes[second]])
        // Everybody has one colour of hair.
        guard !pair.isSubset(of: PortraitAttribute.hairColors) else { continue }
        let (x, y) = (columns[first], columns[second])
        let covariance = mean(zip(x, y).map(*)) - mean(x) * mean(y)
        let phi = covariance / (mean(x) * (1 - mean(x)) * mean(y) * (1 - mean(y))).squareRoot()
        // The standard error is 0.01; of 184 pairs none is expected beyond four.
        #expect(abs(phi) < 0.042, "\(pair)")
      }
    }
  }

  @Test func labelsAgreeWithFactors() {
    for portrait in Self.many.prefix(5000) {
      for attribute in PortraitAttribute.allCases where attribute != .blurry {
        #expect(
          portrait.labels.contains(attribute) == portrait.factors.has(attribute),
          "\(portrait.index) \(attribute)"
        )
      }
    }
  }

  @Test func blurryIsABiasedReport() {
    func share(_ portraits: [Portrait]) -> Double {
      Double(portraits.count { $0.labels.contains(.blurry) }) / Double(max(portraits.count, 1))
    }
    let blurred = Self.many.filter { $0.factors.has(.blurry) }
    let sharp = Self.many.filter { !$0.factors.has(.blurry) }
    #expect(abs(Double(blurred.count) / Double(Self.many.count) - 0.06) < 0.005)
    #expect(share(blurred) > 0.9)
    #expect(share(sharp.filter { $0.factors.brightness < 0.72 }) > 0.4)
    #expect(share(sharp.filter { $0.factors.brightness >= 0.72 }) < 0.03)
    // So the label also means darkness.
    func brightness(_ portraits: [Portrait]) -> Double {
      portraits.reduce(0) { $0 + $1.factors.brightness } / Double(max(portraits.count, 1))
    }
    let reported = Self.many.filter { $0.labels.contains(.blurry) }
    let others = Self.many.filter { !$0.labels.contains(.blurry) }
    #expect(brightness(others) - brightness(reported) > 0.08)
  }

  @Test func aPortraitDependsOnItsNumberAlone() {
    let generator = PortraitGenerator(seed: 1)
    #expect(generator.portraits(1990..<2010) == Array(Self.many[1990..<2010]))
    #expect(generator.portraits(5..<6) == [Self.many[5]])
    #expect(generator.portraits(3..<3).isEmpty)
    let other = PortraitGenerator(seed: 2).portraits(0..<10)
    #expect(zip(other, Self.many).allSatisfy { $0.factors != $1.factors })
  }

  @Test func everyFactorVaries() {
    for column in PortraitFactors.columns {
      let values = Self.many.prefix(2000).map { $0.factors[keyPath: column.path] }
      #expect(values.allSatisfy { $0.isFinite })
      #expect(Set(values).count > 100, "\(column.name)")
    }
    #expect(Set(PortraitFactors.columns.map(\.name)).count == PortraitFactors.columns.count)
  }

  @Test func everyColumnOfABlockIsSpreadEvenly() {
    let draws = StratifiedDraws(seed: 9, columns: 3).block(4)
    for column in 0..<3 {
      let strata = (0..<1000).map { Int(draws[$0 * 3 + column] * 1000) }
      #expect(Set(strata) == Set(0..<1000))
      #expect(strata != Array(0..<1000))
    }
    #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(StratifiedDraws(seed: 9, columns: 3).block(5) != draws)
  }
}
