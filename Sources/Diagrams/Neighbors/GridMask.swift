internal import Imaging
internal import Manifold

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Which cells of a grid are used, as a text: rows of 0 and 1 with commas between, such as `01110,11111,01110`.
public struct GridMask: Sendable, Codable, Equatable {
  /// The text.
  public let text: String

  /// A mask from its text.
  ///
  /// - Parameter text: Equally long rows of 0 (a hole) and 1, with commas between.
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  public init(_ text: String) throws {
    let rows = text.split(separator: ",", omittingEmptySubsequences: false)
    guard rows.allSatisfy({ $0.count == rows[0].count && !$0.isEmpty && $0.allSatisfy { $0 == "0" || $0 == "1" } })
    else {
      throw RequestError.invalid(
        option: "--mask \(text)",
        reason: "write equally long rows of 0 (a hole) and 1 with commas between, or name a picture, or disc"
      )
    }
    self.text = text
  }

  /// The cells whose middle lies within the ellipse that touches the grid's edges.
  ///
  /// - Parameters:
  ///   - rows: ≥ 1.
  ///   - columns: ≥ 1.
  /// - Returns: The mask.
  public static func disc(rows: Int, columns: Int) -> GridMask {
    func place(_ index: Int, _ count: Int) -> Double { (2 * Double(index) + 1) / Double(count) - 1 }
    return GridMask(rows: rows, columns: columns) { row, column in
      let (y, x) = (place(row, rows), place(column, columns))
      return x * x + y * y <= 1
    }
  }

  /// The cells where a picture is bright: its mean there is at least one half.
  ///
  /// - Parameters:
  ///   - picture: A file.
  ///   - rows: ≥ 1.
  ///   - columns: ≥ 1.
  /// - Throws: The errors of pictures.
  public init(picture: URL, rows: Int, columns: Int) throws {
    let small = try PlanarImage(contentsOf: picture, channels: 1)
      .resized(width: columns, height: rows, filter: .box)
    self.init(rows: rows, columns: columns) { row, column in small.samples[row * columns + column] >= 0.5 }
  }

  private init(rows: Int, columns: Int, isUsed: (Int, Int) -> Bool) {
    text = (0..<rows).map { row in
      (0..<columns).map { isUsed(row, $0) ? "1" : "0" }.joined()
    }.joined(separator: ",")
  }

  /// The cells that are holes, counted row after row.
  ///
  /// - Parameters:
  ///   - rows: Of the grid.
  ///   - columns: Of the grid.
  /// - Returns: Rising numbers.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for a mask of another size, or of holes only.
  func holes(rows: Int, columns: Int) throws -> [Int] {
    let lines = text.split(separator: ",")
    guard lines.count == rows, lines[0].count == columns else {
      throw RequestError.invalid(
        option: "--mask",
        reason: "the mask has \(lines.count) x \(lines[0].count) cells and the grid \(rows) x \(columns)"
      )
    }
    let cells = Array(lines.joined())
    guard cells.contains("1") else { throw RequestError.invalid(option: "--mask", reason: "all cells are holes") }
    return cells.indices.filter { cells[$0] == "0" }
  }

  /// Reads the text.
  ///
  /// - Parameter decoder: Over a single text.
  /// - Throws: `DecodingError` or ``RequestError``.
  public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  /// Writes the text.
  ///
  /// - Parameter encoder: Receives a single text.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
