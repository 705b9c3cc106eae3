public import LatentGeometry

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// How well a placement keeps what is near.
///
/// Distance preservation quality, with D_k the mean over all vectors of the mean distance to the k that are nearest on the
/// grid, D*_k to the k nearest vectors, and D̄ the mean of all distances:
///
///     ΔD_k = max(0, (D̄ - D_k) / D̄),   DPQ_p = ‖ΔD‖_p / ‖ΔD*‖_p,   k = 1 … n - 1
///
/// 1 where every vector has its nearest ones nearest on the grid; a placement by chance is near 0. Larger p gives more weight
/// to the nearest neighbours; the authors recommend 16. Cells without a vector do not count. Source: Barthel et al. 2023,
/// section 3, see ``PlacementMethod/sorted``.
public struct PlacementQuality: Sendable, Equatable {
  /// What is taken for the nearest k where cells are equally far from a cell.
  public enum Ties: String, Sendable, Codable, CaseIterable {
    /// The mean over all orders. A placement by chance has ΔD near 0.
    case averaged
    /// Cells with the nearest vectors first, as in the authors' program: larger numbers, also for placements by chance.
    case nearestFirst = "nearest-first"
  }

  /// DPQ_p, 0 … 1.
  ///
  /// 1 where all vectors are equally far from each other, which no placement can spoil, and for n < 3.
  public let distancePreservation: Double
  /// The share of the k nearest vectors that are also among the k nearest on the grid, the mean over all vectors; by chance
  /// k / (n - 1).
  ///
  /// Where several are equally far, on the grid or among vectors, and not all of them belong to the k, each belongs by the
  /// share of them that does; by the lesser share where both say so. Distances within 2e-6 of each other are equal. 1 for n < 2.
  public let neighborPreservation: Double
  /// k of ``neighborPreservation``.
  public let neighborCount: Int

  /// Judges a placement.
  ///
  /// - Parameters:
  ///   - placement: Of n vectors.
  ///   - latents: Shape [n, d], finite.
  ///   - metric: What "near" means.
  ///   - exponent: p ≥ 1.
  ///   - neighbors: k ≥ 1; at most n - 1 are taken. Eight surround a cell.
  ///   - ties: See ``Ties``.
  /// - Complexity: O(n² (d + log n)).
  /// - Throws: ``PlacementError/notFinite(row:column:)``.
  public init(
    of placement: GridPlacement,
    for latents: some LatentRows,
    metric: DistanceMetric = .l2,
    exponent: Double = 16,
    neighbors: Int = 8,
    ties: Ties = .averaged
  ) throws(PlacementError) {
    precondition(latents.count == placement.cells.count, "a vector for each cell that is filled is needed")
    let vectors = try PlacementVectors(latents, metric: metric)
    self.init(placement, distances: vectors.distances(), exponent: exponent, neighbors: neighbors, ties: ties)
  }

  /// The same for a table of distances, shape [n, n].
  init(_ placement: GridPlacement, distances: [Float], exponent: Double, neighbors: Int, ties: Ties) {
    precondition(exponent >= 1 && neighbors >= 1, "p ≥ 1 and k ≥ 1 are needed")
    let n = placement.cells.count
    neighborCount = max(0, min(neighbors, n - 1))
    guard n >= 2 else {
      (distancePreservation, neighborPreservation) = (1, 1)
      return
    }
    let rows = RowQualities(placement, distances, ties: ties, neighbors: neighborCount)
    neighborPreservation = rows.kept / Double(n)
    let mean = rows.nearest[n - 2] / Double(n)
    guard mean > 0 else {
      distancePreservation = 1
      return
    }
    func norm(_ sums: [Double]) -> Double {
      let gains = sums.map { max(0, 1 - $0 / (Double(n) * mean)) }
      // The greatest is taken out: powers of small numbers would vanish.
      guard let greatest = gains.max(), greatest > 0 else { return 0 }
      return greatest * pow(gains.reduce(0) { $0 + pow($1 / greatest, exponent) }, 1 / exponent)
    }
    let ideal = norm(rows.nearest)
    distancePreservation = ideal > 1e-6 ? min(1, norm(rows.placed) / ideal) : 1
  }
}

/// Sums over vectors: of the mean distance to the k nearest on the grid, of that to the k nearest, and of neighbours kept.
struct RowQualities {
  /// [n - 1], for k = 1 … n - 1.
  var placed: [Double]
  var nearest: [Double]
  var kept = 0.0

  init(_ placement: GridPlacement, _ distances: [Float], ties: PlacementQuality.Ties, neighbors k: Int) {
    let n = placement.cells.count
    placed = [Double](repeating: 0, count: n - 1)
    nearest = placed
    var ranks = GridRanks(placement.cells, on: placement.grid)
    var onGrid = [Float](repeating: 0, count: n - 1)
    var sorted = onGrid
    for vector in 0..<n {
      ranks.center(on: vector)
      for place in 0..<n - 1 { onGrid[place] = distances[vector * n + ranks.order[place]] }
      sorted = onGrid
      sorted.sort()
      kept += Self.kept(onGrid, sorted, ranks.ringEnds, k)
      var (start, sum, sortedSum) = (0, 0.0, 0.0)
      for end in ranks.ringEnds {
        switch ties {
        case .averaged:
          let mean = onGrid[start..<end].reduce(0.0) { $0 + Double($1) } / Double(end - start)
          for place in start..<end {
            sum += mean
            placed[place] += sum / Double(place + 1)
          }
        case .nearestFirst:
          onGrid[start..<end].sort()
          for place in start..<end {
            sum += Double(onGrid[place])
            placed[place] += sum / Double(place + 1)
          }
        }
        start = end
      }
      for place in 0..<n - 1 {
        sortedSum += Double(sorted[place])
        nearest[place] += sortedSum / Double(place + 1)
      }
    }
  }

  /// Σ over others of the lesser of its parts in the k nearest on the grid and in the k nearest, as a share of k.
  private static func kept(_ onGrid: [Float], _ sorted: [Float], _ ringEnds: [Int], _ k: Int) -> Double {
    // Equal distances differ by the rounding of their sums.
    let (bound, least) = (sorted[k - 1] * (1 + 2e-6), sorted[k - 1] * (1 - 2e-6))
    let below = sorted.firstIndex { $0 >= least } ?? 0
    let upTo = sorted[below...].firstIndex { $0 > bound } ?? sorted.count
    let partOfBound = Double(k - below) / Double(upTo - below)
    var (sum, start) = (0.0, 0)
    for end in ringEnds where start < k {
      let part = end <= k ? 1 : Double(k - start) / Double(end - start)
      for place in start..<end where onGrid[place] <= bound {
        sum += onGrid[place] < least ? part : min(part, partOfBound)
      }
      start = end
    }
    return sum / Double(k)
  }
}
