internal import LatentGeometry
internal import Manifold

/// Vectors of two attributes, plain and balanced, of items that are drawn anew.
///
/// All four vectors are made of sums over the cells of both labels, so that one pass over the drawn items serves them all. Items
/// that `replicate` repeats once more are the first drawn of their cell: draws follow no order, so that this choice is as random
/// as any. The scale of a vector does not change its cosine, and sums of balanced cells, which are equally full, need no
/// division.
struct PairResampling: Sendable {
  /// The cosines of the plain vectors and of the balanced ones.
  typealias Cosines = (plain: Double, balanced: Double)

  private let items: LearningItems
  /// 3 first + second of every item, where a label is 0, 1, or 2 for an unknown one.
  private let codes: [UInt8]

  private static let cellCount = 9
  /// The cells of items whose labels are both known.
  private static let known = [0, 1, 3, 4]

  /// Items and their labels of two attributes, each 1, 0 or -1; none of the four cells is empty.
  init(_ items: LearningItems, labels: [ArraySlice<Int8>]) {
    self.items = items
    func digit(_ label: Int8) -> UInt8 { label < 0 ? 2 : UInt8(label) }
    codes = zip(labels[0], labels[1]).map { 3 * digit($0) + digit($1) }
    precondition(Self.known.allSatisfy { codes.contains(UInt8($0)) }, "no cell may be empty")
  }

  /// The cosines of as many draws of all items.
  func cosines(_ count: Int, seed: UInt64, threads: Int) -> [Cosines] {
    let draws = SeededDraws(seed: seed, for: .resampling)
    var cosines = [Cosines](repeating: (0, 0), count: count)
    cosines.withUnsafeMutableBufferPointer { cosines in
      nonisolated(unsafe) let cosines = cosines
      ParallelRows.run(count, threads: threads) { own in
        var drawn = [UInt32](repeating: 0, count: items.count)
        for replicate in own {
          var attempt = 0
          repeat {
            draws.resample(&drawn, replicate: replicate, series: attempt)
            attempt += 1
          } while !isFull(drawn)
          cosines[replicate] = self.cosines(of: drawn)
        }
      }
    }
    return cosines
  }

  private func isFull(_ drawn: [UInt32]) -> Bool {
    let counts = counts(drawn)
    return Self.known.allSatisfy { counts[$0] > 0 }
  }

  private func counts(_ drawn: [UInt32]) -> [Int] {
    var counts = [Int](repeating: 0, count: Self.cellCount)
    for item in drawn { counts[Int(codes[Int(item)])] += 1 }
    return counts
  }

  /// The cosines of vectors that are learned of drawn items, as often as they were drawn.
  ///
  /// - Parameter drawn: Numbers of items, none of the four cells empty.
  /// - Returns: Both cosines.
  func cosines(of drawn: [UInt32]) -> Cosines {
    let (counts, d) = (counts(drawn), items.dimension)
    let fullest = Self.known.map { counts[$0] }.max() ?? 0
    var lacking = [Int](repeating: 0, count: Self.cellCount)
    for cell in Self.known { lacking[cell] = fullest % counts[cell] }
    // The sums of cells; then those of the items that are repeated once more.
    let (sums, once) = (Self.room(d), Self.room(d))
    defer {
      sums.deallocate()
      once.deallocate()
    }
    for item in drawn {
      let latent = items.latent(Int(item))
      let cell = Int(codes[Int(item)])
      let sum = sums + cell * d
      for column in 0..<d { sum[column] += Double(latent[column]) }
      guard lacking[cell] > 0 else { continue }
      lacking[cell] -= 1
      let more = once + cell * d
      for column in 0..<d { more[column] += Double(latent[column]) }
    }
    for cell in Self.known {
      let repeats = Double(fullest / counts[cell])
      for place in cell * d..<(cell + 1) * d { once[place] += repeats * sums[place] }
    }
    func step(_ cells: UnsafeMutablePointer<Double>, _ with: [Int], _ without: [Int], isMean: Bool) -> [Double] {
      func scale(_ own: [Int]) -> Double { isMean ? 1 / Double(own.reduce(0) { $0 + counts[$1] }) : 1 }
      let (up, down) = (scale(with), scale(without))
      return (0..<d).map { column in
        with.reduce(0.0) { $0 + cells[$1 * d + column] } * up
          - without.reduce(0.0) { $0 + cells[$1 * d + column] } * down
      }
    }
    return (
      Self.cosine(
        step(sums, [3, 4, 5], [0, 1, 2], isMean: true),
        step(sums, [1, 4, 7], [0, 3, 6], isMean: true)
      ),
      Self.cosine(step(once, [3, 4], [0, 1], isMean: false), step(once, [1, 4], [0, 3], isMean: false))
    )
  }

  private static func room(_ d: Int) -> UnsafeMutablePointer<Double> {
    let room = UnsafeMutablePointer<Double>.allocate(capacity: cellCount * d)
    room.initialize(repeating: 0, count: cellCount * d)
    return room
  }

  private static func cosine(_ a: [Double], _ b: [Double]) -> Double {
    let (product, first, second) = zip(a, b).reduce((0.0, 0.0, 0.0)) {
      ($0.0 + $1.0 * $1.1, $0.1 + $1.0 * $1.0, $0.2 + $1.1 * $1.1)
    }
    let scale = (first * second).squareRoot()
    return scale > 0 ? max(-1, min(1, product / scale)) : 0
  }
}
