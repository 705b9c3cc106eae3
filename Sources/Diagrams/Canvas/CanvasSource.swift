public import Datasets
public import Manifold

/// Where the latents of a canvas' tiles come from.
public enum CanvasSource: String, Sendable, Codable, CaseIterable {
  /// The tile's position (u, v), interpolated continuously within anchors in rows and columns, or within a MINE grid.
  case grid
  /// An anchor moved along one or two attribute vectors, as far as the tile's position says: u to the right, v down.
  case plane
  /// The anchor whose number the layout gives the tile.
  case roots
  /// The anchors in order, one for each tile.
  case each
  /// Draws from the prior, one for each tile.
  case random
  /// The encoding of what lies on the canvas where the tile goes.
  case canvas

  /// Whether anchors are needed.
  var needsAnchors: Bool {
    switch self {
    case .grid, .plane, .roots, .each: true
    case .random, .canvas: false
    }
  }
}

/// How the neighbors of a query are placed that are the anchors of a canvas' grid; the options of ``MineRequest``.
public struct CanvasNeighbors: Sendable, Codable, Equatable {
  /// The name of the set.
  public var set: String
  /// How neighbors are placed.
  public var placement = PlacementMethod.sorted
  /// Whether the query has the middle cell.
  public var isPinned = false
  /// What is near.
  public var metric = DistanceMetric.l2
  /// A condition that neighbors fulfil, in SQL; nil for all.
  public var condition: String?
  /// The split that neighbors are of; nil for all.
  public var split: DatasetSplit?

  /// The neighbors in a set, placed as ``MineRequest`` does by default.
  ///
  /// - Parameter set: The name of the set.
  public init(set: String) { self.set = set }
}

extension CanvasRequest {
  /// The MINE grid of the same query, whose neighbors are the anchors.
  func mine(_ neighbors: CanvasNeighbors) -> MineRequest {
    var request = MineRequest()
    (request.models, request.anchors, request.seed, request.generator) = (models, anchors, seed, generator)
    (request.set, request.placement, request.metric) = (neighbors.set, neighbors.placement, neighbors.metric)
    (request.isPinned, request.condition, request.split) = (neighbors.isPinned, neighbors.condition, neighbors.split)
    (request.rows, request.columns, request.spacing) = (anchorRows ?? request.rows, anchorColumns ?? request.columns, 1)
    (request.posterior, request.parts, request.conditions) = (posterior, .grid, conditions)
    return request
  }
}
