/// To be drawn.
enum ConfoundTable: PaperFigure {
  static let item = PaperItem.table1
  static let claim = ""

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    throw FigureObstacle(reason: "it is not written yet")
  }
}
