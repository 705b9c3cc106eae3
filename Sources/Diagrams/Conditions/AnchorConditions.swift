internal import GenerativeModels
internal import LatentGeometry

/// What pictures are decoded under, once each has a condition of its own.
struct CarriedConditions {
  /// A condition for each latent.
  var batch: ConditionBatch
  /// Whether a class was chosen where a mixture could not be had.
  var isRounded = false

  /// The conditions of some latents.
  func rows(_ latents: [Int]) -> ConditionBatch { ConditionBatch(batch.rows.rows(latents)) }

  /// A sentence about classes that were chosen.
  ///
  /// - Parameter model: The model's name.
  /// - Returns: Nil where none were.
  func note(model: String) -> String? {
    guard isRounded else { return nil }
    return
      "the model \(model) takes whole classes, so each picture between anchors has the class of the anchor that weighs most; one-hot "
      + "conditions and embeddings are interpolated"
  }
}

/// The conditions of a request's anchors in one model, which follow whatever is interpolated between them.
///
/// Each anchor's condition is a point of its own, (1, 0, …), (0, 1, …), …; a grid or path filled linearly from these points has
/// the weights of the conditions in every cell, from which ``ConditionInput/mixed(_:weights:)`` makes conditions.
struct AnchorConditions {
  /// A part of a model that may take conditions.
  enum Graph {
    case decoder, encoder
  }

  private let input: ConditionInput
  /// The conditions that differ.
  private let rows: ConditionBatch
  /// For each latent its condition.
  private let choice: [Int]
  private let threads: Int?

  /// The conditions of anchors; nil where all pictures have the same, or the graph takes none.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - found: Its anchors; nil where it has none.
  ///   - model: The model.
  ///   - studio: Says how many threads there are.
  ///   - graph: What takes them.
  /// - Throws: ``RequestError`` where there are not as many conditions as anchors, and what ``OpenConditions`` throws.
  init?<Request: ConditionedRequest>(
    _ request: Request,
    _ found: ResolvedAnchors?,
    in model: GenerativeModel,
    _ studio: Studio,
    of graph: Graph = .decoder
  ) throws {
    let open = try OpenConditions(request.conditions, for: model)
    guard open.entries.count > 1,
      let input = try graph == .decoder ? model.decoderCondition() : model.encoderCondition()
    else { return nil }
    let assignment = ConditionAssignment(count: open.entries.count, repeatsPairs: Request.repeatsPairs)
    guard let found else {
      throw RequestError.invalid(
        option: "--condition",
        reason: "without anchors one condition is for all, and \(open.entries.count) were given"
      )
    }
    try self.init(
      try open.rows(for: input),
      of: try (0..<found.latents.count).map { try assignment.condition(ofLatent: $0, found) },
      input,
      threads: studio.session.threads
    )
  }

  /// Conditions of latents, equal ones counted once.
  init(_ all: ConditionBatch, of choice: [Int], _ input: ConditionInput, threads: Int?) throws {
    var places: [[Float]: Int] = [:]
    var (distinct, numbers): ([[Float]], [Int]) = ([], [])
    for row in 0..<all.count {
      let values = all.rows[row].values
      if places[values] == nil {
        places[values] = distinct.count
        distinct.append(values)
      }
      numbers.append(places[values] ?? 0)
    }
    self.input = input
    rows = ConditionBatch(LatentBatch(rows: distinct))
    self.choice = choice.map { numbers[$0] }
    self.threads = threads
  }

  /// The condition of each latent that is decoded as it is.
  ///
  /// - Parameter latents: The numbers of latents, each as often as it is decoded.
  /// - Returns: A condition for each.
  func of(_ latents: some Sequence<Int>) -> CarriedConditions {
    CarriedConditions(batch: ConditionBatch(rows.rows.rows(latents.map { choice[$0] })))
  }

  /// Conditions that follow latents between their anchors.
  ///
  /// - Parameter fill: Receives a point for each anchor and a linear interpolator over such points, and fills in between.
  /// - Returns: A condition for each row that was filled.
  func carried(_ fill: (LatentBatch, Interpolator) throws -> LatentBatch) rethrows -> CarriedConditions {
    var points = LatentBatch(count: choice.count, dimension: rows.count)
    points.withUnsafeMutableValues { values in
      for (latent, condition) in choice.enumerated() { values[latent * rows.count + condition] = 1 }
    }
    let weights = try fill(points, Interpolator(.lerp, dimension: rows.count, threads: threads))
    // Where all are the same there is nothing to weigh.
    guard rows.count > 1 else {
      return of([Int](repeating: 0, count: weights.count))
    }
    return CarriedConditions(
      batch: input.mixed(rows, weights: weights),
      isRounded: !input.canBeMixed && weights.values.contains { abs($0 - $0.rounded()) > 1e-6 }
    )
  }

  /// Conditions of a grid's cells.
  ///
  /// Analogies are completed as B + C - A, whatever completes those of the latents.
  ///
  /// - Parameter grid: The grid.
  /// - Returns: A condition for each cell.
  /// - Throws: `GridError`.
  func carried(over grid: LatentGrid) throws -> CarriedConditions {
    try carried { points, linear in
      try LatentGrid(
        grid.layout,
        rows: grid.rows,
        columns: grid.columns,
        spacing: grid.spacing,
        isOrderFree: grid.isOrderFree,
        analogy: .raw
      )
      .latents(anchors: points, linear)
    }
  }
}
