internal import Datasets
internal import EncodedSets
internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

/// Neighbors of a picture among out-of-sample encodings, and their MINE grid: White's figure 4.
enum NeighborsFigure: PaperFigure {
  static let item = PaperItem.figure4
  static let claim =
    "Neighbors among encodings of pictures that the model never saw, spread over a grid with interpolations between them, show a small "
    + "contiguous patch of the manifold, where random samples may fall outside of it."

  /// Grids that are measured of each kind: fewer where there are few pictures, whose grids would be the same again and again.
  private static func queries(of count: Int) -> Int { min(40, max(2, count / 25)) }

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let main = try materials.main
    let set = try EncodedSet(named: main.means)
    let (rows, columns, spacing) = NeighborGridMeasures.layout
    guard set.count >= 4 * rows * columns else {
      throw FigureObstacle(reason: "the \(set.count) pictures are too few for \(rows) x \(columns) neighbors")
    }
    var request = MineRequest()
    request.models = [main.reference]
    request.set = main.means
    let query = try set.rows(where: nil, split: .valid, limit: 1).first ?? 0
    request.anchors = [.item(query, set: main.means)]
    (request.rows, request.columns, request.spacing) = (rows, columns, spacing)
    request.seed = materials.request.seed
    request.typical = .off
    result.pictures.append(
      try materials.picture(
        request.draw(in: materials.studio),
        named: "figure4",
        caption:
          "\(main.model.name): \(rows * columns) neighbors of item \(query) on \(rows) x \(columns), and their MINE grid"
      )
    )
    for (name, kind) in [(main.means, "means"), (main.samples, "draws")] {
      guard let name else { continue }
      try measure(name, kind, of: main.model, materials, &result)
    }
  }

  private static func measure(
    _ name: String,
    _ kind: String,
    of model: GenerativeModel,
    _ materials: FigureMaterials,
    _ result: inout FigureResult
  ) throws {
    let seed = materials.request.seed
    let set = try EncodedSet(named: name)
    let measures = try NeighborGridMeasures(
      of: set.vectors.gathered(0..<set.count),
      queries: queries(of: set.count),
      prior: model.prior,
      seed: seed,
      threads: materials.studio.session.threads
    )
    // A placement by chance has 0.
    let quality = BootstrapInterval(ofMean: measures.qualities, seed: seed)
    result.findings.append(
      FigureFinding(
        "\(kind): distance preservation of 3 x 5 neighbors (by chance 0, at best 1)",
        quality,
        expected: .above(0.3)
      )
    )
    let mine = BootstrapInterval(ofMean: measures.mineShares.map { 100 * $0 }, seed: seed)
    let random = BootstrapInterval(ofMean: measures.randomShares.map { 100 * $0 }, seed: seed)
    let heldOut = Share(measures.heldOutInside.count { $0 }, of: measures.heldOutInside.count)
    result.findings += [
      FigureFinding(
        "\(kind): cells of MINE grids inside the manifold of other encodings",
        mine,
        unit: "%",
        places: 1,
        // Where random grids end at best.
        expected: .above(random.upper)
      ),
      FigureFinding("\(kind): cells of grids between random samples inside", random, unit: "%", places: 1),
      FigureFinding(
        "\(kind): encodings themselves inside",
        BootstrapInterval(ofShare: heldOut, seed: seed),
        times: 100,
        unit: "%",
        places: 1
      ),
    ]
  }
}
