public import GenerativeModels
internal import SafeFiles

/// What a canvas shows and how far its tiles lie from the prior.
public struct CanvasMeasurements: Measurements {
  /// A tile where it lies.
  public struct Tile: Encodable, Sendable, Equatable {
    /// The left edge in pixels of the canvas; below 0 where the tile reaches beyond it.
    public let x: Double
    /// The top edge.
    public let y: Double
    /// The width in pixels.
    public let width: Double
    /// The height.
    public let height: Double
    /// Where the tile's latent lies between left (0) and right (1).
    public let u: Double
    /// Where it lies between top (0) and bottom (1).
    public let v: Double
    /// The number of its anchor from 0, where the tile is one.
    public let anchor: Int?
    /// How that anchor was named.
    public let name: String?
    /// What the tile is decoded under, by a model that takes conditions: a name, or numbers as its input takes them.
    public let condition: ConditionValue?
  }

  /// The model's name.
  public let model: String
  /// Where the tiles' latents come from.
  public let from: CanvasSource
  /// How much of each tile is the encoding of what lay under it, from 0 to 1.
  public let reencoded: Double
  /// The tiles in the order of the layout.
  public let tiles: [Tile]
  /// The neighbors that are the anchors; nil where they were named.
  public let neighbors: MineMeasurements?
  /// How far the tiles lie from the prior, in the same order; of original pictures nothing.
  public let typicality: Typicality

  /// What a person reads.
  public var lines: [String] {
    let count = "\(tiles.count.counted("tile")) by \(model), from \(Self.words(from))"
    let share =
      reencoded > 0 && from != .canvas ? ", mixed with what lay under them (\(reencoded.rounded(toPlaces: 3)))" : ""
    return [count + share] + (neighbors.map { Array($0.lines.prefix(1)) } ?? [])
  }

  private static func words(_ source: CanvasSource) -> String {
    switch source {
    case .grid: "a grid of anchors"
    case .plane: "a plane of attribute vectors"
    case .roots: "the layout's anchors"
    case .each: "anchors of their own"
    case .random: "the prior"
    case .canvas: "what lay under them"
    }
  }
}
