internal import LatentGeometry

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The law of one coordinate of a point drawn uniformly from the unit sphere in d ≥ 2 dimensions.
///
/// (x/r)² follows Beta(1/2, (d - 1)/2). With x = sin θ the density of θ is proportional to cos^(d-2) θ, which is smooth
/// for every d, also where that of x has a pole (d = 2) or a corner (d = 4); it is integrated by Simpson's rule and
/// tabulated. The error is below 1e-9.
struct SphereMarginal: Sendable {
  private let table: MonotoneTable

  init(dimension: Int) {
    precondition(dimension >= 2, "on a line a coordinate has two values")
    let power = Double(dimension - 2)
    let pieces = 2048
    // cos^k θ ≤ exp(-k θ²/2): beyond 9 standard deviations lie 2e-19.
    let reach = power > 0 ? min(Double.pi / 2, 9 / power.squareRoot()) : Double.pi / 2
    let step = 2 * reach / Double(pieces)
    func density(_ angle: Double) -> Double { power > 0 ? pow(max(0, cos(angle)), power) : 1 }
    var sums = [0.0]
    for piece in 0..<pieces {
      let left = -reach + step * Double(piece)
      let sum = density(left) + 4 * density(left + step / 2) + density(left + step)
      sums.append((sums.last ?? 0) + sum * step / 6)
    }
    let total = sums[pieces]
    var knot = 0
    table = MonotoneTable(from: -reach, to: reach, pieces: pieces) { angle in
      defer { knot += 1 }
      return (sums[knot] / total, density(angle) / total)
    }
  }

  /// P(x ≤ t) for t in units of the radius.
  func cumulative(_ t: Double) -> Double { table.value(at: asin(max(-1, min(1, t)))) }
}
