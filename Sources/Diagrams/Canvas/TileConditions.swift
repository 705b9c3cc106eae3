internal import GenerativeModels
internal import LatentGeometry
internal import SafeFiles

/// What the tiles of a canvas are decoded under, and what lies under them is encoded under, where each has its own.
struct TileConditions {
  /// For the decoder; nil where all tiles have the same, or it takes none.
  let decoding: CarriedConditions?
  /// The same for the encoder; nil too where nothing that lies under tiles is encoded.
  let encoding: CarriedConditions?

  /// One condition for all, which is the model's by now.
  init() { (decoding, encoding) = (nil, nil) }

  /// Conditions that tiles have from their anchors.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - found: Its anchors.
  ///   - model: The model.
  ///   - studio: Says how many threads there are.
  ///   - carry: Makes conditions of tiles of those of the anchors.
  /// - Throws: ``RequestError`` where there are not as many conditions as anchors, and what ``OpenConditions`` throws.
  init(
    _ request: CanvasRequest,
    _ found: ResolvedAnchors,
    in model: GenerativeModel,
    _ studio: Studio,
    _ carry: (AnchorConditions) throws -> CarriedConditions
  ) throws {
    func carried(_ graph: AnchorConditions.Graph) throws -> CarriedConditions? {
      try AnchorConditions(request, found, in: model, studio, of: graph).map(carry)
    }
    decoding = try carried(.decoder)
    encoding = request.reencodedShare > 0 ? try carried(.encoder) : nil
  }

  /// Conditions that tiles without anchors have in turn, in the layout's order.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - count: The number of tiles.
  ///   - model: The model.
  /// - Throws: ``RequestError`` where there are more conditions than tiles, and what ``OpenConditions`` throws.
  init(inTurn request: CanvasRequest, tiles count: Int, in model: GenerativeModel) throws {
    let open = try OpenConditions(request.conditions, for: model)
    let conditions = open.entries.count
    guard conditions <= max(count, 1) else {
      throw RequestError.invalid(
        option: "--condition",
        reason:
          "\(conditions) conditions were given for \(count.counted("tile")), which have them in turn; "
          + "give no more than tiles, or take a larger canvas"
      )
    }
    func inTurn(_ input: ConditionInput?) throws -> CarriedConditions? {
      guard conditions > 1, let input else { return nil }
      let rows = try open.rows(for: input).rows
      return CarriedConditions(batch: ConditionBatch(rows.rows((0..<count).map { $0 % conditions })))
    }
    decoding = try inTurn(model.decoderCondition())
    encoding = request.reencodedShare > 0 ? try inTurn(model.encoderCondition()) : nil
  }

  /// What each tile is decoded under.
  ///
  /// - Parameters:
  ///   - count: The number of tiles.
  ///   - model: The model.
  /// - Returns: As a person would write it; nil where the model takes no conditions.
  /// - Throws: `ConditionError`.
  func shown(tiles count: Int, in model: GenerativeModel) throws -> [ConditionValue]? {
    guard let input = try model.decoderCondition() else { return nil }
    guard let decoding else {
      return [ConditionValue](
        repeating: input.values(of: try model.ownConditions(count: 1, for: input))[0],
        count: count
      )
    }
    return input.values(of: decoding.batch)
  }

  /// Sentences about classes that were chosen where a mixture could not be had.
  func notes(model: String) -> [String] {
    if let note = decoding?.note(model: model) { return [note] }
    guard encoding?.isRounded == true else { return [] }
    return [
      "the encoder of the model \(model) takes whole classes, so what lies under each tile is encoded under the class of the "
        + "anchor that weighs most"
    ]
  }
}
