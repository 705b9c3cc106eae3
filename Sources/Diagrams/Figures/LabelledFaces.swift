internal import AttributeVectors
internal import EncodedSets
internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Labelled encodings in two parts: vectors are learned from the one, and all that figures show and measure is of the other.
struct LabelledFaces {
  let materials: FigureMaterials
  /// The model that draws, and its encodings.
  let encodings: FigureMaterials.Encodings
  /// The posterior means with the labels that were asked for.
  let items: LabelledItems

  /// Opens the labels and parts the items.
  ///
  /// - Throws: ``FigureObstacle`` without an encoder, or without one of the labels; the errors of sets.
  init(_ materials: FigureMaterials, labels: [String]) throws {
    self.materials = materials
    encodings = try materials.main
    if !labels.isEmpty { try materials.requireLabels(labels) }
    var selection = LabelledSelection()
    selection.set = encodings.means
    do {
      items = try LabelledItems(selection, attributes: labels, seed: materials.request.seed)
    } catch is RequestError {
      throw FigureObstacle(reason: "too few pictures are left to learn from")
    }
    guard items.heldOut.count >= 2 else { throw FigureObstacle(reason: "too few pictures are left to hold any out") }
  }

  var model: GenerativeModel { encodings.model }
  var seed: UInt64 { materials.request.seed }

  /// Held-out rows, rising; drawn by the seed where there are more.
  func heldOut(_ count: Int) -> [Int] { RowSplit.thinned(items.heldOut, to: count, seed: seed) }

  /// Their latents.
  func latents(_ rows: [Int]) -> LatentBatch { items.set.vectors.gathered(rows) }

  /// Held-out rows to be shown, equally many with each combination of some labels as far as there are some, in the order of
  /// combinations: yes before no, the first label slowest.
  func shown(_ count: Int, by labels: [String]) throws -> [Int] {
    let columns = try labels.map { try items.labels.index(of: $0) }
    var cells = [[Int]](repeating: [], count: 1 << columns.count)
    for row in items.heldOut {
      let known = columns.compactMap { items.labels[row, $0] }
      guard known.count == columns.count else { continue }
      cells[known.reduce(0) { 2 * $0 + ($1 ? 0 : 1) }].append(row)
    }
    let filled = cells.filter { !$0.isEmpty }
    guard !filled.isEmpty else { return heldOut(count) }
    return filled.enumerated().flatMap { place, rows in
      let share = count / filled.count + (place < count % filled.count ? 1 : 0)
      return RowSplit.thinned(rows, to: share, seed: seed)
    }
  }

  /// A vector of the learned items, kept in the cache, where recipes of pictures refer to it.
  ///
  /// - Parameters:
  ///   - attribute: One of the labels.
  ///   - balancedOver: Others that it shall not carry along; the paper's replication is used then.
  /// - Returns: The vector and where it lies.
  /// - Throws: ``FigureObstacle`` where the labels do not allow it; the errors of files.
  func vector(_ attribute: String, balancedOver: [String] = []) throws -> FigureVector {
    try materials.vectors.vector([attribute] + balancedOver) { try learned(attribute, balancedOver) }
  }

  private func learned(_ attribute: String, _ balancedOver: [String]) throws -> FigureVector {
    var request = AttributeFitRequest()
    request.items.set = encodings.means
    (request.attributes, request.balancedOver, request.seed) = ([attribute], balancedOver, seed)
    request.method = balancedOver.isEmpty ? .mean : .replicate
    let fitted: VectorSet
    do {
      fitted = try request.fit(items, threads: materials.studio.session.threads).vectors
    } catch let error as AttributeError {
      throw FigureObstacle(reason: "there is no vector of \(attribute): \(error.description)")
    }
    guard fitted.entries[0].length > 0 else {
      throw FigureObstacle(reason: "the encodings do not differ in \(attribute)")
    }
    return try keep(fitted, named: ([attribute] + balancedOver).joined(separator: "-over-"))
  }

  /// Writes a vector beside the set that it is of, so that vectors of other pictures and models stay.
  func keep(_ vectors: VectorSet, named name: String) throws -> FigureVector {
    let set = URL(fileURLWithPath: encodings.means).deletingPathExtension().lastPathComponent
    let folder = VectorFolder(
      naming: materials.cache.appendingPathComponent("\(set)-seed\(seed)-\(name.namePart).vectors").path
    )
    try vectors.write(named: folder.url.path, overwrite: true)
    return FigureVector(
      reference: VectorReference(vectors: folder.url.path, name: vectors.names[0]),
      entry: vectors.entries[0],
      values: vectors.vectors[0].values
    )
  }

  /// What tells a label: the classifier that was named, or the model's own.
  ///
  /// - Returns: Nil where there is none, or where it does not know one of the labels.
  func classifier(telling labels: String...) throws -> AttributeClassifier? {
    let session = materials.studio.session
    let found =
      try materials.request.classifier?.open(for: model, options: session) ?? model.classifier(options: session)
    return found.flatMap { found in labels.allSatisfy(found.labels.contains) ? found : nil }
  }
}

/// One attribute vector and where it lies.
struct FigureVector {
  let reference: VectorReference
  let entry: AttributeVector
  let values: [Float]

  /// As leaks are measured of it.
  ///
  /// - Parameter kind: What tells it from others of the same name.
  /// - Returns: A candidate under the vector's own name.
  func candidate(_ kind: String) -> LeakMeasurement.Candidate {
    LeakMeasurement.Candidate(vectors: kind, entry: entry, values: values)
  }
}
