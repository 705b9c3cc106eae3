/// Draws one figure or table of the paper and measures what its claim rests on.
protocol PaperFigure {
  /// Which.
  static var item: PaperItem { get }
  /// What the paper claims, in a sentence.
  static var claim: String { get }

  /// Draws and measures.
  ///
  /// - Parameters:
  ///   - materials: Models, encodings, labels, and where pictures go.
  ///   - result: Receives pictures, findings and notes.
  /// - Throws: ``FigureObstacle`` where the materials lack what is needed, and the errors of models, sets and files.
  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws
}

/// Why a figure cannot be drawn from the materials at hand: a model without an encoder, data without labels.
struct FigureObstacle: Error {
  /// A clause, such as "no model has an encoder".
  var reason: String
}

extension PaperItem {
  /// What draws it.
  var figure: any PaperFigure.Type {
    switch self {
    case .figure1: InterpolationFigure.self
    case .figure2: AnalogyFigure.self
    case .figure3: OtherModelsFigure.self
    case .figure4: NeighborsFigure.self
    case .figure5: TraversalFigure.self
    case .table1: ConfoundTable.self
    case .table2: PartnerTable.self
    case .figure6: BalanceFigure.self
    case .figure7: DecouplingFigure.self
    case .figure8: BlurFigure.self
    case .figure9: UnblurFigure.self
    case .futureWork: ManifoldFigure.self
    }
  }
}
