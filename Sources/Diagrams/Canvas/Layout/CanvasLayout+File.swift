internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension CanvasLayout {
  /// Reads a layout from a JSON file: Sextant's form, or one of plat's two.
  ///
  /// plat's later files have lists `xy` (upper left corners), `s` (sides) and `r` (anchors) in cells of a grid, and the
  /// grid's `size` [columns, rows]; earlier ones have middles in the unit square, no `size`, and `s` -1, 0 or 1 for half
  /// the usual side, all of it and twice. `s` and `r` may be missing.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - width: The canvas's width. Layouts in pixels are scaled to it; nil takes the file's, of plat's later files
  ///     `unit` pixels a cell, of its earlier ones 512.
  ///   - height: The canvas's height, likewise.
  ///   - unit: For plat's files: the side of a tile of one cell, or the usual side, in pixels. Nil takes 64, or where the
  ///     canvas's size is given the cell's own.
  /// - Throws: `FileError` where the file cannot be read; ``CanvasLayoutError`` with the place of a mistake.
  public init(contentsOf url: URL, width: Int? = nil, height: Int? = nil, unit: Double? = nil) throws {
    let bytes = try FileContents.read(url)
    let path = url.shownPath
    do {
      switch try JSONDecoder().decode(LayoutFile.self, from: bytes) {
      case .own(let layout):
        self =
          width == nil && height == nil
          ? layout : try layout.scaled(toWidth: width ?? layout.width, height: height ?? layout.height)
      case .plat(let layout): self = try layout.layout(width: width, height: height, unit: unit)
      }
    } catch let error as CanvasLayoutError {
      throw error.found(in: path)
    } catch let error as DecodingError {
      if let mistake = JSONSyntax.firstMistake(in: bytes) {
        throw CanvasLayoutError.file(path: path, reason: "is not JSON; \(mistake)")
      }
      throw CanvasLayoutError.file(path: path, reason: Self.sentence(of: error))
    }
  }

  /// Writes the layout as a JSON file.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `FileError`.
  public func write(to url: URL, overwrite: Bool = false) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(self) + Data("\n".utf8), to: url, overwrite: overwrite)
  }

  private static func sentence(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "'\((context.codingPath + [key]).shownPath)' is missing; write {\"width\": …, \"height\": …, \"places\": [{\"x\": …, \"y\": …, \"size\": …}]}"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(context.codingPath.isEmpty ? "the file" : context.codingPath.shownPath) has the wrong type; sizes, places and anchors are numbers"
    case .dataCorrupted(let context):
      "\(context.codingPath.isEmpty ? "the file" : context.codingPath.shownPath) \(context.debugDescription)"
    @unknown default: "no layout can be read"
    }
  }
}

/// What a layout's file holds, told by its keys.
private enum LayoutFile: Decodable {
  case own(CanvasLayout)
  case plat(PlatLayout)

  private enum CodingKeys: String, CodingKey { case xy, places }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self =
      container.contains(.xy) && !container.contains(.places)
      ? .plat(try PlatLayout(from: decoder)) : .own(try CanvasLayout(from: decoder))
  }
}
