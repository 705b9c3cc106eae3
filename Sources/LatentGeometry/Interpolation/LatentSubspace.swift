#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The space that points span, with coordinates in it.
///
/// An orthonormal basis is made of the n points less the prior's centre (Gram–Schmidt, in the order given); a place with
/// coordinates c in it is a combination of the points by weights w, which any ``InterpolationMethod`` can combine. With
/// ``InterpolationMethod/matched`` every place has the prior's law: two coordinates make a plane of latents through points
/// that one chooses. Source: Bodin et al. 2024 (arXiv 2408.08558), section on subspaces.
public struct LatentSubspace: Sendable {
  /// The number of points, n.
  public let pointCount: Int
  /// The number of coordinates, k ≤ n: points that lie in the span of those before them add none.
  public var dimension: Int { basis.count }
  /// Each direction of the basis as weights over the points.
  private let basis: [[Double]]

  /// The space that points span.
  ///
  /// - Parameters:
  ///   - points: n ≥ 1 latents.
  ///   - prior: Gives the centre.
  /// - Complexity: O(n² d).
  public init(spanning points: LatentBatch, prior: Prior = .standardGaussian) {
    precondition(points.count >= 1, "a space needs at least one point")
    pointCount = points.count
    let center = prior.centers(dimension: points.dimension)
    let rows = (0..<points.count).map { row in
      zip(points[row].values, center).map { Double($0) - Double($1) }
    }
    var directions: [(vector: [Double], weights: [Double])] = []
    for (index, row) in rows.enumerated() {
      var vector = row
      var weights = (0..<rows.count).map { $0 == index ? 1.0 : 0 }
      // Twice: what rounding left of the other directions goes in the second pass.
      for _ in 0..<2 {
        for other in directions {
          let part = Self.dot(vector, other.vector)
          vector = zip(vector, other.vector).map { $0 - part * $1 }
          weights = zip(weights, other.weights).map { $0 - part * $1 }
        }
      }
      let length = Self.dot(vector, vector).squareRoot()
      guard length > 1e-6 * Self.dot(row, row).squareRoot(), length > 0 else { continue }
      directions.append((vector.map { $0 / length }, weights.map { $0 / length }))
    }
    basis = directions.map(\.weights)
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The weights over the points of places in the space.
  ///
  /// - Parameter places: Rows of ``dimension`` finite coordinates, in units of the latents.
  /// - Returns: Shape [places, n].
  public func weights(at places: [[Double]]) -> WeightTable {
    var table = WeightTable(pointCount: pointCount)
    for place in places {
      precondition(place.count == dimension, "a place in this space has \(dimension) coordinates")
      let weights = (0..<pointCount).map { point in
        zip(place, basis).reduce(0) { $0 + $1.0 * $1.1[point] }
      }
      table.append(weights.enumerated().map { .init(point: $0.offset, weight: $0.element) })
    }
    return table
  }
}
