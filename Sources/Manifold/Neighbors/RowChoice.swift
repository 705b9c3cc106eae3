/// The rows of a set that are looked at: all, or some in rising order.
enum RowChoice: Sendable {
  case all(Int)
  case some([Int])

  var count: Int {
    switch self {
    case .all(let count): count
    case .some(let rows): rows.count
    }
  }

  /// The number of the row at a place.
  @inline(__always)
  subscript(place: Int) -> Int {
    switch self {
    case .all: place
    case .some(let rows): rows[place]
    }
  }

  func contains(_ row: Int) -> Bool {
    switch self {
    case .all(let count): return row >= 0 && row < count
    case .some(let rows):
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle] < row { low = middle + 1 } else { high = middle }
      }
      return low < rows.count && rows[low] == row
    }
  }

  /// Whether the rows of a range of places lie one behind the other.
  func isContiguous(_ places: Range<Int>) -> Bool {
    self[places.upperBound - 1] - self[places.lowerBound] == places.count - 1
  }
}
