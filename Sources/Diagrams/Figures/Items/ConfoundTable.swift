internal import Datasets

/// Table 1: how an attribute and its confound come together.
enum ConfoundTable: PaperFigure {
  static let item = PaperItem.table1
  static let claim =
    "Labels are correlated: in CelebA fewer men than women smile, so that a vector made from smiling and other faces is also "
    + "one from men to women."

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let request = materials.request
    let table = LabelPairTable(
      paperNames: ["Smiling", "Male"],
      paper: AttributeContingency(both: 17, firstOnly: 31, secondOnly: 25, neither: 27)
    )
    try table.draw([request.attribute, request.confound], with: materials, into: &result)
  }
}
