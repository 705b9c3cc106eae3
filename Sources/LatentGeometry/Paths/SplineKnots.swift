/// The anchors of a spline as directions and lengths, with a knot more in every half circle.
struct SplineKnots: Sendable {
  /// How lengths travel.
  enum LengthRule: Sendable {
    case plain
    case constant(Double)
    case scores(ChiLaw, scale: Double)

    init(_ rule: CombinationRule) {
      switch rule {
      case .sphericalKeepingLaw(let law, let scale): self = .scores(law, scale: scale)
      case .sphericalOnSphere(let radius), .onSphere(let radius): self = .constant(radius)
      case .linear, .preserving, .normalized, .spherical: self = .plain
      }
    }

    /// What is interpolated.
    func value(ofLength length: Double) -> Double {
      if case .scores(let law, let scale) = self { law.score(ofLength: length / scale) } else { length }
    }

    /// The length that an interpolated value stands for.
    func length(ofValue value: Double) -> Double {
      switch self {
      case .plain: value
      case .constant(let radius): radius
      case .scores(let law, let scale): scale * law.length(ofScore: value)
      }
    }
  }

  /// The anchors as they were given.
  let anchors: LatentBatch
  /// The coordinates in which the path is smooth.
  let space: WorkingSpace
  let rule: LengthRule
  let isClosed: Bool
  /// Unit vectors, shape [k, d]; in one dimension the coordinates themselves.
  let directions: LatentBatch
  /// What is interpolated of the lengths; in one dimension the coordinates.
  let values: [Double]
  /// The anchor of every knot; nil in the middle of half circles.
  let anchorsOfKnots: [Int?]
  /// The knot of every anchor.
  let knotsOfAnchors: [Int]
  /// Segments whose ends are equal anchors.
  let rests: [Bool]
  /// The time of every segment when anchors follow each other evenly.
  let durations: [Double]

  /// The number of segments.
  var segments: Int { rests.count }

  /// - Parameters:
  ///   - anchors: n ≥ 1 latents.
  ///   - interpolator: A spherical method in a prior.
  ///   - isClosed: Whether the last anchor is followed by the first.
  ///   - keepsRepeated: Whether an anchor that equals the one before it has a knot of its own.
  init(_ anchors: LatentBatch, _ interpolator: Interpolator, isClosed: Bool, keepsRepeated: Bool) {
    guard case .rows(let space, let combination) = interpolator.plan else {
      preconditionFailure("spherical methods combine rows")
    }
    let inside = space.entered(anchors, threads: 1)
    let lengths = inside.lengths()
    let pointing = Self.directions(inside, lengths)
    let rule = LengthRule(combination)
    let isFlat = anchors.dimension == 1
    let origin = PathSteps([Float](repeating: 0, count: anchors.dimension))
    var list = List(directions: [], values: [])
    let kept = keepsRepeated ? Array(0..<anchors.count) : Self.distinct(anchors, isClosed: isClosed)
    let heights = kept.map { isFlat ? Double(inside.values[$0]) : rule.value(ofLength: lengths[$0]) }
    for (index, anchor) in kept.enumerated() {
      list.append(pointing[anchor], heights[index], anchor: anchor)
      guard kept.count > 1, isClosed || index + 1 < kept.count else { continue }
      let next = (index + 1) % kept.count
      let isRest = anchors.hasEqualRows(anchor, kept[next])
      guard !isFlat, !isRest, Double.pi - origin.angle(pointing, anchor, kept[next]) < 1e-6 else {
        list.rests.append(isRest)
        list.durations.append(1)
        continue
      }
      let middle = pointing[anchor].values.withUnsafeBufferPointer(Detour.direction(around:))
      list.append(LatentBatch(rows: [middle.map { Float($0) }]), (heights[index] + heights[next]) / 2, anchor: nil)
      list.rests += [false, false]
      list.durations += [0.5, 0.5]
    }
    self.anchors = anchors
    self.space = space
    self.rule = rule
    self.isClosed = isClosed
    directions = .concatenating(list.directions)
    values = list.values
    anchorsOfKnots = list.anchors
    knotsOfAnchors = list.knotsOfAnchors(anchors)
    rests = list.rests
    durations = list.durations
  }

  /// What the knots are made from.
  private struct List {
    var directions: [LatentBatch]
    var values: [Double]
    var anchors: [Int?] = []
    var rests: [Bool] = []
    var durations: [Double] = []

    mutating func append(_ direction: LatentBatch, _ value: Double, anchor: Int?) {
      directions.append(direction)
      values.append(value)
      anchors.append(anchor)
    }

    /// The knot of every anchor: its own or that of the last one before it that has one.
    ///
    /// Anchors at the end of a loop that equal its beginning have the knot after all others.
    func knotsOfAnchors(_ batch: LatentBatch) -> [Int] {
      var knot = 0
      return (0..<batch.count).map { anchor in
        if let own = anchors.firstIndex(of: anchor) { knot = own }
        guard let known = anchors[knot], !batch.hasEqualRows(known, anchor) else { return knot }
        return anchors.count
      }
    }
  }

  /// Anchors that differ from the one before them, on a closed path the first one from the last.
  private static func distinct(_ anchors: LatentBatch, isClosed: Bool) -> [Int] {
    var kept = (0..<anchors.count).filter { $0 == 0 || !anchors.hasEqualRows($0 - 1, $0) }
    while isClosed, kept.count > 1, let last = kept.last, anchors.hasEqualRows(last, 0) { kept.removeLast() }
    return kept
  }

  /// The unit vectors of points; those at the origin borrow the last one before them, or the first of all.
  private static func directions(_ points: LatentBatch, _ lengths: [Double]) -> LatentBatch {
    guard points.dimension > 1 else { return points }
    var result = LatentBatch(count: points.count, dimension: points.dimension)
    guard var known = lengths.firstIndex(where: { $0 > 0 }) else {
      let axis = [1] + [Float](repeating: 0, count: points.dimension - 1)
      for row in 0..<points.count { result.setRow(row, to: axis) }
      return result
    }
    for row in 0..<points.count {
      if lengths[row] > 0 { known = row }
      result.setRow(row, to: points[known].values.map { Float(Double($0) / lengths[known]) })
    }
    return result
  }

  /// The knot before or after another, nil beyond the ends of an open path.
  func knot(_ knot: Int, offset: Int) -> Int? {
    let (count, index) = (directions.count, knot + offset)
    if (0..<count).contains(index) { return index }
    return isClosed && count > 1 ? (index + count) % count : nil
  }
}
