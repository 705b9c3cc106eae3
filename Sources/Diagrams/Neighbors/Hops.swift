internal import EncodedSets
internal import Manifold

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// A side or a corner of a grid, toward which a walk from neighbor to neighbor can go on.
public enum HopDirection: String, Sendable, Codable, CaseIterable {
  /// The middle of a side.
  case right, left, down, up
  /// The corner at the bottom right.
  case downRight = "down-right"
  /// The corner at the top left.
  case upLeft = "up-left"
  /// The corner at the top right.
  case upRight = "up-right"
  /// The corner at the bottom left.
  case downLeft = "down-left"

  /// The steps to the right and down, each -1, 0 or 1.
  var step: (x: Int, y: Int) {
    switch self {
    case .right: (1, 0)
    case .left: (-1, 0)
    case .down: (0, 1)
    case .up: (0, -1)
    case .downRight: (1, 1)
    case .upLeft: (-1, -1)
    case .upRight: (1, -1)
    case .downLeft: (-1, 1)
    }
  }
}

/// An item of the set at the edge of a MINE grid: a center for the next one.
public struct Hop: Sendable, Codable, Equatable {
  /// Where it lies in the grid.
  public let direction: HopDirection
  /// Its row in the set.
  public let item: Int
  /// Its path.
  public let path: String
}

/// A walk from neighbor to neighbor: the centers so far, and where it can go on from the last one.
///
/// It is a JSON file: `{"set": "/…/faces.encodings", "centers": [17, 812], "next": [{"direction": "left", "item": 5, "path": "…"}, …]}`.
public struct HopFile: Sendable, Codable, Equatable {
  /// The folder of the set, absolute; empty for a walk that has not begun.
  public var set: String
  /// The centers so far, in order; nil for one that is no item of the set.
  public var centers: [Int?]
  /// How the last grid was asked for, so that the next one looks the same; nil before the first.
  public var request: MineRequest?
  /// The centers that can follow, those first that go on in the direction in which the last step went.
  public var next: [Hop]

  /// A walk that has not begun.
  public init() {
    set = ""
    centers = []
    next = []
  }

  /// Reads a walk.
  ///
  /// - Parameter url: A file that ``write(to:)`` wrote.
  /// - Throws: ``RequestError/latentFile(path:reason:)`` for anything else, or `FileError`.
  public init(_ url: URL) throws {
    do {
      self = try JSONDecoder().decode(HopFile.self, from: FileContents.read(url))
    } catch is DecodingError {
      throw RequestError.latentFile(
        path: url.shownPath,
        reason: "this is no walk that `mine --hop` wrote; choose another name"
      )
    }
  }

  /// Reads a walk; values of its request that an older Sextant did not write have their defaults.
  ///
  /// - Parameter decoder: Over an object.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    set = try container.decode(String.self, forKey: .set)
    centers = try container.decode([Int?].self, forKey: .centers)
    request = try container.decodeIfPresent(JSONValue.self, forKey: .request)?.request()
    next = try container.decode([Hop].self, forKey: .next)
  }

  /// Refuses to go on in another set, whose items have other numbers.
  ///
  /// - Parameters:
  ///   - name: The set that is named now.
  ///   - file: The walk's file, for the message.
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  public func check(set name: String, file: String) throws {
    guard !set.isEmpty, SetFolder(naming: name).url.path != set else { return }
    throw RequestError.invalid(
      option: "--hop \(file)",
      reason: "the walk is one in the set \(set), not in \(name); name another file for it"
    )
  }

  /// Goes on to a grid that was drawn.
  ///
  /// - Parameters:
  ///   - grid: What was measured of it.
  ///   - request: How it was asked for.
  public mutating func append(_ grid: MineMeasurements, of request: MineRequest) {
    self.request = request
    self.request?.set = SetFolder(naming: grid.set).url.path
    self.request?.visited = []
    set = SetFolder(naming: grid.set).url.path
    centers.append(grid.queryItem)
    next = grid.hops
  }

  /// Writes the walk, whole or not at all, over what was there.
  ///
  /// - Parameter url: The file.
  /// - Throws: `FileError`.
  public func write(to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(try encoder.encode(self) + Data("\n".utf8), to: url, overwrite: true)
  }

  /// The center that a step leads to.
  ///
  /// - Parameter direction: A side or a corner; nil for whatever comes first.
  /// - Returns: The item; nil where there is none.
  public func center(_ direction: HopDirection? = nil) -> Int? {
    next.first { direction == nil || $0.direction == direction }?.item
  }
}

extension Hop {
  /// The items nearest to each side and corner of a grid that were no centers yet.
  ///
  /// - Parameters:
  ///   - items: For each cell its item in the set; nil for a cell without.
  ///   - rows: Of the grid.
  ///   - columns: Of the grid.
  ///   - visited: Items that are left out.
  ///   - path: The path of an item.
  /// - Returns: One for each direction that has any; of equally near ones the first cell's.
  static func around(
    _ items: [Int?],
    rows: Int,
    columns: Int,
    without visited: Set<Int>,
    path: (Int) throws -> String
  ) rethrows -> [Hop] {
    let (middleX, middleY) = (Double(columns - 1) / 2, Double(rows - 1) / 2)
    return try HopDirection.allCases.compactMap { direction in
      let step = direction.step
      // A grid of a single row has no way up or down.
      guard step.x == 0 || columns > 1, step.y == 0 || rows > 1 else { return nil }
      let (x, y) = (middleX * Double(1 + step.x), middleY * Double(1 + step.y))
      func distance(_ cell: Int) -> Double {
        let (dx, dy) = (Double(cell % columns) - x, Double(cell / columns) - y)
        return dx * dx + dy * dy
      }
      // What lies on the other side, or in the middle, is no step in this direction.
      func isAhead(_ cell: Int) -> Bool {
        Double(step.x) * (Double(cell % columns) - middleX) + Double(step.y) * (Double(cell / columns) - middleY) > 0
      }
      let cells = items.indices.filter { cell in
        isAhead(cell) && items[cell].map { !visited.contains($0) } ?? false
      }
      guard let best = cells.min(by: { distance($0) < distance($1) }), let item = items[best] else { return nil }
      return Hop(direction: direction, item: item, path: try path(item))
    }
  }
}
