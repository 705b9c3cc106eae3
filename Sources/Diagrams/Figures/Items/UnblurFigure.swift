/// To be drawn.
enum UnblurFigure: PaperFigure {
  static let item = PaperItem.figure9
  static let claim = ""

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    throw FigureObstacle(reason: "it is not written yet")
  }
}
