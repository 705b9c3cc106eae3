import LatentGeometry
import Manifold
import Testing

/// Draws of N(0, 1), the same on every run.
func gaussian(_ count: Int, _ dimension: Int, seed: UInt64) -> LatentBatch {
  LatentGenerator(seed: seed).sample(.standardGaussian, count: count, dimension: dimension)
}

/// d(q, x) in double precision, term by term.
func pairDistance(_ q: ArraySlice<Float>, _ x: ArraySlice<Float>, _ metric: DistanceMetric) -> Double {
  var (difference, qq, xx) = (0.0, 0.0, 0.0)
  for (a, b) in zip(q, x) {
    let (a, b) = (Double(a), Double(b))
    difference += (a - b) * (a - b)
    qq += a * a
    xx += b * b
  }
  guard metric == .cosine else { return difference.squareRoot() }
  guard qq > 0, xx > 0 else { return 1 }
  let (p, r) = (qq.squareRoot(), xx.squareRoot())
  var half = 0.0
  for (a, b) in zip(q, x) {
    let step = Double(a) / p - Double(b) / r
    half += step * step / 2
  }
  return half
}

extension LatentBatch {
  func row(_ index: Int) -> ArraySlice<Float> { values[index * dimension..<(index + 1) * dimension] }
}

/// Compares a table with the distances of every pair: each neighbor's distance, and the k smallest ones.
///
/// Sums in another order may exchange rows whose distances differ in the last bits; distances that are equal keep the
/// order of the rows' numbers.
func expectNearest(
  _ table: NeighborTable,
  _ queries: LatentBatch,
  _ rows: LatentBatch,
  _ k: Int,
  _ metric: DistanceMetric,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(table.count == queries.count && table.k == min(k, rows.count), sourceLocation: sourceLocation)
  for query in 0..<table.count {
    let all = (0..<rows.count).map { pairDistance(queries.row(query), rows.row($0), metric) }
    let expected = all.sorted().prefix(k)
    let (found, distances) = (Array(table.rows(of: query)), Array(table.distances(of: query)))
    var isRight = Set(found).count == found.count
    for (place, row) in found.enumerated() {
      let tolerance = 1e-12 * expected[place] + 1e-300
      isRight = isRight && abs(distances[place] - expected[place]) <= tolerance
      isRight = isRight && abs(distances[place] - all[row]) <= tolerance
      if place > 0 {
        isRight = isRight && (distances[place - 1], found[place - 1]) < (distances[place], row)
      }
    }
    #expect(isRight, "query \(query): \(found), \(distances), not \(Array(expected))", sourceLocation: sourceLocation)
  }
}
