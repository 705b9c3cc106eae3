internal import LatentGeometry

/// One measurement: blocks of queries one after another, whose tiles of centers the threads share.
struct BallPass {
  let cover: BallCover
  let queries: any LatentRows
  /// Empty, or one a query.
  let excluded: [Int?]

  func run() throws(LinearAlgebraError) -> [BallMeasures] {
    try MatrixProduct.requireLibrary()
    let (m, n, d) = (queries.count, cover.centers.count, queries.dimension)
    let kinds = cover.ks.count
    let threads = cover.threads ?? ParallelRows.threads(for: m * n * d)
    let space = ProductSpace(cover.centers, metric: cover.metric)
    let sizes = TileSizes(dimension: d)
    let limits = BallLimits(cover)
    var counts = [Int](repeating: 0, count: kinds * m)
    var outsideness = [Double](repeating: .infinity, count: kinds * m)
    let tallies = (0..<threads).map { _ in BallTally(kinds: kinds, queries: min(m, sizes.queries), centers: n) }
    cover.centers.withUnsafeValues { centers in
      queries.withUnsafeValues { queries in
        guard let centers = centers.baseAddress, let queries = queries.baseAddress else { return }
        for start in stride(from: 0, to: m, by: sizes.queries) {
          let block = QueryBlock(start..<min(start + sizes.queries, m), of: queries, space)
          let exact = ExactNeighbors(
            distance: ExactDistance(metric: cover.metric, dimension: d),
            rows: centers,
            queries: queries + start * d,
            lengths: block.lengths
          )
          for tally in tallies { tally.startBlock() }
          TileSharing.run(n, piece: sizes.rows, states: tallies) { tally, next in
            let tile = RowTile(space, sizes)
            while let places = next() {
              tile.multiply(places, .all(n), of: centers, by: block)
              for query in 0..<block.count {
                BallVisit(
                  tile: tile,
                  query: query,
                  own: excluded.isEmpty ? -1 : excluded[start + query] ?? -1,
                  margin: space.margin(block.sizes[query], tile.largest),
                  offset: block.offsets[query],
                  limits: limits,
                  exact: exact,
                  tally: tally
                ).run()
              }
            }
          }
          for tally in tallies {
            for kind in 0..<kinds {
              for query in 0..<block.count {
                let place = kind * m + start + query
                counts[place] += tally.counts[query * kinds + kind]
                outsideness[place] = min(outsideness[place], tally.nearest[query * kinds + kind])
              }
            }
          }
        }
      }
    }
    return cover.ks.enumerated().map { kind, k in
      var visits = [Int](repeating: 0, count: n)
      for tally in tallies { for center in 0..<n { visits[center] += Int(tally.visits[kind * n + center]) } }
      let range = kind * m..<(kind + 1) * m
      return BallMeasures(k: k, counts: Array(counts[range]), outsideness: Array(outsideness[range]), visits: visits)
    }
  }
}

/// Radii as they are compared with products.
struct BallLimits {
  /// The radii, [kinds, n].
  let radii: [Double]
  /// r², or r for the cosine distance, rounded up, [kinds, n].
  let upper: [Float]
  let centers: Int
  let kinds: Int

  init(_ cover: BallCover) {
    radii = cover.radii
    upper = cover.radii.map { Float(cover.metric == .l2 ? $0 * $0 : $0).nextUp }
    centers = cover.centers.count
    kinds = cover.ks.count
  }
}

/// What one thread has found.
final class BallTally {
  private let kinds: Int
  private let queries: Int
  /// How many balls hold a query of the block, [queries, kinds].
  let counts: UnsafeMutablePointer<Int>
  /// min d / r of a query of the block, [queries, kinds].
  let nearest: UnsafeMutablePointer<Double>
  /// Of what distance a center matters to a query, in r² (r for the cosine distance), [queries, kinds]: where it is not
  /// inside, only what is nearer than ``nearest``.
  let reach: UnsafeMutablePointer<Float>
  /// How many queries a ball holds, [kinds, n].
  let visits: UnsafeMutablePointer<Int32>

  init(kinds: Int, queries: Int, centers: Int) {
    self.kinds = kinds
    self.queries = queries
    counts = .allocate(capacity: kinds * queries)
    nearest = .allocate(capacity: kinds * queries)
    reach = .allocate(capacity: kinds * queries)
    visits = .allocate(capacity: kinds * centers)
    visits.update(repeating: 0, count: kinds * centers)
  }

  deinit {
    counts.deallocate()
    nearest.deallocate()
    reach.deallocate()
    visits.deallocate()
  }

  func startBlock() {
    counts.update(repeating: 0, count: kinds * queries)
    nearest.update(repeating: .infinity, count: kinds * queries)
    reach.update(repeating: .greatestFiniteMagnitude, count: kinds * queries)
  }
}
