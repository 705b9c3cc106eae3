internal import GenerativeModels
internal import LatentGeometry

extension GridRequest {
  /// The columns of a grid of points: no more than there are points.
  func pointColumns(_ points: PathPoints) -> Int { max(1, min(columns, points.frameCount)) }

  /// The rows of a grid of points: as many as they fill.
  func pointRows(_ points: PathPoints) -> Int {
    let columns = pointColumns(points)
    return rows ?? (points.frameCount + columns - 1) / columns
  }

  /// Checks a grid of points before a model is opened.
  func validate(_ points: PathPoints) throws {
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    guard !anchors.isEmpty else { throw fail("grid", "points lie among anchors; name them beside --points") }
    guard !drawsMissing else { throw fail("--fill", "points lie among the anchors that are named; leave it out") }
    guard arrangement == AnchorArrangement(), !originals, conditions.count <= 1 else {
      throw fail(
        "--points",
        "--invert, --partway, --encircle, --originals and a condition for each anchor belong to layouts; leave them out"
      )
    }
    guard columns >= 1 else { throw fail("--cols \(columns)", "at least 1 is needed") }
    let (rows, columns) = (pointRows(points), pointColumns(points))
    try sheet.validate(rows: rows, "--rows", columns: columns, "--cols", atLeast: 1)
    guard rows * columns >= points.frameCount else {
      throw fail(
        "--rows \(rows)",
        "\(points.frameCount) points do not fit in \(rows) x \(columns) cells; leave --rows out for as many as they fill"
      )
    }
    try validateFields(rows: rows, columns: columns)
  }

  /// The cells of a grid of points in one model, row after row; the last row may be shorter.
  func band(
    of points: PathPoints,
    in model: GenerativeModel,
    _ studio: Studio
  ) throws -> (Band, ResolvedAnchors?) {
    let found = try AnchorResolver(model, for: self, in: studio, posterior: posterior).resolve(anchors)
    let (rows, columns) = (pointRows(points), pointColumns(points))
    do {
      let latents = try points.latents(
        through: found.latents,
        studio.interpolator(interpolation, in: model),
        isClosed: points.isClosed,
        pacing: .byAngle,
        columns: anchorColumns
      )
      let cells = (0..<latents.count).map { Cell(row: $0 / columns, column: $0 % columns) }
      return (Band(rows: rows, columns: columns, latents: latents, latentCells: cells), found)
    } catch let error as PathPointsError {
      throw RequestError.latentFile(path: "--points", reason: error.description)
    }
  }
}
