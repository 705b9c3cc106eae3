public import LatentGeometry

/// How far items lie along attribute vectors: the projection s = v̂ · x on the unit vector v̂ = v / ‖v‖.
///
/// Shape [m, n], vector after vector. Products are summed in `Double`, each row's in the same order whatever the number of
/// threads. s is a length in latent space: an item that is moved by 1.0 along v scores ‖v‖ more.
public struct AttributeScores: Sendable, Equatable {
  /// What the m vectors are called.
  public let names: [String]
  /// The number of items, n.
  public let count: Int
  /// The m × n scores, vector after vector.
  public let values: [Double]

  /// Scores that are known already.
  ///
  /// - Parameters:
  ///   - names: What the m vectors are called.
  ///   - count: n ≥ 0.
  ///   - values: m × n scores, vector after vector.
  public init(names: [String], count: Int, values: [Double]) {
    precondition(values.count == names.count * count, "m × n scores are needed")
    self.names = names
    self.count = count
    self.values = values
  }

  /// Projects items on all vectors of a set at once.
  ///
  /// - Parameters:
  ///   - rows: Latents, shape [n, d].
  ///   - items: Which of them, each 0 ..< n, in the order wanted; nil for all.
  ///   - vectors: Shape [m, d].
  ///   - threads: At most so many; nil for one a core. They change no bit.
  /// - Throws: ``AttributeError/width(name:found:expected:of:)``, or ``AttributeError/noDirection(_:)`` for a vector that is
  ///   0 or not finite.
  /// - Complexity: O(m n d).
  public init(
    of rows: some LatentRows,
    items: [Int]? = nil,
    along vectors: VectorSet,
    threads: Int? = nil
  ) throws(AttributeError) {
    let units = try UnitVectors(vectors)
    guard units.dimension == rows.dimension else {
      throw .width(
        name: vectors.names.first ?? "",
        found: units.dimension,
        expected: rows.dimension,
        of: "a latent"
      )
    }
    let count = items?.count ?? rows.count
    precondition(items?.allSatisfy((0..<rows.count).contains) ?? true, "the item is not there")
    let size = vectors.entries.count * count * rows.dimension
    let threads = min(threads ?? .max, ParallelRows.threads(for: size))
    let values = rows.withUnsafeValues { x in
      [Double](unsafeUninitializedCapacity: vectors.entries.count * count) { scores, written in
        nonisolated(unsafe) let (x, scores) = (x, scores)
        ParallelRows.run(count, threads: threads) { own in
          for place in own {
            let start = (items?[place] ?? place) * units.dimension
            let row = UnsafeBufferPointer(rebasing: x[start..<start + units.dimension])
            for vector in 0..<units.count { scores[vector &* count &+ place] = units.projection(of: row, on: vector) }
          }
        }
        written = scores.count
      }
    }
    self.init(names: vectors.names, count: count, values: values)
  }

  /// The scores along one vector.
  ///
  /// - Parameter index: 0 ..< m.
  /// - Returns: n scores.
  public subscript(index: Int) -> [Double] {
    precondition(names.indices.contains(index), "outside the vectors")
    return Array(values[index * count..<(index + 1) * count])
  }

  /// The scores along one vector.
  ///
  /// - Parameter name: What it is called.
  /// - Returns: n scores.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, which suggests names.
  public func scores(along name: String) throws(AttributeError) -> [Double] {
    guard let index = names.firstIndex(of: name) else { throw .unknownAttribute(name, known: names) }
    return self[index]
  }
}

/// Vectors of length 1 in double precision, shape [m, d].
private struct UnitVectors: Sendable {
  let count: Int
  let dimension: Int
  private let values: [Double]

  init(_ vectors: VectorSet) throws(AttributeError) {
    count = vectors.entries.count
    dimension = vectors.dimension
    var values = vectors.vectors.values.map { Double($0) }
    for (index, name) in vectors.names.enumerated() {
      let own = index * dimension..<(index + 1) * dimension
      let length = values[own].reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0, length.isFinite else { throw .noDirection(name) }
      for place in own { values[place] /= length }
    }
    self.values = values
  }

  /// v̂ · x in eight interleaved sums.
  func projection(of row: UnsafeBufferPointer<Float>, on vector: Int) -> Double {
    values.withUnsafeBufferPointer { values in
      guard let unit = values.baseAddress, let x = row.baseAddress else { return 0 }
      let v = unit + vector &* dimension
      var (low, high) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
      let whole = dimension & ~7
      for index in stride(from: 0, to: whole, by: 8) {
        let eight = UnsafeRawPointer(x + index).loadUnaligned(as: SIMD8<Float>.self)
        low += UnsafeRawPointer(v + index).loadUnaligned(as: SIMD4<Double>.self) * SIMD4<Double>(eight.lowHalf)
        high += UnsafeRawPointer(v + index + 4).loadUnaligned(as: SIMD4<Double>.self) * SIMD4<Double>(eight.highHalf)
      }
      var sum = (low + high).sum()
      for index in whole..<dimension { sum += v[index] * Double(x[index]) }
      return sum
    }
  }
}
