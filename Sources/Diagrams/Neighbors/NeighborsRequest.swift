internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

public import Datasets
public import EncodedSets
internal import GenerativeModels
internal import Imaging
public import LatentGeometry
public import Manifold

/// The nearest items of an encoded set: on a sheet, a row for each query, or as numbers.
public struct NeighborsRequest: DiagramRequest, ConditionedRequest, AnchoredRequest {
  /// The program's verb.
  public static let verb = "neighbors"

  /// The set's model, for queries that are pictures and for pictures that are gone.
  public var models: [ModelReference] = [.standard]
  /// What the random numbers start from; nil while none is chosen.
  public var seed: UInt64?
  /// Where random latents come from.
  public var generator = RandomAlgorithm.sextant
  /// What happens to latents that lie far from the prior.
  public var typical = TypicalityPolicy.off
  /// What is added to every latent right before it is decoded.
  public var offsets: [LatentOffset] = []
  /// What models that take conditions decode under; one for all pictures, or none for the models' own.
  public var conditions: [Condition] = []
  /// The queries.
  public var anchors: [Anchor] = []
  /// The name of the set.
  public var set = ""
  /// The number of neighbors, ≥ 1.
  public var k = 15
  /// What is near.
  public var metric = DistanceMetric.l2
  /// A condition that neighbors fulfil, in SQL; nil for all.
  public var condition: String?
  /// The split that neighbors are of; nil for all.
  public var split: DatasetSplit?
  /// Whether a graph kept beside the set is searched, which misses some neighbors, instead of all items.
  public var isApproximate = false
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: fifteen neighbors by Euclidean distance; no set and no queries yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .neighbors(self) }

  /// The same request over other queries.
  ///
  /// - Parameter anchors: The queries.
  /// - Returns: A request for their neighbors.
  public func over(_ anchors: [Anchor]) -> NeighborsRequest {
    var request = self
    request.anchors = anchors
    return request
  }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    try validateSet(set)
    guard !anchors.isEmpty else {
      throw RequestError.invalid(option: Self.verb, reason: "name at least one query: a picture, a latent or set:17")
    }
    guard !isApproximate || (condition == nil && split == nil) else {
      throw RequestError.invalid(
        option: "--approximate",
        reason: "a graph knows no conditions; leave --where and --split out, or search exactly"
      )
    }
    guard k >= 1 else { throw RequestError.invalid(option: "-k \(k)", reason: "at least 1 neighbor is needed") }
  }

  /// Finds the neighbors and draws nothing.
  ///
  /// - Parameter studio: Says how models run.
  /// - Returns: The neighbors of each query.
  /// - Throws: ``RequestError`` and the errors of sets, models and files.
  public func find(in studio: Studio) throws -> NeighborsMeasurements {
    try validate()
    return try find(Neighborhood(self, anchors: anchors, of: set, posterior: posterior, in: studio), in: studio)
  }

  private func find(_ place: Neighborhood, in studio: Studio) throws -> NeighborsMeasurements {
    let own = place.queries.itemRows(of: set)
    let table: NeighborTable
    var index: NeighborsMeasurements.Index?
    if isApproximate {
      let graph = try NeighborGraph(of: place.set, metric: metric, k: k)
      table = graph.nearest(to: place.queries.latents, k: k, excluding: own, threads: studio.session.threads)
      index = graph.index
    } else {
      let search = NeighborSearch(place.set.vectors, metric: metric, threads: studio.session.threads)
      table = try search.nearest(
        to: place.queries.latents,
        k: k,
        excluding: own,
        among: place.set.selectedRows(where: condition, split: split)
      )
    }
    let names = place.queries.names
    let queries = try (0..<table.count).map { query in
      NeighborsMeasurements.Query(
        query: names[query],
        neighbors: try zip(table.rows(of: query), table.distances(of: query)).map { row, distance in
          let item = try place.set.item(row)
          return .init(item: row, distance: distance, path: item.path, split: item.split?.rawValue)
        }
      )
    }
    return NeighborsMeasurements(
      set: set,
      root: place.set.originals.root.path,
      metric: metric,
      index: index,
      queries: queries,
      queryNotes: place.queryNotes(posterior)
    )
  }

  /// Draws the picture: in each row a query, and after a gap its neighbors, the nearest first.
  ///
  /// Pictures are the originals; where they are gone, what the model makes of the latents.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of sets, models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    let place = try Neighborhood(self, anchors: anchors, of: set, posterior: posterior, in: studio)
    let found = try find(place, in: studio)
    var composer = try SheetComposer(self, sheet: sheet, posterior: posterior, studio: studio)
    let columns = 1 + (found.queries.map(\.neighbors.count).max() ?? 0)
    try sheet.validate(rows: found.queries.count, "the queries", columns: columns, "-k", atLeast: 1)
    try composer.check(rows: found.queries.count, columns: columns)
    var (decoded, cells): ([LatentBatch], [Cell]) = ([], [])
    var pictures: [(cell: Cell, picture: PlanarImage)] = []
    var missing = 0
    for (row, query) in found.queries.enumerated() {
      if let picture = place.queries.originals[row] {
        pictures.append((Cell(row: row, column: 0), picture))
      } else {
        decoded.append(place.queries.latents[row])
        cells.append(Cell(row: row, column: 0))
      }
      for (index, neighbor) in query.neighbors.enumerated() {
        let cell = Cell(row: row, column: index + 1)
        if let picture = try place.original(neighbor.item) {
          pictures.append((cell, picture))
        } else {
          missing += 1
          decoded.append(place.set.latent(neighbor.item))
          cells.append(cell)
        }
      }
    }
    let none = LatentBatch(count: 0, dimension: place.set.dimension)
    var band = Band(
      rows: found.queries.count,
      columns: columns,
      latents: .concatenating([none] + decoded),
      latentCells: cells
    )
    band.pictures = pictures
    band.rowLabels = place.queries.sources.map(\.label)
    try composer.add(band, from: place.model, anchors: place.queries)
    var drawing = try composer.finish(request: erased, anchors: [place.queries], measurements: found)
    if missing > 0 {
      drawing.notes.append(
        "\(missing) of the originals \(missing.form("is", "are")) not in \(found.root); their reconstructions are shown (--originals-in DIR names another folder)"
      )
    }
    drawing.notes += found.notes + [place.set.unfinishedNote].compactMap { $0 }
    return drawing
  }
}
