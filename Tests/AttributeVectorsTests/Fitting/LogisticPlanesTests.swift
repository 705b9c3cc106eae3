import LatentGeometry
import Manifold
import Testing

@testable import AttributeVectors

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct LogisticPlanesTests {
  /// Latents that are hard to part: coordinates of very different sizes that hang together, far from the origin.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var count: Int
    /// How much of every coordinate is common to all.
    var common: Float
    /// From one coordinate to the next.
    var growth: Float
    /// What the labels' score must exceed: the higher, the fewer items have the attribute.
    var threshold: Float
    var noise: Float
    var isBalanced = false
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "even", count: 900, common: 0, growth: 1, threshold: 0, noise: 1),
    Case(name: "correlated", count: 1500, common: 3, growth: 1, threshold: 0, noise: 1),
    Case(name: "scaled", count: 1500, common: 1, growth: 2, threshold: 0.5, noise: 0.5),
    Case(name: "rare", count: 1500, common: 3, growth: 1.5, threshold: 2.5, noise: 0.5),
    Case(name: "nearly separable", count: 1500, common: 3, growth: 1, threshold: 0, noise: 0.01),
    Case(name: "balanced", count: 1500, common: 3, growth: 1, threshold: 0.5, noise: 1, isBalanced: true),
    // More than the curvature is summed over.
    Case(name: "many", count: 9000, common: 5, growth: 1.5, threshold: 1, noise: 0.2),
  ]

  private static let dimension = 8

  private static func drawn(_ setting: Case) -> (LatentBatch, LabelTable) {
    let (n, d) = (setting.count, dimension)
    let draws = LatentGenerator(seed: 5).sample(.standardGaussian, count: n, dimension: d + 3)
    var values: [Float] = []
    var columns = [[Bool?]](repeating: [], count: 2)
    for item in 0..<n {
      let own = draws.values[item * (d + 3)..<(item + 1) * (d + 3)].map { $0 }
      var scale: Float = 1
      for column in 0..<d {
        values.append(scale * (own[column] + setting.common * own[d] + 4))
        scale *= setting.growth
      }
      columns[0].append(own[0] - own[1] + own[2] + setting.noise * own[d + 1] > setting.threshold)
      columns[1].append(own[0] + own[d + 2] > 0)
    }
    return (LatentBatch(count: n, dimension: d, values: values), LabelTable(attributes: ["A", "B"], columns: columns))
  }

  /// Newton's next step in double precision, from the plane and the intercept that is best for it, is below 1e-5 of ‖w‖.
  @Test(arguments: cases)
  func nothingIsLeftToStep(setting: Case) throws {
    let (latents, labels) = Self.drawn(setting)
    try latents.withUnsafeValues { values in
      let items = LearningItems(values, dimension: Self.dimension, rows: nil)
      let groups = try LabelGroup.all(["A"], balancedOver: setting.isBalanced ? ["B"] : [], of: labels, items)
      let means = try KindMeans.fit(groups, setting.isBalanced ? .cells : .items, items, threads: 1)
      let normal = LogisticPlanes(items, cost: 2, threads: 1).normals(groups, means)[0]
      let step = Self.newtonStep(normal, penalty: 0.5, latents, LogisticTarget(groups[0]))
      let length = CurvatureMemory.dot(normal, normal).squareRoot()
      #expect(length > 0.1)
      #expect(CurvatureMemory.dot(step, step).squareRoot() < 1e-5 * length)
    }
  }

  /// Of w; the intercept has the last.
  private static func newtonStep(
    _ w: [Double],
    penalty: Double,
    _ latents: LatentBatch,
    _ target: LogisticTarget
  ) -> [Double] {
    let (n, d) = (latents.count, dimension)
    var (weights, hits) = ([Float](repeating: 0, count: n), [Float](repeating: 0, count: n))
    target.weights.fill(0..<n, into: &weights)
    target.hits.fill(0..<n, into: &hits)
    let scores = (0..<n).map { item in (0..<d).reduce(0) { $0 + w[$1] * Double(latents.values[item * d + $1]) } }
    func residual(_ item: Int, _ b: Double) -> Double {
      Double(weights[item]) / (1 + exp(-scores[item] - b)) - Double(hits[item])
    }
    var (low, high) = (-1e4, 1e4)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if (0..<n).reduce(0, { $0 + residual($1, middle) }) > 0 { high = middle } else { low = middle }
    }
    var gradient = w.map { penalty * $0 } + [0]
    var matrix = [Double](repeating: 0, count: (d + 1) * (d + 1))
    for row in 0..<d { matrix[row * (d + 1) + row] = penalty }
    for item in 0..<n {
      let x = (0..<d).map { Double(latents.values[item * d + $0]) } + [1]
      let p = 1 / (1 + exp(-scores[item] - low))
      let (rest, curvature) = (residual(item, low), Double(weights[item]) * p * (1 - p))
      for row in 0...d {
        gradient[row] += rest * x[row]
        for column in 0...d { matrix[row * (d + 1) + column] += curvature * x[row] * x[column] }
      }
    }
    return Array(CholeskyFactor(matrix, size: d + 1)?.solve(gradient).dropLast() ?? [.nan])
  }

  @Test(arguments: [-1e30, -200, -87.5, -40, -3.25, -0.3466, -1e-6, 0, 1e-6, 0.3466, 1, 17, 88, 200, 1e30])
  func lanesEqualTheLibrarysFunctions(score: Double) {
    let (probability, loss) = LogisticLanes.parts(SIMD8(repeating: Float(score)))
    let z = Double(Float(score))
    let (p, own) = (1 / (1 + exp(-z)), max(z, 0) + log1p(exp(-abs(z))))
    for lane in 0..<8 {
      #expect(abs(Double(probability[lane]) - p) <= 4e-7 * p + 2e-38)
      #expect(abs(Double(loss[lane]) - own) <= 4e-7 * own + 2e-38)
    }
  }
}
