internal import Datasets

/// Table 2: how an attribute and its partner come together.
enum PartnerTable: PaperFigure {
  static let item = PaperItem.table2
  static let claim =
    "Smiling faces mostly have their mouth open and others have it closed, so that vectors of both labels are nearly one."

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let request = materials.request
    let table = LabelPairTable(
      paperNames: ["Smiling", "Mouth_Slightly_Open"],
      paper: AttributeContingency(both: 36, firstOnly: 12, secondOnly: 12, neither: 40)
    )
    try table.draw([request.attribute, request.partner], with: materials, into: &result)
  }
}
