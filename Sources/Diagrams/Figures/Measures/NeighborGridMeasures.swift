internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

/// How far the cells of MINE grids stay inside the manifold of encodings, beside grids between random samples.
///
/// The encodings are split in two: balls around one half are the manifold, and queries and their neighbors come from the other, so that
/// no cell is inside because it is a center itself.
struct NeighborGridMeasures {
  /// Distance preservation quality of each query's grid, 0 … 1.
  let qualities: [Double]
  /// The share of cells of each MINE grid that are inside.
  let mineShares: [Double]
  /// The share of cells of each grid between random samples that are inside.
  let randomShares: [Double]
  /// Whether each encoding of the half that is no manifold is inside.
  let heldOutInside: [Bool]

  /// The grid: White's 3 x 5 neighbors, and two cells between them.
  static let layout = (rows: 3, columns: 5, spacing: 3)

  /// The neighbor that balls reach to.
  static let k = 5

  /// Measures grids around random queries.
  ///
  /// - Parameters:
  ///   - latents: Encodings, shape [n, d], n ≥ 40.
  ///   - queries: How many grids of each kind.
  ///   - prior: What random samples are drawn from.
  ///   - method: How cells between neighbors are filled.
  ///   - seed: Of the split, the queries and the samples.
  ///   - threads: How many threads look for neighbors; results do not depend on it.
  /// - Throws: The errors of linear algebra.
  init(
    of latents: LatentBatch,
    queries: Int,
    prior: Prior,
    method: InterpolationMethod = .slerp,
    seed: UInt64,
    threads: Int? = nil
  ) throws {
    let (rows, columns, spacing) = Self.layout
    let split = RowSplit(of: Array(0..<latents.count), holdingOut: latents.count / 2, seed: seed)
    let cover = try BallCover(latents.gathered(split.reference), ks: [Self.k], threads: threads)
    let others = latents.gathered(split.heldOut)
    let chosen = RowSplit.thinned(Array(0..<others.count), to: queries, seed: seed)
    let table = try NeighborSearch(others, threads: threads).nearest(to: others.gathered(chosen), k: rows * columns)
    let places = try PlacementGrid(rows: rows, columns: columns)
    let grid = try LatentGrid(
      .mine,
      rows: (rows - 1) * spacing + 1,
      columns: (columns - 1) * spacing + 1,
      spacing: spacing
    )
    let interpolator = Interpolator(method, prior: prior, dimension: latents.dimension, threads: threads)
    func insideShare(_ anchors: LatentBatch) throws -> Double {
      try cover.measure(grid.latents(anchors: anchors, interpolator))[0].insideShare
    }
    var (qualities, mineShares, randomShares): ([Double], [Double], [Double]) = ([], [], [])
    for query in chosen.indices {
      let neighbors = others.gathered(Array(table.rows(of: query)))
      let placement = try GridPlacement(of: neighbors, on: places, options: PlacementOptions(seed: seed))
      qualities.append(try PlacementQuality(of: placement, for: neighbors).distancePreservation)
      mineShares.append(try insideShare(neighbors.rows(placement.vectors.map { $0 ?? 0 })))
      let samples = LatentGenerator(seed: seed).sample(
        prior,
        count: rows * columns,
        dimension: latents.dimension,
        startingAt: query * rows * columns,
        stream: .additions
      )
      randomShares.append(try insideShare(samples))
    }
    (self.qualities, self.mineShares, self.randomShares) = (qualities, mineShares, randomShares)
    let held = try cover.measure(others)[0]
    heldOutInside = (0..<others.count).map(held.isInside)
  }
}
