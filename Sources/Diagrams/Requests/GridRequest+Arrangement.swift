internal import Imaging
internal import LatentGeometry
internal import SafeFiles

extension GridRequest {
  /// Checks what is done to the anchors and to the cells.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  func validateArrangement() throws {
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    if let partway = arrangement.partway, !(0...1).contains(partway) {
      throw fail("--partway \(partway.typed)", "a share of the way is 0 to 1: 0 is the draw and 1 the anchor")
    }
    for (option, isGiven) in [("--partway", arrangement.partway != nil), ("--invert", arrangement.inverts)]
    where isGiven && anchors.isEmpty {
      throw fail(option, "it changes anchors, and none is named")
    }
  }

  /// The anchors of the grid, in the layout's order: what was named, draws beside it, and what the arrangement makes of both.
  func arranged(
    _ named: ResolvedAnchors,
    in grid: LatentGrid,
    _ resolver: AnchorResolver,
    _ interpolator: Interpolator
  ) throws -> ResolvedAnchors {
    let count = named.latents.count
    try arrangement.check(named: count, in: grid)
    let places = arrangement.namedCount(in: grid)
    let missing = places - count
    guard missing == 0 || drawsMissing else {
      throw RequestError.invalid(
        option: "grid",
        reason:
          "\(missing) of its \(places) anchors \(missing.form("is", "are")) missing; name them, or give "
          + "--fill to have them drawn from the prior"
      )
    }
    let drawCount = arrangement.drawCount(in: grid, named: count)
    guard drawCount > 0 || arrangement.inverts else { return named }
    let all = drawCount > 0 ? try resolver.filling(named, with: drawCount) : named
    let order = arrangement.order(in: grid, named: count)
    return ResolvedAnchors(
      latents: arrangement.anchors(
        of: grid,
        named: named.latents,
        draws: all.latents[count..<count + drawCount],
        interpolator
      ),
      originals: order.map { all.originals[$0] },
      inputs: all.inputs,
      sources: order.map { all.sources[$0] },
      randomCount: all.randomCount,
      areDraws: all.areDraws
    )
  }

  /// The grid, with a column at a side for each side at which originals stand.
  func band(_ latents: LatentBatch, of grid: LatentGrid, originals pictures: [PlanarImage?]) -> Band {
    var beside: [(isLeft: Bool, row: Int, picture: PlanarImage)] = []
    if originals, !pictures.isEmpty {
      for (place, picture) in zip(grid.anchorPlaces(), pictures) {
        guard let picture, place.column == 0 || place.column == grid.columns - 1 else { continue }
        beside.append((place.column == 0, place.row, picture))
      }
    }
    var band = Band(
      rows: grid.rows,
      columns: grid.columns,
      latents: latents,
      leftMargin: beside.contains(where: \.isLeft) ? 1 : 0,
      rightMargin: beside.allSatisfy(\.isLeft) ? 0 : 1
    )
    band.pictures = beside.map { isLeft, row, picture in
      (Cell(row: row, column: isLeft ? 0 : band.columns - 1), picture)
    }
    return band
  }
}
