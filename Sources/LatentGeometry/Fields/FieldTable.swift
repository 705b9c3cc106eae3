/// Numbers for the cells of a grid, one table or several key tables in time, as people write them into a JSON file.
///
///     [0, 1.5, -1]                     the same number for all cells, through three times and back to the first
///     [[0, 1, 2], [3, 4, 5]]           a number for each cell, rows of two times three cells
///     [[[0, 1]], [[1, 0]]]             several such tables, through times and back to the first
///
/// Times are equal parts of t from 0 to 1, numbers between them are interpolated linearly.
public struct FieldTable: Sendable, Equatable {
  /// The number of key times, ≥ 1.
  public let times: Int
  /// The rows of each table; 1 with one column for a number that all cells have.
  public let rows: Int
  /// The columns of each table.
  public let columns: Int
  /// Table after table, row after row.
  public let numbers: [Double]

  /// A table.
  ///
  /// - Parameters:
  ///   - times: At least 1.
  ///   - rows: At least 1.
  ///   - columns: At least 1.
  ///   - numbers: times × rows × columns finite numbers.
  public init(times: Int, rows: Int, columns: Int, numbers: [Double]) {
    precondition(times >= 1 && rows >= 1 && columns >= 1, "a table has at least one number")
    precondition(numbers.count == times * rows * columns, "every cell needs a number")
    precondition(numbers.allSatisfy(\.isFinite), "numbers must be finite")
    (self.times, self.rows, self.columns, self.numbers) = (times, rows, columns, numbers)
  }

  /// Whether it has a number for every cell of a grid.
  ///
  /// - Parameters:
  ///   - rows: The grid's rows.
  ///   - columns: The grid's columns.
  /// - Returns: True also for a single number, which all cells have.
  public func fits(rows: Int, columns: Int) -> Bool {
    (self.rows, self.columns) == (1, 1) || (self.rows, self.columns) == (rows, columns)
  }

  /// The numbers of all cells at a time.
  ///
  /// - Parameters:
  ///   - rows: The grid's rows.
  ///   - columns: The grid's columns.
  ///   - t: Any finite number; the period is 1.
  /// - Returns: rows × columns numbers.
  public func values(rows: Int, columns: Int, at t: Double) -> [Double] {
    precondition(fits(rows: rows, columns: columns), "the table must fit the grid")
    let cells = self.rows * self.columns
    let place = (t - t.rounded(.down)) * Double(times)
    let before = min(Int(place), times - 1)
    let share = place - Double(before)
    let after = (before + 1) % times
    let found = (0..<cells).map { cell in
      let (a, b) = (numbers[before * cells + cell], numbers[after * cells + cell])
      return share == 0 ? a : a + share * (b - a)
    }
    return cells == 1 ? [Double](repeating: found[0], count: rows * columns) : found
  }
}

/// The JSON form: lists of numbers, one, two or three deep.
extension FieldTable: Codable {
  /// Reads and checks a table.
  ///
  /// - Parameter decoder: Over a list.
  /// - Throws: `DecodingError`, whose debug description says what must stand there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    func wrong(_ problem: String) -> DecodingError {
      .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem))
    }
    let tables: [[[Double]]]
    if let list = try? container.decode([Double].self) {
      tables = list.map { [[$0]] }
    } else if let table = try? container.decode([[Double]].self) {
      tables = [table]
    } else if let all = try? container.decode([[[Double]]].self) {
      tables = all
    } else {
      throw wrong("must be a list of numbers, of rows of numbers, or of such tables")
    }
    guard let first = tables.first?.first, !first.isEmpty else { throw wrong("must have at least one number") }
    let rows = tables[0].count
    guard tables.allSatisfy({ $0.count == rows && $0.allSatisfy { $0.count == first.count } }) else {
      throw wrong("must have as many numbers in every row and as many rows in every table")
    }
    let numbers = tables.flatMap { $0.flatMap { $0 } }
    guard numbers.allSatisfy(\.isFinite) else { throw wrong("must be finite numbers") }
    // 0 for -0, which JSON would give back as another text.
    self.init(times: tables.count, rows: rows, columns: first.count, numbers: numbers.map { $0 + 0 })
  }

  /// Writes as few lists as the table needs.
  ///
  /// - Parameter encoder: Receives a list.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let lines = stride(from: 0, to: numbers.count, by: columns).map { Array(numbers[$0..<$0 + columns]) }
    if (rows, columns) == (1, 1) {
      try container.encode(numbers)
    } else if times == 1 {
      try container.encode(lines)
    } else {
      try container.encode(stride(from: 0, to: lines.count, by: rows).map { Array(lines[$0..<$0 + rows]) })
    }
  }
}
