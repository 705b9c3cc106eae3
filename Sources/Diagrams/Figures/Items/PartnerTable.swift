/// To be drawn.
enum PartnerTable: PaperFigure {
  static let item = PaperItem.table2
  static let claim = ""

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    throw FigureObstacle(reason: "it is not written yet")
  }
}
