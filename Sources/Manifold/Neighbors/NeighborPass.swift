internal import LatentGeometry

/// One search: blocks of queries one after another, whose tiles of rows the threads share.
struct NeighborPass {
  let search: NeighborSearch
  let queries: any LatentRows
  let k: Int
  /// Empty, or one a query.
  let excluded: [Int?]
  let choice: RowChoice

  // Two queries are already faster by products: 23 ms for 200,000 rows of 256 numbers and not 29.
  private static let scanCount = 1
  private static let scannedRows = 2048

  func run() throws(LinearAlgebraError) -> NeighborTable {
    let isScan = queries.count <= Self.scanCount
    if !isScan { try MatrixProduct.requireLibrary() }
    let (m, d) = (queries.count, queries.dimension)
    let threads = search.threads ?? ParallelRows.threads(for: m * choice.count * d)
    var numbers = [Int](repeating: 0, count: m * k)
    var distances = [Double](repeating: 0, count: m * k)
    search.rows.withUnsafeValues { rows in
      queries.withUnsafeValues { queries in
        numbers.withUnsafeMutableBufferPointer { numbers in
          distances.withUnsafeMutableBufferPointer { distances in
            guard
              let rows = rows.baseAddress, let queries = queries.baseAddress,
              let numbers = numbers.baseAddress, let distances = distances.baseAddress
            else { return }
            let sizes = TileSizes(dimension: d, k: k)
            let lists = (0..<threads).map { _ in CandidateLists(queries: min(m, sizes.queries), k: k) }
            for start in stride(from: 0, to: m, by: sizes.queries) {
              let range = start..<min(start + sizes.queries, m)
              let block = QueryBlock(range, of: queries, search.space)
              if start > 0 { for list in lists { list.reset(block.count) } }
              let exact = ExactNeighbors(
                distance: ExactDistance(metric: search.metric, dimension: d),
                rows: rows,
                queries: queries + start * d,
                lengths: block.lengths
              )
              if isScan {
                scan(block, exact, lists)
              } else {
                multiply(block, exact, lists, sizes)
              }
              finish(block, exact, lists, into: numbers + start * k, distances + start * k)
            }
          }
        }
      }
    }
    return NeighborTable(count: m, k: k, rows: numbers, distances: distances)
  }

  /// Finds candidates by products.
  private func multiply(_ block: QueryBlock, _ exact: ExactNeighbors, _ lists: [CandidateLists], _ sizes: TileSizes) {
    let space = search.space
    TileSharing.run(choice.count, piece: sizes.rows, states: lists) { lists, next in
      let tile = RowTile(space, sizes)
      while let places = next() {
        tile.multiply(places, choice, of: exact.rows, by: block)
        for query in 0..<block.count { offer(tile, query, block, exact, lists) }
      }
    }
  }

  /// Adds the rows of a tile that can be near a query.
  private func offer(
    _ tile: RowTile,
    _ query: Int,
    _ block: QueryBlock,
    _ exact: ExactNeighbors,
    _ lists: CandidateLists
  ) {
    let own = ownRow(block.range.lowerBound + query)
    let offset = block.offsets[query]
    let margin = search.space.margin(block.sizes[query], tile.largest)
    let products = UnsafePointer(tile.products + query * tile.stride)
    let biases = UnsafePointer(tile.biases)
    guard margin.isFinite else {
      for place in tile.places where choice[place] != own {
        lists.add(Candidate(row: Int32(choice[place]), lower: -.infinity, upper: .infinity), to: query, exact)
      }
      return
    }
    /// The largest product with bias that can be near enough.
    func limit() -> Float { Float(Double(lists.bound(query)) + margin - offset).nextUp }
    var greatest = limit()
    func visit(_ index: Int) {
      let value = products[index] + biases[index]
      guard value <= greatest else { return }
      let row = choice[tile.places.lowerBound + index]
      guard row != own else { return }
      let distance = Double(value) + offset
      let (lower, upper) = (Float(distance - margin).nextDown, Float(distance + margin).nextUp)
      lists.add(Candidate(row: Int32(row), lower: lower, upper: upper), to: query, exact)
      greatest = limit()
    }
    var index = 0
    while index + 32 <= tile.places.count {
      let threshold = SIMD8(repeating: greatest)
      let a = eight(products, at: index) + eight(biases, at: index) .<= threshold
      let b = eight(products, at: index + 8) + eight(biases, at: index + 8) .<= threshold
      let c = eight(products, at: index + 16) + eight(biases, at: index + 16) .<= threshold
      let d = eight(products, at: index + 24) + eight(biases, at: index + 24) .<= threshold
      if isAnySet((a .| b) .| (c .| d)) { for place in index..<index + 32 { visit(place) } }
      index += 32
    }
    for place in index..<tile.places.count { visit(place) }
  }

  /// Finds candidates by reading the rows once.
  private func scan(_ block: QueryBlock, _ exact: ExactNeighbors, _ lists: [CandidateLists]) {
    let d = queries.dimension
    let scan = RowScan(metric: search.metric, dimension: d)
    TileSharing.run(choice.count, piece: Self.scannedRows, states: lists) { lists, next in
      while let places = next() {
        for place in places {
          let row = choice[place]
          for query in 0..<block.count {
            let bounds = scan(exact.queries + query * d, exact.lengths[query], exact.rows + row * d)
            guard !(bounds.lower > lists.bound(query)), row != ownRow(block.range.lowerBound + query) else { continue }
            lists.add(Candidate(row: Int32(row), lower: bounds.lower, upper: bounds.upper), to: query, exact)
          }
        }
      }
    }
  }

  private func ownRow(_ query: Int) -> Int { excluded.isEmpty ? -1 : excluded[query] ?? -1 }

  /// Joins what the threads found, and writes the nearest.
  private func finish(
    _ block: QueryBlock,
    _ exact: ExactNeighbors,
    _ lists: [CandidateLists],
    into numbers: UnsafeMutablePointer<Int>,
    _ distances: UnsafeMutablePointer<Double>
  ) {
    nonisolated(unsafe) let (lists, numbers, distances, exact) = (lists, numbers, distances, exact)
    let k = k
    ParallelRows.run(block.count, threads: lists.count) { range in
      for query in range {
        var found: [Candidate] = []
        for list in lists { found.append(contentsOf: list.candidates(of: query)) }
        found.withUnsafeMutableBufferPointer { found in
          let kept = found.keep(below: found.kthUpperBound(k))
          let nearest = UnsafeMutableBufferPointer(rebasing: found[..<kept])
          exact.sort(nearest, query: query)
          for place in 0..<k {
            numbers[query * k + place] = Int(nearest[place].row)
            distances[query * k + place] = nearest[place].distance
          }
        }
      }
    }
  }
}
