internal import CLinearClassification
internal import LatentGeometry

/// Planes by a linear support vector machine of squared hinge loss, by liblinear.
///
///     minimise  ½ ‖(w, b)‖² + cost Σ max(0, 1 - y (w·x + b))²,  y = ±1
///
/// which is scikit-learn's `LinearSVC(C=cost, dual="auto")`: the intercept is penalised as one more coordinate, the dual is
/// solved where there are fewer items than coordinates, and iterations end at a gradient of 1e-4 of the first one.
final class SupportVectorPlanes: Sendable {
  private let items: LearningItems
  private let cost: Double
  private let threads: Int
  /// liblinear's form of the latents, shared by all attributes: n lists of d + 2 nodes.
  private nonisolated(unsafe) let nodes: UnsafeMutableBufferPointer<SextantNode>

  private static let tolerance = 1e-4

  /// Copies latents into nodes.
  ///
  /// - Throws: ``AttributeError/libraryMissing(reason:)``.
  init(_ items: LearningItems, cost: Double, threads: Int) throws(AttributeError) {
    var message = [CChar](repeating: 0, count: 256)
    guard sextant_liblinear_is_there(&message) else { throw .libraryMissing(reason: Self.text(message)) }
    self.items = items
    self.cost = cost
    self.threads = threads
    let d = items.dimension
    nonisolated(unsafe) let nodes = UnsafeMutableBufferPointer<SextantNode>.allocate(capacity: items.count * (d + 2))
    self.nodes = nodes
    ParallelRows.run(items.count, threads: threads) { own in
      for item in own {
        let (latent, start) = (items.latent(item), item * (d + 2))
        for column in 0..<d {
          nodes[start + column] = SextantNode(index: Int32(column + 1), value: Double(latent[column]))
        }
        nodes[start + d] = SextantNode(index: Int32(d + 1), value: 1)
        nodes[start + d + 1] = SextantNode(index: -1, value: 0)
      }
    }
  }

  deinit { nodes.deallocate() }

  /// The normal of every group's plane: d numbers each.
  ///
  /// Balanced items are repeated as for their means.
  ///
  /// - Throws: ``AttributeError/libraryMissing(reason:)``, or ``AttributeError/invalid(option:reason:)`` for a problem that
  ///   liblinear refuses.
  func normals(_ groups: [LabelGroup], _ means: [KindMeans]) throws(AttributeError) -> [[Double]] {
    try parallelResults(groups.count, threads: threads) { index throws(AttributeError) in
      if let weights = means[index].weights {
        return try normal(codes: weights.codes, labels: weights.labels, repeats: weights.table.map { Int($0) })
      }
      return try normal(codes: groups[index].partition().codes, labels: [-1, 1, 0], repeats: [1, 1, 0])
    }
  }

  /// The plane between items of codes with labels ±1, which stand in the list as often as their code says.
  private func normal(codes: [UInt16], labels: [Double], repeats: [Int]) throws(AttributeError) -> [Double] {
    guard let base = nodes.baseAddress else { return [] }
    let width = items.dimension + 1
    var (rows, kinds) = ([UnsafePointer<SextantNode>?](), [Double]())
    for (item, code) in codes.enumerated() {
      for _ in 0..<repeats[Int(code)] {
        rows.append(UnsafePointer(base + item * (width + 1)))
        kinds.append(labels[Int(code)])
      }
    }
    var plane = [Double](repeating: 0, count: width)
    var message = [CChar](repeating: 0, count: 256)
    let isSolved = sextant_separating_plane(
      rows.count < width - 1 ? SEXTANT_FORM_DUAL : SEXTANT_FORM_PRIMAL,
      Int32(rows.count),
      Int32(width),
      rows,
      kinds,
      cost,
      Self.tolerance,
      &plane,
      &message
    )
    guard isSolved else { throw .invalid(option: "--method svm", reason: "liblinear says: \(Self.text(message))") }
    return Array(plane.dropLast())
  }

  private static func text(_ message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
