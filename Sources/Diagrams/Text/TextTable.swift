/// Columns for people.
package enum TextTable {
  /// Rows as lines, each column as wide as its longest cell, two spaces between.
  ///
  /// - Parameter rows: Cells; rows may differ in number.
  /// - Returns: One line a row, without spaces at its end.
  package static func lines(_ rows: [[String]]) -> [String] {
    var widths: [Int] = []
    for row in rows {
      // The last cell of a row needs no room of its own.
      for (column, cell) in row.dropLast().enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 2)
      }.joined()
    }
  }

  /// The same with all columns but the first to the right, as numbers stand.
  ///
  /// - Parameter rows: Equally many cells each.
  /// - Returns: One line a row.
  package static func numberLines(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
    return lines(
      rows.map { row in
        row.enumerated().map { column, cell in
          column == 0 ? cell : String(repeating: " ", count: widths[column] - cell.count) + cell
        }
      }
    )
  }
}
