internal import Datasets
internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import Manifold
internal import SafeFiles

/// The neighbors of a query, each in its cell.
struct NeighborPatch {
  /// What a cell shows.
  struct Member {
    /// Its row in the set; nil for a query that is none.
    var item: Int?
    /// Its distance from the query.
    var distance: Double
    /// Whether it is the query itself.
    var isQuery: Bool
  }

  /// The members, the nearest first.
  let members: [Member]
  /// Their latents.
  let latents: LatentBatch
  /// For each cell its member; nil for a hole and for a cell that is left over.
  let memberOfCell: [Int?]
  /// How well the grid keeps distances.
  let quality: PlacementQuality
  /// A sentence where the set has fewer items than the grid cells.
  let note: String?

  private let rows: Int
  private let columns: Int

  /// Finds and places the neighbors.
  init(_ request: MineRequest, around place: Neighborhood, in studio: Studio) throws {
    (rows, columns) = (request.rows, request.columns)
    let holes = try request.mask?.holes(rows: rows, columns: columns) ?? []
    let grid = try PlacementGrid(rows: rows, columns: columns, holes: holes)
    let query = place.queries.latents
    let own = place.queries.itemRows(of: request.set)[0]
    let cells = grid.usableCells.count
    let search = NeighborSearch(place.set.vectors, metric: request.metric, threads: studio.session.threads)
    let table = try search.nearest(
      to: query,
      k: cells,
      excluding: [request.isPinned ? own : nil],
      among: place.set.selectedRows(where: request.condition, split: request.split)
    )
    var members = zip(table.rows(of: 0), table.distances(of: 0)).map {
      Member(item: $0, distance: $1, isQuery: $0 == own)
    }
    if request.isPinned {
      // The set may have the very picture that is the query, encoded with other last bits.
      let same = 1e-4 * (request.metric == .l2 ? query.lengths()[0] : 1)
      members.removeAll { $0.distance <= same }
      members = [Member(item: own, distance: 0, isQuery: true)] + members.prefix(cells - 1)
    }
    self.members = members
    latents = .concatenating(
      members.map { member in
        member.isQuery ? query : place.set.vectors.gathered(CollectionOfOne(member.item ?? 0))
      }
    )
    note =
      members.count < cells
      ? "the grid has \(cells) cells and there \(members.count.form("is", "are")) \(members.count.counted("item")); the others stay empty"
      : nil
    let center = grid.centerCell ?? 0
    let placement = try GridPlacement(
      of: latents,
      on: grid,
      request.placement,
      options: PlacementOptions(
        metric: request.metric,
        plane: request.plane,
        seed: request.seed ?? 0,
        pinned: request.isPinned ? [PlacementOptions.Pin(vector: 0, cell: center)] : []
      )
    )
    memberOfCell = placement.vectors
    quality = try PlacementQuality(
      of: placement,
      for: latents,
      metric: request.metric,
      neighbors: 4
    )
  }

  /// The decoded grid: neighbors where they stand, and between them what lies between them.
  ///
  /// A cell between neighbors needs all of those that it lies between.
  func band(_ grid: LatentGrid, _ interpolator: Interpolator) throws -> Band {
    // A hole's place is never shown; any latent keeps the arithmetic going.
    let anchors = latents.rows(memberOfCell.map { $0 ?? 0 })
    let all = try grid.latents(anchors: anchors, interpolator)
    let cells = (0..<grid.rows * grid.columns).filter { isWhole($0, of: grid) }
    return Band(
      rows: grid.rows,
      columns: grid.columns,
      latents: all.rows(cells),
      latentCells: cells.map { Cell(row: $0 / grid.columns, column: $0 % grid.columns) }
    )
  }

  /// The neighbors as the anchors of the grid.
  func anchors(of queries: ResolvedAnchors) -> ResolvedAnchors {
    ResolvedAnchors(
      latents: latents,
      originals: [PlanarImage?](repeating: nil, count: members.count),
      inputs: queries.inputs,
      sources: members.map { .init(name: $0.item.map { "set:\($0)" } ?? queries.names[0]) }
    )
  }

  /// Whether all neighbors that a cell lies between are there.
  private func isWhole(_ cell: Int, of grid: LatentGrid) -> Bool {
    let (row, column) = (cell / grid.columns, cell % grid.columns)
    let (top, left) = (row / grid.spacing, column / grid.spacing)
    let bottom = row.isMultiple(of: grid.spacing) ? top : top + 1
    let right = column.isMultiple(of: grid.spacing) ? left : left + 1
    return [top, bottom].allSatisfy { y in [left, right].allSatisfy { x in memberOfCell[y * columns + x] != nil } }
  }

  /// The neighbors' original pictures, drawn about as wide as the decoded grid.
  ///
  /// - Returns: The sheet, and how many pictures are gone.
  func originals(
    of place: Neighborhood,
    like grid: LatentGrid,
    adding offsets: OffsetSum,
    options: SheetOptions
  ) throws -> (picture: PlanarImage, missing: Int) {
    let shape = place.model.imageShape
    let cell = max(1, (Double(shape.width) * options.scale).rounded())
    let whole = Double(grid.columns) * (cell + Double(options.gap)) - Double(options.gap)
    let width = max(1, Int((whole - Double(columns - 1) * Double(options.gap)) / Double(columns)))
    let height = max(1, width * shape.height / shape.width)
    var sheet = try ContactSheet(
      rows: rows,
      columns: columns,
      cellWidth: width,
      cellHeight: height,
      channels: shape.channels,
      style: ContactSheet.Style(gap: options.gap)
    )
    var missing = 0
    for (cell, member) in memberOfCell.enumerated() {
      guard let member else { continue }
      let picture: PlanarImage
      if let original = try original(members[member], of: place, width: width, height: height) {
        picture = original
      } else {
        // A query that is no item may never have been a picture.
        if members[member].item != nil { missing += 1 }
        picture = try place.model.decode(offsets.applied(to: latents[member]))[0]
          .resized(width: width, height: height, filter: .bicubic)
      }
      sheet.place(picture, row: cell / columns, column: cell % columns)
    }
    return (sheet.picture, missing)
  }

  /// The picture of a member in its own resolution; a query that is no item has the one that was encoded, where there is one.
  private func original(_ member: Member, of place: Neighborhood, width: Int, height: Int) throws -> PlanarImage? {
    guard let item = member.item else {
      return place.queries.originals[0]?.resized(width: width, height: height, filter: .bicubic)
    }
    return try place.original(item, width: width, height: height)
  }

  /// What is said of the patch.
  func measurements(_ request: MineRequest, in place: Neighborhood, typicality: Typicality?) throws -> MineMeasurements
  {
    let cells = try memberOfCell.enumerated().compactMap { cell, number -> MineMeasurements.Cell? in
      guard let number else { return nil }
      let member = members[number]
      return MineMeasurements.Cell(
        row: cell / columns,
        column: cell % columns,
        item: member.item,
        distance: member.distance,
        isQuery: member.isQuery,
        path: try member.item.map { try place.set.item($0).path }
      )
    }
    let query = members.first { $0.isQuery }?.item ?? place.queries.itemRows(of: request.set)[0]
    let hops = try Hop.around(
      memberOfCell.map { number in number.flatMap { members[$0].item } },
      rows: rows,
      columns: columns,
      without: Set(request.visited + [query].compactMap { $0 })
    ) { try place.set.item($0).path }
    return MineMeasurements(
      set: request.set,
      query: place.queries.names[0],
      queryItem: query,
      rows: rows,
      columns: columns,
      spacing: request.spacing,
      placement: request.placement,
      distancePreservation: quality.distancePreservation,
      neighborPreservation: quality.neighborPreservation,
      cells: cells,
      hops: hops,
      typicality: typicality
    )
  }
}
