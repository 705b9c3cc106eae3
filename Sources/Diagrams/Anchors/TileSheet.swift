internal import Imaging
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A picture that holds many small ones in rows and columns, as a person names it: `sheet:faces.png`, `sheet:faces.png:17`,
/// `sheet:faces.png@64x96+2:0..24`.
///
/// After the file `@` and the tiles' width and height, or one number for both; `+` and the pixels between tiles; a colon and which
/// tiles, counted row after row from 0. What is left out: tiles of the model's picture size, no gap, all tiles. The gap may also run
/// round the whole sheet, as on sheets that Sextant draws.
public struct TileSheet: Sendable, Equatable {
  /// What the text begins with.
  public static let prefix = "sheet:"

  /// The file.
  public var path: String
  /// The tiles' width in pixels; nil for that of the model's pictures.
  public var width: Int?
  /// The tiles' height in pixels; nil for that of the model's pictures.
  public var height: Int?
  /// The pixels between neighbouring tiles.
  public var gap: Int
  /// Which tiles; nil for all.
  public var tiles: IndexList?

  /// A sheet of known parts.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - width: The tiles' width in pixels, ≥ 1; nil for that of the model's pictures.
  ///   - height: The tiles' height in pixels, ≥ 1; nil for that of the model's pictures.
  ///   - gap: The pixels between neighbouring tiles, ≥ 0.
  ///   - tiles: Which tiles; nil for all.
  public init(path: String, width: Int? = nil, height: Int? = nil, gap: Int = 0, tiles: IndexList? = nil) {
    precondition((width ?? 1) >= 1 && (height ?? 1) >= 1 && gap >= 0, "tiles have pixels and gaps are not negative")
    self.path = path
    self.width = width
    self.height = height
    self.gap = gap
    self.tiles = tiles
  }

  /// Takes a text apart; nil for a text without the prefix.
  ///
  /// A file whose own name has such an ending is meant with it where it exists.
  ///
  /// - Parameter text: One argument.
  public init?(parsing text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let whole = String(text.dropFirst(Self.prefix.count))
    self.init(path: whole)
    guard !FileManager.default.fileExists(atPath: whole) else { return }
    if let (rest, list) = IndexList.suffix(of: whole, takesNumber: true) { (path, tiles) = (rest, list) }
    guard !FileManager.default.fileExists(atPath: path) else { return }
    if let plus = path.lastIndex(of: "+"), let gap = Self.length(path[path.index(after: plus)...]) {
      (path, self.gap) = (String(path[..<plus]), gap)
    }
    guard let at = path.lastIndex(of: "@") else { return }
    let sides = path[path.index(after: at)...].split(separator: "x", omittingEmptySubsequences: false)
      .map { Self.length($0) }
    guard sides.count <= 2, let width = sides[0], let height = sides[sides.count - 1], width >= 1, height >= 1 else {
      return
    }
    (path, self.width, self.height) = (String(path[..<at]), width, height)
  }

  private static func length(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(text).flatMap { $0 <= 1 << 20 ? $0 : nil }
  }

  /// The text that ``init(parsing:)`` reads.
  public var shown: String { named(tiles?.text) }

  /// The name of one tile.
  func shown(tile: Int) -> String { named("\(tile)") }

  private func named(_ tiles: String?) -> String {
    var text = Self.prefix + path
    if let width, let height { text += width == height ? "@\(width)" : "@\(width)x\(height)" }
    if gap > 0 { text += "+\(gap)" }
    if let tiles { text += ":\(tiles)" }
    return text
  }

  /// The same sheet, one of its tiles.
  func tile(_ number: Int) -> TileSheet {
    var sheet = self
    sheet.tiles = IndexList(parsing: "\(number)")
    return sheet
  }

  /// Where the tiles that are meant lie.
  ///
  /// - Parameters:
  ///   - width: The sheet's width.
  ///   - height: The sheet's height.
  ///   - standard: The size of tiles where none is written: that of the model's pictures.
  /// - Returns: Number and place of each, in the order written.
  /// - Throws: ``RequestError/invalid(option:reason:)`` where the sheet is not made of whole tiles, or a tile is not there.
  func places(width: Int, height: Int, standard: (width: Int, height: Int)) throws(RequestError) -> [TilePlace] {
    let tile = (width: self.width ?? standard.width, height: self.height ?? standard.height)
    func along(_ length: Int, _ side: Int) -> (count: Int, margin: Int)? {
      for margin in gap > 0 ? [0, gap] : [0] {
        let rest = length - 2 * margin + gap
        if rest >= side + gap, rest.isMultiple(of: side + gap) { return (rest / (side + gap), margin) }
      }
      return nil
    }
    guard let across = along(width, tile.width), let down = along(height, tile.height) else {
      let apart = gap == 0 ? "" : " that lie \(gap.counted("pixel")) apart"
      throw .invalid(
        option: shown,
        reason:
          "\(width) x \(height) pixels are no whole number of tiles of \(tile.width) x \(tile.height)\(apart); write their size and "
          + "the pixels between them, as in \(Self.prefix)\(path)@64x64+2"
      )
    }
    let count = across.count * down.count
    let numbers = try tiles?.numbers(count: count, of: shown, "tiles") ?? Array(0..<count)
    return numbers.map { number in
      TilePlace(
        number: number,
        x: across.margin + number % across.count * (tile.width + gap),
        y: down.margin + number / across.count * (tile.height + gap),
        width: tile.width,
        height: tile.height
      )
    }
  }
}

/// A tile on its sheet.
struct TilePlace: Equatable {
  let number: Int
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// The tile's pixels.
  func cut(from sheet: PlanarImage) throws -> PlanarImage {
    try sheet.cropped(x: x, y: y, width: width, height: height)
  }
}
