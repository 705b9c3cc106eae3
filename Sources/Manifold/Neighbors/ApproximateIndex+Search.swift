internal import CNeighborGraph
public import LatentGeometry

extension ApproximateIndex {
  /// Rows that are near each query, most likely the nearest.
  ///
  /// - Parameters:
  ///   - queries: Shape [m, d], finite.
  ///   - k: How many neighbors, k ≥ 0; all where fewer rows than k can be had by every query.
  ///   - ef: How many candidates a walk keeps, at least k: more find more and take longer. 10 k by default, at least 64.
  ///   - excluded: A row for each query that is not its neighbor; nil for none. Empty where no query excludes any.
  ///   - threads: How many threads work; the result does not depend on it.
  /// - Returns: Shape [m, min(k, rows)], in the order of ``NeighborSearch``'s.
  public func nearest(
    to queries: any LatentRows,
    k: Int,
    ef: Int? = nil,
    excluding excluded: [Int?] = [],
    threads: Int? = nil
  ) -> NeighborTable {
    precondition(queries.dimension == rows.dimension, "queries and rows must be equally wide")
    precondition(k >= 0 && (excluded.isEmpty || excluded.count == queries.count), "one excluded row a query is needed")
    let (m, n, d) = (queries.count, rows.count, rows.dimension)
    let lost = excluded.contains { $0.map { (0..<n).contains($0) } ?? false } ? 1 : 0
    let width = min(k, max(0, n - lost))
    guard width > 0, m > 0 else { return NeighborTable(count: m, k: width, rows: [], distances: []) }
    let wanted = min(n, max(ef ?? max(64, 10 * k), width + lost))
    var numbers = [Int](repeating: -1, count: m * width)
    var distances = [Double](repeating: .infinity, count: m * width)
    rows.withUnsafeValues { rows in
      queries.withUnsafeValues { queries in
        numbers.withUnsafeMutableBufferPointer { numbers in
          distances.withUnsafeMutableBufferPointer { distances in
            guard let start = rows.baseAddress, let asked = queries.baseAddress else { return }
            nonisolated(unsafe) let (first, second) = (start, asked)
            nonisolated(unsafe) let (numbers, distances) = (numbers, distances)
            ParallelRows.run(m, threads: threads ?? ParallelRows.threads(for: m * wanted * d)) { range in
              for query in range {
                let own = excluded.isEmpty ? -1 : excluded[query] ?? -1
                let found = self.candidates(near: second + query * d, wanted, among: first).filter { $0.row != own }
                guard found.count >= width else { continue }
                for place in 0..<width {
                  numbers[query * width + place] = Int(found[place].row)
                  distances[query * width + place] = found[place].distance
                }
              }
            }
          }
        }
      }
    }
    searchExactly(queries, width, excluded, &numbers, &distances)
    return NeighborTable(count: m, k: width, rows: numbers, distances: distances)
  }

  /// What a walk finds, the nearest first.
  private func candidates(
    near query: UnsafePointer<Float>,
    _ wanted: Int,
    among rows: UnsafePointer<Float>
  ) -> [Candidate] {
    let exact = ExactDistance(metric: metric, dimension: self.rows.dimension)
    let length = metric == .l2 ? 0 : exact.length(query)
    var message = [CChar](repeating: 0, count: 256)
    let found = [UInt32](unsafeUninitializedCapacity: wanted) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      // Without memory nothing is found, and the exact search takes over.
      count = max(0, sextant_graph_search(graph, rows, query, UInt32(wanted), start, &message))
    }
    var candidates = found.map { row in
      let distance = exact(query, length: length, rows + Int(row) * exact.dimension)
      return Candidate(row: Int32(row), lower: 0, upper: 0, distance: distance)
    }
    candidates.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
    return candidates
  }

  /// Fills the lines whose walk found too few rows: copies of one row can be linked with nothing but each other.
  private func searchExactly(
    _ queries: any LatentRows,
    _ k: Int,
    _ excluded: [Int?],
    _ numbers: inout [Int],
    _ distances: inout [Double]
  ) {
    let search = NeighborSearch(rows, metric: metric)
    for query in 0..<queries.count where numbers[query * k] < 0 {
      do {
        let own = excluded.isEmpty ? [] : [excluded[query]]
        let line = try search.nearest(to: RowSlice(rows: queries, range: query..<query + 1), k: k, excluding: own)
        numbers.replaceSubrange(query * k..<(query + 1) * k, with: line.rows.prefix(k))
        distances.replaceSubrange(query * k..<(query + 1) * k, with: line.distances.prefix(k))
      } catch {
        preconditionFailure("a single query needs no library: \(error)")
      }
    }
  }
}
