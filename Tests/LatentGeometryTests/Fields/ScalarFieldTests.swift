import Foundation
import LatentGeometry
import Testing

@Suite struct ScalarFieldTests {
  static let shares: [ScalarField] = [
    .wave(.straight(direction: 45, wavelength: 6), cycles: 1), .wave(.rings(wavelength: -3), cycles: 3),
    .pulse(.straight(direction: 200, wavelength: 2)), .pulse(.rings(wavelength: 4)), .noise(.init(seed: 3, octaves: 2)),
    .ramp(direction: 120), .radialRamp, .cellRamp, .timeRamp(isOneWay: false), .timeRamp(isOneWay: true),
  ]
  static let grids = [(1, 1), (1, 6), (5, 1), (3, 4)]

  private func isNear(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test(arguments: shares, grids)
  func sharesAreFrom0To1(field: ScalarField, grid: (rows: Int, columns: Int)) {
    for t in stride(from: -1.25, through: 2, by: 0.125) {
      let values = field.values(rows: grid.rows, columns: grid.columns, at: t)
      #expect(values.count == grid.rows * grid.columns && values.allSatisfy { (0...1).contains($0) })
    }
  }

  /// What fields drive has no seam: t = 1 is t = 0, and so is what comes close to it.
  @Test(arguments: shares.dropLast(), grids)
  func fieldsCloseInTime(field: ScalarField, grid: (rows: Int, columns: Int)) {
    func values(_ t: Double) -> [Double] { field.values(rows: grid.rows, columns: grid.columns, at: t) }
    #expect(isNear(values(1), values(0)))
    #expect(isNear(values(0.375), values(2.375)))
    #expect(isNear(values(1 - 1e-7), values(0), 1e-4))
  }

  @Test func wavesAreThoseOfPlat() throws {
    for reference in try FieldReference.load().waves {
      let (rows, columns, t) = (reference.rows, reference.columns, reference.time)
      // plat adds a cell's place to the time: its waves run to the left, and rings outwards.
      let straight = ScalarField.wave(.straight(direction: 0, wavelength: -Double(columns)), cycles: 1)
      #expect(isNear(straight.values(rows: rows, columns: columns, at: t), reference.straight))
      let farthest = (Double((columns - 1) * (columns - 1) + (rows - 1) * (rows - 1)) / 4).squareRoot()
      let rings = ScalarField.wave(.rings(wavelength: farthest), cycles: 1)
      #expect(isNear(rings.values(rows: rows, columns: columns, at: t), reference.rings))
      let pulse = ScalarField.pulse(.straight(direction: 30, wavelength: 2.5))
      #expect(isNear(pulse.values(rows: rows, columns: columns, at: t), reference.pulse))
    }
  }

  @Test func aPulseIsNowhereAtFirstAndPassesEveryCell() {
    let pulse = ScalarField.pulse(.straight(direction: 0, wavelength: 2))
    #expect(pulse.values(rows: 2, columns: 5, at: 0).allSatisfy { $0 < 1e-12 })
    var highest = [Double](repeating: 0, count: 10)
    for step in 0..<600 {
      let values = pulse.values(rows: 2, columns: 5, at: Double(step) / 600)
      for cell in 0..<10 { highest[cell] = max(highest[cell], values[cell]) }
    }
    #expect(highest.allSatisfy { $0 > 0.999 })
  }

  @Test func rampsGoFromEndToEnd() {
    #expect(isNear(ScalarField.ramp(direction: 0).values(rows: 2, columns: 3, at: 0.7), [0, 0.5, 1, 0, 0.5, 1]))
    #expect(isNear(ScalarField.ramp(direction: 90).values(rows: 2, columns: 3, at: 0), [0, 0, 0, 1, 1, 1]))
    #expect(isNear(ScalarField.ramp(direction: 180).values(rows: 1, columns: 3, at: 0), [1, 0.5, 0]))
    #expect(isNear(ScalarField.ramp(direction: 90).values(rows: 1, columns: 3, at: 0), [0, 0, 0]))
    let rings = ScalarField.radialRamp.values(rows: 3, columns: 3, at: 0)
    #expect(rings[4] == 0 && rings[0] == 1 && rings[8] == 1 && abs(rings[1] - 0.5.squareRoot()) < 1e-12)
    for (t, there, once) in [(0, 0, 0), (0.25, 0.5, 0.25), (0.5, 1, 0.5), (0.75, 0.5, 0.75), (1, 0, 1), (1.5, 1, 1)] {
      #expect(ScalarField.timeRamp(isOneWay: false).values(rows: 1, columns: 1, at: t) == [there])
      #expect(ScalarField.timeRamp(isOneWay: true).values(rows: 1, columns: 1, at: t) == [once])
    }
  }

  @Test func rampsEqualNumPy() throws {
    let ways: [String: ScalarField] = ["right": .ramp(direction: 0), "down": .ramp(direction: 90), "cells": .cellRamp]
    let references = try FieldReference.load().ramps
    #expect(references.count == 5 * 3 * 3)
    for reference in references {
      let shares = try #require(ways[reference.way])
        .values(rows: reference.rows, columns: reference.columns, at: 0.4)
      let amounts = shares.map { (1 - $0) * reference.from + $0 * reference.to }
      #expect(isNear(amounts, reference.amounts), "\(reference)")
      #expect(shares.first == 0)
      if reference.rows > 1, reference.columns > 1 { #expect(shares.last == 1) }
    }
  }

  @Test func noiseIsAChannelOfNoiseFields() {
    let field = NoiseField(
      over: .gaussian(4, 3, seed: 1),
      seed: 9,
      prior: .standardGaussian,
      frequency: 0.3,
      octaves: 2
    )
    for index in 0..<4 {
      let noise = ScalarField.Noise(seed: 9, channel: UInt32(index), frequency: 0.3, cycles: 2, octaves: 2)
      let values = ScalarField.noise(noise).values(rows: 2, columns: 3, at: 0.3)
      for cell in 0..<6 {
        let weight = field.weights(column: Double(cell % 3), row: Double(cell / 3), at: 0.3)[index]
        #expect(abs(values[cell] - (1 + weight) / 2) < 1e-12)
      }
    }
  }

  // MARK: Tables

  @Test func tablesAreInterpolatedInTime() throws {
    let reference = try FieldReference.load().table
    let table = FieldTable(times: 4, rows: 1, columns: 1, numbers: reference.numbers)
    for (t, value) in zip(reference.times, reference.values) {
      #expect(isNear(table.values(rows: 2, columns: 2, at: t), [value, value, value, value]))
    }
  }

  @Test(arguments: [
    ("[0,1.5,-1]", 3, 1, 1), ("[[0,1,2],[3,4,5]]", 1, 2, 3), ("[[[0,1]],[[1,0]]]", 2, 1, 2), ("[4]", 1, 1, 1),
  ])
  func tablesAreReadAndWritten(text: String, times: Int, rows: Int, columns: Int) throws {
    let table = try JSONDecoder().decode(FieldTable.self, from: Data(text.utf8))
    #expect((table.times, table.rows, table.columns) == (times, rows, columns))
    #expect(try String(decoding: JSONEncoder().encode(table), as: UTF8.self) == text)
    #expect(table.fits(rows: rows, columns: columns) && table.fits(rows: 7, columns: 9) == (rows * columns == 1))
  }

  @Test(arguments: ["[]", "[[]]", "[[1],[2,3]]", "[[[1]],[[1],[2]]]", "{}", "7", "[\"a\"]", "[[1],2]", "[[[]]]"])
  func wrongTablesAreRefused(text: String) throws {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(FieldTable.self, from: Data(text.utf8)) }
  }

  @Test func tablesGiveTheirOwnNumbersAtTheirTimes() {
    let table = FieldTable(times: 2, rows: 1, columns: 2, numbers: [1, 2, 3, 4])
    let field = ScalarField.table(table)
    #expect(
      field.values(rows: 1, columns: 2, at: 0) == [1, 2] && field.values(rows: 1, columns: 2, at: 0.5) == [3, 4]
    )
    #expect(
      field.values(rows: 1, columns: 2, at: 0.75) == [2, 3] && field.values(rows: 1, columns: 2, at: 1) == [1, 2]
    )
  }
}
