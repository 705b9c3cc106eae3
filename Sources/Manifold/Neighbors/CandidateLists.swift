/// A row that may be among the nearest of a query.
struct Candidate {
  var row: Int32
  /// Bounds of ‖q - x‖² or of the cosine distance.
  var lower: Float
  var upper: Float
  /// The exact distance; NaN as long as nobody needed it.
  var distance = Double.nan
}

/// For every query of a block the rows that can still be among its k nearest.
///
/// A row stays as long as its lower bound is not above the k-th smallest upper bound. A list that is full drops the
/// others; where too many stay, as among many copies of one row, their exact distances decide. Memory is thus fixed:
/// 24 (2 k + 48) bytes a query. Most rows are refused before they get here, by one comparison with ``bound(_:)``.
final class CandidateLists {
  let k: Int
  private let capacity: Int
  private let entries: UnsafeMutablePointer<Candidate>
  private let counts: UnsafeMutablePointer<Int>
  private let bounds: UnsafeMutablePointer<Float>

  /// Empty lists.
  ///
  /// - Parameters:
  ///   - queries: The number of lists.
  ///   - k: How many rows are looked for, k ≥ 1.
  init(queries: Int, k: Int) {
    self.k = k
    capacity = 2 * k + 48
    entries = .allocate(capacity: queries * capacity)
    counts = .allocate(capacity: queries)
    bounds = .allocate(capacity: queries)
    reset(queries)
  }

  deinit {
    entries.deallocate()
    counts.deallocate()
    bounds.deallocate()
  }

  /// Empties the first lists.
  func reset(_ queries: Int) {
    counts.update(repeating: 0, count: queries)
    bounds.update(repeating: .infinity, count: queries)
  }

  /// Rows whose lower bound is above this are not among the k nearest.
  func bound(_ query: Int) -> Float { bounds[query] }

  /// What a list holds now.
  func candidates(of query: Int) -> UnsafeMutableBufferPointer<Candidate> {
    UnsafeMutableBufferPointer(start: entries + query * capacity, count: counts[query])
  }

  /// Adds a row.
  func add(_ candidate: Candidate, to query: Int, _ exact: ExactNeighbors) {
    entries[query * capacity + counts[query]] = candidate
    counts[query] += 1
    if counts[query] == capacity { shorten(query, exact) }
  }

  private func shorten(_ query: Int, _ exact: ExactNeighbors) {
    let list = candidates(of: query)
    var bound = list.kthUpperBound(k)
    var kept = list.keep(below: bound)
    if kept > (k + capacity) / 2 {
      exact.sort(UnsafeMutableBufferPointer(rebasing: list[..<kept]), query: query)
      kept = k
      bound = list[k - 1].upper
    }
    counts[query] = kept
    bounds[query] = bound
  }
}

extension UnsafeMutableBufferPointer<Candidate> {
  /// The k-th smallest upper bound, by quickselect; the candidates change places.
  func kthUpperBound(_ k: Int) -> Float {
    var (low, high) = (0, count - 1)
    while low < high {
      let pivot = self[low + (high - low) / 2].upper
      var (i, j) = (low, high)
      while i <= j {
        while self[i].upper < pivot { i += 1 }
        while self[j].upper > pivot { j -= 1 }
        if i <= j {
          swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if k - 1 <= j {
        high = j
      } else if k - 1 >= i {
        low = i
      } else {
        break
      }
    }
    return self[k - 1].upper
  }

  /// Moves the candidates that can be as near as `bound` to the front.
  ///
  /// - Returns: How many they are.
  func keep(below bound: Float) -> Int {
    var kept = 0
    for index in indices where self[index].lower <= bound {
      self[kept] = self[index]
      kept += 1
    }
    return kept
  }
}
