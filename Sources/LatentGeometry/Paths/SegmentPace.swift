/// How the places of a segment must follow each other so that it is walked at constant speed.
///
/// The segment is measured along ever finer pieces wherever its speed changes, until it does by at most 5 % from one to the next, and
/// the table of the ways so far is turned round by a monotone cubic. Where the speed is constant already, places stay as
/// they are, bit for bit.
struct SegmentPace: Sendable {
  /// The angle, or the length over the scale.
  let size: Double
  /// From the way so far to the place; nil where one is the other times ``size``.
  private let places: MonotoneCubic?

  /// A segment without any length.
  static let rest = SegmentPace(size: 0, places: nil)

  private init(size: Double, places: MonotoneCubic?) {
    self.size = size
    self.places = places
  }

  /// Measures a segment.
  ///
  /// - Parameters:
  ///   - steps: Angles seen from the centre.
  ///   - scale: The distance that counts as one radian where there are no angles.
  ///   - points: Latents of the segment at places from 0 to 1.
  init(_ steps: PathSteps, scale: Double, _ points: ([Double]) -> LatentBatch) {
    var pieces = Pieces(points)
    let length = pieces.batch.stepSum { steps.distance($0, $1, $1 + 1) } / scale
    let angle = pieces.batch.stepSum { steps.angle($0, $1, $1 + 1) }
    if pieces.batch.dimension > 1, angle > 1e-3 * length {
      pieces.measure { steps.angle($0, $1, $2) }
      pieces.refine(points)
      if !pieces.hasJump {
        (size, places) = pieces.table
        return
      }
      pieces = Pieces(points)
    }
    pieces.measure { steps.distance($0, $1, $2) / scale }
    pieces.refine(points)
    (size, places) = pieces.table
  }

  /// The place that is reached after a part of the way.
  ///
  /// - Parameter part: 0 … 1.
  /// - Returns: 0 … 1.
  func place(after part: Double) -> Double {
    guard let places else { return part }
    return min(1, max(0, places.value(at: part * size)))
  }
}

/// A segment in pieces that are measured.
private struct Pieces {
  /// Where pieces begin and end, from 0 to 1.
  private var places: [Double]
  /// The latents there.
  private(set) var batch: LatentBatch
  /// The size of every piece.
  private var sizes: [Double] = []
  private var size: (LatentBatch, Int, Int) -> Double = { _, _, _ in 0 }

  /// What single precision adds to or takes from a size.
  private static let noise = 1e-6
  /// Pieces are not cut shorter than about this: what is still large there is a jump.
  private static let shortest = 0x1p-20

  /// Pieces of more are cut, since their speed may change within them.
  private static let longest = 0.06

  init(_ points: ([Double]) -> LatentBatch) {
    places = (0...16).map { Double($0) / 16 }
    batch = points(places)
  }

  mutating func measure(_ size: @escaping (LatentBatch, Int, Int) -> Double) {
    self.size = size
    sizes = (0..<batch.count - 1).map { size(batch, $0, $0 + 1) }
  }

  /// Whether the path is somewhere else all at once.
  var hasJump: Bool {
    sizes.indices.contains { places[$0 + 1] - places[$0] < 4 * Self.shortest && sizes[$0] > 0.02 }
  }

  private var isUniform: Bool {
    guard places.count == 17 else { return false }
    let mean = sizes.reduce(0, +) / 16
    return sizes.allSatisfy { abs($0 - mean) <= 1e-4 * mean + Self.noise }
  }

  /// Cuts pieces in half where the speed changes.
  mutating func refine(_ points: ([Double]) -> LatentBatch) {
    guard !isUniform else { return }
    while places.count < 1000 {
      let cuts = sizes.indices.filter(isUneven)
      if cuts.isEmpty { return }
      let middles = cuts.map { (places[$0] + places[$0 + 1]) / 2 }
      let both = LatentBatch.concatenating([batch, points(middles)])
      var order: [Int] = []
      var finer: [Double] = []
      var next = 0
      for index in places.indices {
        order.append(index)
        finer.append(places[index])
        guard next < cuts.count, cuts[next] == index else { continue }
        order.append(batch.count + next)
        finer.append(middles[next])
        next += 1
      }
      // Only pieces that were cut are measured again.
      sizes = (0..<order.count - 1).map { index in
        let (first, second) = (order[index], order[index + 1])
        return second == first + 1 && second < batch.count ? sizes[first] : size(both, first, second)
      }
      (places, batch) = (finer, both.rows(order))
    }
  }

  /// Whether a piece is left at another speed than one beside it, by more than noise.
  private func isUneven(_ index: Int) -> Bool {
    let width = places[index + 1] - places[index]
    guard width > Self.shortest, sizes[index] > 0 else { return false }
    if sizes[index] > Self.longest { return true }
    for other in [index - 1, index + 1] where sizes.indices.contains(other) {
      let otherWidth = places[other + 1] - places[other]
      guard width >= otherWidth else { continue }
      let expected = sizes[other] * width / otherWidth
      let noise = Self.noise * (1 + width / otherWidth)
      if abs(expected - sizes[index]) > 0.05 * min(expected, sizes[index]) + noise { return true }
    }
    return false
  }

  /// The whole size, and the places after every part of it.
  var table: (size: Double, places: MonotoneCubic?) {
    let total = sizes.reduce(0, +)
    guard !isUniform, total > 0 else { return (total, nil) }
    var (ways, ends) = ([0.0], [0.0])
    for index in sizes.indices {
      let way = (ways.last ?? 0) + sizes[index]
      // Where the path stands still, the later place is as good.
      if way > (ways.last ?? 0) {
        ways.append(way)
        ends.append(places[index + 1])
      } else if ends.count > 1 {
        ends[ends.count - 1] = places[index + 1]
      }
    }
    return (ways.last ?? 0, MonotoneCubic(knots: ways, values: ends))
  }
}

extension LatentBatch {
  /// The sum of a measure of every row with the next.
  fileprivate func stepSum(_ measure: (LatentBatch, Int) -> Double) -> Double {
    (0..<max(0, count - 1)).reduce(0) { $0 + measure(self, $1) }
  }
}
