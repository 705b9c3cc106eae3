/// To be drawn.
enum ManifoldFigure: PaperFigure {
  static let item = PaperItem.futureWork
  static let claim = ""

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    throw FigureObstacle(reason: "it is not written yet")
  }
}
