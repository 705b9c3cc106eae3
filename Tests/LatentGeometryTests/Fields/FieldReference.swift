import Foundation
import TestSupport

/// Shares of fields over grids computed by NumPy.
///
/// Written by `python3 tools/make_field_reference.py` into Tests/Fixtures/LatentGeometry/fields.json.
struct FieldReference: Decodable, Sendable {
  struct Case: Decodable, Sendable {
    var rows: Int
    var columns: Int
    var time: Double
    var straight: [Double]
    var rings: [Double]
    var pulse: [Double]
  }

  struct Ramp: Decodable, Sendable {
    var rows: Int
    var columns: Int
    var from: Double
    var to: Double
    /// Where it grows: right, down, or cells in row order.
    var way: String
    var amounts: [Double]
  }

  struct Table: Decodable, Sendable {
    var numbers: [Double]
    var times: [Double]
    var values: [Double]
  }

  var waves: [Case]
  var ramps: [Ramp]
  var table: Table

  static func load() throws -> FieldReference {
    let url = Repository.fixture("fields.json", of: "LatentGeometry")
    return try JSONDecoder().decode(FieldReference.self, from: Data(contentsOf: url))
  }
}
