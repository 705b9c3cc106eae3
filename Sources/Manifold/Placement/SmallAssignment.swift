/// The cheapest assignment of a few rows to as many or more columns, again and again in the same memory.
///
/// Shortest augmenting paths, row by row, as in ``LinearAssignment`` without its preparations, which cost more than they
/// save below some twenty rows. Single precision: the tables are guesses that are made anew at once.
struct SmallAssignment: ~Copyable {
  let capacity: Int
  /// Shape [rows, columns], filled by the caller.
  let costs: UnsafeMutablePointer<Float>
  /// The row of each column, or -1.
  let rowOfColumn: UnsafeMutablePointer<Int>
  private let rowDuals: UnsafeMutablePointer<Float>
  private let columnDuals: UnsafeMutablePointer<Float>
  private let distances: UnsafeMutablePointer<Float>
  private let before: UnsafeMutablePointer<Int>
  private let isScanned: UnsafeMutablePointer<Bool>

  init(capacity: Int) {
    self.capacity = capacity
    costs = .allocate(capacity: capacity * capacity)
    rowOfColumn = .allocate(capacity: capacity + 1)
    rowDuals = .allocate(capacity: capacity)
    columnDuals = .allocate(capacity: capacity + 1)
    distances = .allocate(capacity: capacity + 1)
    before = .allocate(capacity: capacity + 1)
    isScanned = .allocate(capacity: capacity + 1)
  }

  deinit {
    for pointer in [costs, rowDuals, columnDuals, distances] { pointer.deallocate() }
    for pointer in [rowOfColumn, before] { pointer.deallocate() }
    isScanned.deallocate()
  }

  /// Assigns, into ``rowOfColumn``.
  func solve(rows: Int, columns: Int) {
    // The column after the last one is where a search starts.
    let start = columns
    rowDuals.update(repeating: 0, count: rows)
    columnDuals.update(repeating: 0, count: columns + 1)
    rowOfColumn.update(repeating: -1, count: columns + 1)
    for row in 0..<rows {
      rowOfColumn[start] = row
      distances.update(repeating: .infinity, count: columns)
      isScanned.update(repeating: false, count: columns + 1)
      var column = start
      while rowOfColumn[column] >= 0 {
        isScanned[column] = true
        let current = rowOfColumn[column]
        let table = costs + current * columns
        let dual = rowDuals[current]
        var (nearest, least) = (-1, Float.infinity)
        for other in 0..<columns where !isScanned[other] {
          let reduced = table[other] - dual - columnDuals[other]
          if reduced < distances[other] {
            distances[other] = reduced
            before[other] = column
          }
          if distances[other] < least { (nearest, least) = (other, distances[other]) }
        }
        for other in 0...columns {
          if isScanned[other] {
            rowDuals[rowOfColumn[other]] += least
            columnDuals[other] -= least
          } else if other < columns {
            distances[other] -= least
          }
        }
        column = nearest
      }
      while column != start {
        rowOfColumn[column] = rowOfColumn[before[column]]
        column = before[column]
      }
    }
  }
}
