/// To be drawn.
enum InterpolationFigure: PaperFigure {
  static let item = PaperItem.figure1
  static let claim = ""

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    throw FigureObstacle(reason: "it is not written yet")
  }
}
