/// The up to 256 colours that stand for all colours of an animation.
///
/// Up to 256 different colours are taken as they are. More are split, always the group with the largest sum of squared
/// differences at its mean along its longest axis, as Wu does, and refined by k-means, which lowers the error by another
/// fifth. One palette for all frames: a palette a frame would make colours jump. Sources: Wu 1991, Graphics Gems II,
/// pages 126-133; Celebi 2011, "Improving the performance of k-means for color quantization".
struct ColourPalette {
  /// Red, green, blue, dark colours first.
  let colours: [SIMD3<UInt8>]

  /// The palette for what was counted; at least one pixel was.
  init(_ census: ColourCensus, limit: Int = 256) {
    if let exact = census.exactColours {
      colours = exact
      return
    }
    let bins = census.bins
    let points = bins.map { Self.placed($0.colour) }
    let weights = bins.map(\.count)
    var groups = Self.split(points, weights, into: limit)
    for _ in 0..<Self.refinements {
      groups = Self.regrouped(points, around: groups.map { Self.mean(of: $0, points, weights) })
    }
    let chosen = groups.map { group in
      // A colour that makes up most of its group, such as the white between pictures, is kept as it is.
      let total = group.reduce(Float(0)) { $0 + weights[$1] }
      let dominant = group.max { weights[$0] < weights[$1] }
      let isDominated = dominant.map { weights[$0] > total / 2 } ?? false
      let colour =
        isDominated ? dominant.map { bins[$0].colour } : nil
      return (colour ?? Self.mean(of: group, points, weights) / Self.scale).rounded(.toNearestOrAwayFromZero)
    }
    let distinct = Set(chosen.map { SIMD3<UInt8>(clamping: SIMD3<Int32>($0)) })
    colours = distinct.sorted { (Self.brightness($0), $0.x, $0.y, $0.z) < (Self.brightness($1), $1.x, $1.y, $1.z) }
  }

  /// Eyes tell greens apart best and reds least; these weights are the square roots of 2 : 4 : 3, halved.
  private static let scale = SIMD3<Float>(0.707_106_8, 1, 0.866_025_4)
  private static let refinements = 6

  /// A colour where distances are as eyes see them.
  @inline(__always)
  static func placed(_ colour: SIMD3<Float>) -> SIMD3<Float> { colour * scale }

  /// Luma after ITU-R BT.601 in thousandths.
  static func brightness(_ colour: SIMD3<UInt8>) -> Int {
    299 * Int(colour.x) + 587 * Int(colour.y) + 114 * Int(colour.z)
  }

  /// The nearest of some places, the first among equals.
  @inline(__always)
  static func nearest(to point: SIMD3<Float>, among places: UnsafeBufferPointer<SIMD3<Float>>) -> Int {
    var (best, least) = (0, Float.infinity)
    for index in 0..<places.count {
      let difference = places[index] - point
      let distance = (difference * difference).sum()
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }

  // MARK: Choosing

  private static func split(_ points: [SIMD3<Float>], _ weights: [Float], into limit: Int) -> [[Int]] {
    var groups = [Group(Array(points.indices), points, weights)]
    while groups.count < limit {
      guard let widest = groups.indices.max(by: { groups[$0].spread < groups[$1].spread }),
        groups[widest].spread > 0
      else { break }
      let group = groups[widest]
      let low = group.members.filter { points[$0][group.axis] <= group.middle }
      let high = group.members.filter { points[$0][group.axis] > group.middle }
      guard !low.isEmpty, !high.isEmpty else { break }
      groups[widest] = Group(low, points, weights)
      groups.append(Group(high, points, weights))
    }
    return groups.map(\.members)
  }

  /// Colours that are to share one, and along which axis they differ most.
  private struct Group {
    let members: [Int]
    let axis: Int
    let middle: Float
    /// Pixels times variance along the axis.
    let spread: Double

    init(_ members: [Int], _ points: [SIMD3<Float>], _ weights: [Float]) {
      var total = 0.0
      var (sum, squares) = (SIMD3<Double>.zero, SIMD3<Double>.zero)
      for member in members {
        let (point, weight) = (SIMD3<Double>(points[member]), Double(weights[member]))
        total += weight
        sum += point * weight
        squares += point * point * weight
      }
      let spreads = squares - sum * sum / total
      let axis = (0..<3).reduce(0) { spreads[$1] > spreads[$0] ? $1 : $0 }
      self.members = members
      self.axis = axis
      middle = Float(sum[axis] / total)
      // Rounding leaves a little of nothing where a group is a single colour.
      spread = members.count > 1 ? spreads[axis] : 0
    }
  }

  private static func mean(of group: [Int], _ points: [SIMD3<Float>], _ weights: [Float]) -> SIMD3<Float> {
    var (sum, total) = (SIMD3<Double>.zero, 0.0)
    for member in group {
      sum += SIMD3<Double>(points[member]) * Double(weights[member])
      total += Double(weights[member])
    }
    return SIMD3<Float>(sum / total)
  }

  /// Every colour in the group of the nearest mean; groups that nothing is nearest to are gone.
  private static func regrouped(_ points: [SIMD3<Float>], around means: [SIMD3<Float>]) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: means.count)
    means.withUnsafeBufferPointer { means in
      for index in points.indices { groups[nearest(to: points[index], among: means)].append(index) }
    }
    return groups.filter { !$0.isEmpty }
  }
}
