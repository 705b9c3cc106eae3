public import AttributeVectors
internal import GenerativeModels
internal import Imaging

/// What edits did to the same pictures.
public struct CompareMeasurements: Measurements {
  /// The rows of one model.
  public struct Comparison: Encodable, Sendable {
    /// The model's name.
    public let model: String
    /// What is edited, column after column.
    public let pictures: [String]
    /// The reconstructions, which edits are compared with.
    public let reconstructions: [PictureLook]
    /// One entry an edit.
    public let edits: [Row]
    /// Lengths and deviations: the reconstructions', then edit after edit.
    public let typicality: Typicality
  }

  /// One edit.
  public struct Row: Encodable, Sendable {
    /// What the row is called.
    public let label: String
    /// Its vectors.
    public let vectors: [Part]
    /// The edited pictures, column after column.
    public let pictures: [PictureLook]
    /// How much the classifier's probabilities change on average over the pictures, by attribute; empty without a classifier.
    public let meanChanges: [String: Double]
  }

  /// One vector of an edit.
  public struct Part: Encodable, Sendable {
    /// Its name.
    public let attribute: String
    /// How much of it each picture got.
    public let amounts: [Double]
    /// What the classifier says of the reconstructions; nil where it does not tell the attribute.
    public let before: [Double]?
    /// What it says of the edited pictures.
    public let after: [Double]?
    /// How the amounts were found, where a probability was asked for.
    public let calibration: [CalibratedEdit]?
  }

  /// Model after model.
  public let comparisons: [Comparison]

  /// What a person reads.
  public var lines: [String] { comparisons.flatMap(\.lines) }
}

/// How a picture looks, by numbers.
public struct PictureLook: Encodable, Sendable {
  /// The variance of the Laplacian of luma.
  public let sharpness: Double
  /// The mean of luma, 0 … 1.
  public let brightness: Double
  /// The mean squared difference of samples in [0, 1] to the reconstruction's.
  public let distance: Double

  init(of picture: PlanarImage, reconstruction: PlanarImage) {
    sharpness = picture.sharpness
    brightness = picture.brightness
    distance = picture.meanSquaredError(to: reconstruction)
  }
}

extension CompareMeasurements.Comparison {
  /// Looks and probabilities are the reconstructions', then edit after edit.
  init(
    model: String,
    pictures: [String],
    _ rows: [EditedRow],
    _ looks: [PictureLook],
    _ probabilities: PictureProbabilities?,
    _ typicality: Typicality
  ) {
    let count = pictures.count
    self.model = model
    self.pictures = pictures
    self.typicality = typicality
    reconstructions = Array(looks[..<count])
    edits = rows.enumerated().map { index, row in
      let cells = (index + 1) * count..<(index + 2) * count
      let parts = row.attributes.enumerated().map { part, name in
        let values = probabilities?[name]
        return CompareMeasurements.Part(
          attribute: name,
          amounts: row.amounts[part],
          before: values.map { Array($0[..<count]) },
          after: values.map { Array($0[cells]) },
          calibration: row.calibrated.flatMap { $0.vector == part ? $0.edits : nil }
        )
      }
      var changes: [String: Double] = [:]
      for label in probabilities?.classifier.labels ?? [] {
        guard let values = probabilities?[label] else { continue }
        let sum = zip(values[cells], values[..<count]).reduce(0) { $0 + $1.0 - $1.1 }
        changes[label] = sum / Double(count)
      }
      return CompareMeasurements.Row(
        label: row.label,
        vectors: parts,
        pictures: Array(looks[cells]),
        meanChanges: changes
      )
    }
  }

  /// A table with a row for each edit, means over the pictures.
  fileprivate var lines: [String] {
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
    let head = [
      "\(model), means of \(pictures.count)", "amount", "sharpness", "brightness", "distance", "probabilities",
    ]
    func row(_ name: String, _ amounts: String, _ looks: [PictureLook], _ words: String) -> [String] {
      [
        name, amounts, mean(looks.map(\.sharpness)).fixed(5), mean(looks.map(\.brightness)).fixed(3),
        mean(looks.map(\.distance)).fixed(5), words,
      ]
    }
    let rows = edits.map { edit in
      let amounts = edit.vectors.map { mean($0.amounts).rounded(toPlaces: 2) }.joined(separator: " + ")
      return row(edit.label, amounts, edit.pictures, edit.words(mean))
    }
    return TextTable.lines([head, row("reconstruction", "", reconstructions, "")] + rows)
  }
}

extension CompareMeasurements.Row {
  /// What the edited attributes became, and the others that changed most.
  fileprivate func words(_ mean: ([Double]) -> Double) -> String {
    let own = vectors.compactMap { part -> String? in
      guard let before = part.before, let after = part.after else { return nil }
      return "\(part.attribute) \(mean(before).fixed(2)) to \(mean(after).fixed(2))"
    }
    let others = meanChanges.filter { change in
      !vectors.contains { $0.attribute == change.key } && abs(change.value) >= 0.05
    }
    let most = others.sorted { (abs($0.value), $1.key) > (abs($1.value), $0.key) }.prefix(3)
    let also = most.map { "\($0.key) \($0.value > 0 ? "+" : "")\($0.value.fixed(2))" }
    guard !also.isEmpty else { return own.joined(separator: ", ") }
    return (own.isEmpty ? "" : own.joined(separator: ", ") + "; also ") + also.joined(separator: ", ")
  }
}
