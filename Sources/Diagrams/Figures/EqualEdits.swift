internal import AttributeVectors
internal import GenerativeModels

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Edits along vectors made equally strong on held-out items, and what each changes in every single picture.
///
/// ``LeakMeasurement`` finds the amounts and tells means; claims about how two vectors compare need their pictures in pairs.
struct EqualEdits {
  /// The amounts and mean changes.
  var table: LeakTable { readings.table }
  /// The pictures before.
  var before: PictureReadings { readings.before }
  private let readings: LeakMeasurement.Readings

  /// Finds the amounts and reads the pictures.
  ///
  /// - Parameters:
  ///   - candidates: The vectors, told apart by what their `vectors` are called.
  ///   - gain: How strong edits are.
  ///   - rows: Held-out items, at least two.
  ///   - faces: Whose items they are.
  ///   - classifier: What tells labels; nil where a gain needs none.
  /// - Throws: `AttributeError`, and the errors of models.
  init(
    _ candidates: [LeakMeasurement.Candidate],
    gain: EditGain,
    on rows: [Int],
    of faces: LabelledFaces,
    classifier: AttributeClassifier?
  ) throws {
    var measurement = LeakMeasurement()
    (measurement.gain, measurement.seed) = (gain, faces.seed)
    measurement.batch = faces.materials.studio.batch
    // How far edits go aside is told by no figure.
    measurement.encodesAgain = false
    readings = try measurement.readings(
      candidates,
      on: faces.latents(rows),
      model: faces.model,
      classifier: classifier
    )
  }

  /// The amount of a vector that reaches the gain.
  ///
  /// - Returns: Nil where none does.
  func amount(_ kind: String, _ name: String, _ direction: EditEffect.Direction = .more) -> Double? {
    place(kind, name, direction).map { table.effects[$0].amount }
  }

  /// The directions in which all of some vectors reach the gain.
  func directions(of vectors: [(kind: String, name: String)]) -> [EditEffect.Direction] {
    EditEffect.Direction.allCases.filter { direction in
      vectors.allSatisfy { place($0.kind, $0.name, direction) != nil }
    }
  }

  /// How much the log odds of a label change in each picture, log p / (1 - p) with p kept within 10⁻⁶ of 0 and 1, on average over
  /// directions, of which those to less count the other way: what comes along when the vector's own label rises by the gain.
  ///
  /// Of most faces a classifier is sure, so that the mean change of a probability is that of a few doubtful ones; log odds
  /// change for all.
  ///
  /// - Parameters:
  ///   - label: One that the classifier tells.
  ///   - kind: What the vectors are called.
  ///   - name: The vector.
  ///   - directions: At least one in which it reaches the gain.
  /// - Returns: One number for each picture.
  func logOddsChanges(
    of label: String,
    by kind: String,
    _ name: String,
    _ directions: [EditEffect.Direction]
  ) -> [Double] {
    let old = logOdds(of: label, before)
    var sums = [Double](repeating: 0, count: old.count)
    for direction in directions {
      guard let place = place(kind, name, direction) else { preconditionFailure("the edit reaches the gain") }
      let new = logOdds(of: label, readings.after[place])
      let sign = (direction == .more ? 1.0 : -1) / Double(directions.count)
      for index in sums.indices { sums[index] += sign * (new[index] - old[index]) }
    }
    return sums
  }

  private func logOdds(of label: String, _ readings: PictureReadings) -> [Double] {
    guard let probabilities = readings.probabilities?[label] else {
      preconditionFailure("the classifier tells the label")
    }
    return probabilities.map { probability in
      let p = min(max(Double(probability), 1e-6), 1 - 1e-6)
      return log(p / (1 - p))
    }
  }

  /// Sharpness and brightness of each picture before, and after an edit to more.
  ///
  /// - Returns: Nil where the vector does not reach the gain.
  func looks(_ kind: String, _ name: String) -> (before: PictureReadings, after: PictureReadings)? {
    place(kind, name, .more).map { (before, readings.after[$0]) }
  }

  private func place(_ kind: String, _ name: String, _ direction: EditEffect.Direction) -> Int? {
    table.effects.firstIndex { $0.vectors == kind && $0.name == name && $0.direction == direction }
  }
}
