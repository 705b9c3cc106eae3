import Foundation
import TestSupport

@testable import LatentGeometry

/// Arrangements of anchors and strips as NumPy and SciPy compute them in double precision.
///
/// Written by `python3 tools/make_grid_reference.py` into Tests/Fixtures/LatentGeometry/grids.json. Inputs are draws of
/// `RandomState(seed)`.
struct GridReference: Decodable, Sendable {
  struct Arrangement: Decodable, Sendable {
    var prior: String
    var dimension: Int
    var seed: UInt32
    /// Rows of the table: those named first, then draws.
    var count: Int
    var named: Int
    /// Anchors, not cells.
    var rows: Int
    var columns: Int
    var method: InterpolationMethod
    var inverts: Bool
    var partway: Double?
    var encircles: Bool
    var anchors: [Double]

    var arrangement: AnchorArrangement {
      var arrangement = AnchorArrangement()
      (arrangement.inverts, arrangement.partway, arrangement.encircles) = (inverts, partway, encircles)
      return arrangement
    }
  }

  struct Strips: Decodable, Sendable {
    var prior: String
    var dimension: Int
    var seed: UInt32
    var count: Int
    var method: InterpolationMethod
    var height: Int
    var width: Int
    var spacing: Int
    var cells: [Double]
  }

  var arrangements: [Arrangement]
  var strips: [Strips]

  static let loaded = Result { () throws -> GridReference in
    let url = Repository.fixture("grids.json", of: "LatentGeometry")
    return try JSONDecoder().decode(GridReference.self, from: Data(contentsOf: url))
  }
}
