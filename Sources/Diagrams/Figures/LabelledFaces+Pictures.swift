internal import AttributeVectors
internal import EncodedSets

extension LabelledFaces {
  /// A request over some items, drawn by the faces' model.
  func request<Request: RequestWithAnchors>(_ rows: [Int]) -> Request {
    var request = Request()
    request.models = [encodings.reference]
    // Means of encodings are shorter than the prior's draws, edited or not: that is no news here.
    request.typical = .off
    request.anchors = rows.map { .item($0, set: encodings.means) }
    return request
  }

  /// Rows of edits side by side, as the picture of a figure.
  ///
  /// - Parameters:
  ///   - edits: A label, a vector and how many times it is added, for each row.
  ///   - rows: The items.
  ///   - item: Whose picture it is.
  ///   - caption: What it shows.
  ///   - notes: Receives what the drawing says.
  /// - Returns: The picture, written into the figures' folder.
  /// - Throws: The errors of models, sets and files.
  func compared(
    _ edits: [(label: String, vector: FigureVector, amount: Double)],
    _ rows: [Int],
    drawing item: PaperItem,
    caption: String,
    _ notes: inout [String]
  ) throws -> FigurePicture {
    var request: CompareRequest = request(rows)
    var options: [String] = []
    for edit in edits {
      let amount = (edit.amount * 100).rounded() / 100
      request.edits.append(CompareEdit([.init(edit.vector.reference, amount: amount)], label: edit.label))
      options += ["--edit", "\(edit.label)=\(edit.vector.reference.shown):\(amount.rounded(toPlaces: 2))"]
    }
    let drawing = try request.draw(in: materials.studio)
    notes += drawing.notes
    return try materials.picture(
      drawing,
      named: item.rawValue,
      caption: caption,
      command: EditCommand.line(["compare"], rows, of: self, options, drawing: item)
    )
  }

  /// Items moved along one vector or two, as the picture of a figure.
  ///
  /// - Parameters:
  ///   - vectors: One to the right, and one downward where there are two.
  ///   - range: From how much of each to how much.
  ///   - steps: The columns.
  ///   - originals: Whether the pictures stand beside.
  ///   - rows: The items.
  ///   - item: Whose picture it is.
  ///   - caption: What it shows.
  ///   - notes: Receives what the drawing says.
  /// - Returns: The picture, written into the figures' folder.
  /// - Throws: The errors of models, sets and files.
  func traversed(
    along vectors: [FigureVector],
    _ range: EditRange,
    steps: Int,
    originals: Bool = false,
    _ rows: [Int],
    drawing item: PaperItem,
    caption: String,
    _ notes: inout [String]
  ) throws -> FigurePicture {
    var request: TraverseRequest = request(rows)
    request.attributes = vectors.map { VectorSum($0.reference) }
    (request.range, request.steps, request.originals) = (range, steps, originals)
    let drawing = try request.draw(in: materials.studio)
    notes += drawing.notes
    let options =
      [
        "--attribute", vectors.map(\.reference.shown).joined(separator: ","),
        "--range=\(range.low.rounded(toPlaces: 2)),\(range.high.rounded(toPlaces: 2))", "--steps", "\(steps)",
      ] + (originals ? ["--originals"] : [])
    return try materials.picture(
      drawing,
      named: item.rawValue,
      caption: caption,
      command: EditCommand.line(["traverse"], rows, of: self, options, drawing: item)
    )
  }
}
