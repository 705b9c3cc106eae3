public import Manifold

/// What an edit along one vector, as strong as all others, changes in pictures: a row of a ``LeakTable``.
public struct EditEffect: Sendable, Equatable, Codable {
  /// To which side pictures are moved.
  public enum Direction: String, Sendable, Codable, CaseIterable {
    /// So that the gain is an increase.
    case more
    /// So that it is a decrease.
    case less
  }

  /// The change of one label.
  public struct Change: Sendable, Equatable, Codable {
    /// The classifier's label.
    public var label: String
    /// The mean change of its probability over pictures.
    public var probability: BootstrapInterval
    /// The mean change of log p / (1 - p), with p kept within 10⁻⁶ of 0 and 1: it goes on where probabilities are near an end.
    public var logOdds: Double
  }

  /// Which vectors, as they were named.
  public var vectors: String
  /// The vector.
  public var name: String
  /// How it was found.
  public var method: FitMethod
  /// What it is balanced over, or what was taken out of it.
  public var balancedOver: [String]
  /// Directions that were taken out afterwards.
  public var without: [String]
  /// To which side.
  public var direction: Direction
  /// How much of the vector: a in z + a v.
  public var amount: Double
  /// The length of the step, |a| ‖v‖.
  public var step: Double
  /// One entry for each of the classifier's labels; empty without a classifier.
  public var changes: [Change]
  /// How different the rest of the picture's encoding becomes: 0 for not at all, 1 for as different as another picture's.
  ///
  /// mean ‖Q (E(D(z + a v)) - E(D(z)))‖ / mean ‖Q (E(D(z)) - E(D(z')))‖, with Q the projection across v and z' the next picture;
  /// nil for a model without an encoder.
  public var identity: BootstrapInterval?
  /// The mean change of brightness, from 0 to 1.
  public var brightness: BootstrapInterval
  /// The mean change of sharpness, as a share of the mean sharpness before.
  public var sharpness: BootstrapInterval
  /// How many sd of the prior's law of lengths the edited latents lie from its mean, on average; nil where the law has no spread.
  public var deviation: Double?

  /// The change of a label.
  ///
  /// - Parameter label: The classifier's label.
  /// - Returns: Nil where the classifier does not tell it.
  public func change(of label: String) -> Change? { changes.first { $0.label == label } }

  /// What a person calls the vector, without the folder that it lies in: "smile:Smiling", "smile:Smiling w/o Male".
  public var shown: String { Self.shown(vectors, name, without: without) }

  /// The same of any vector.
  static func shown(_ vectors: String, _ name: String, without: [String]) -> String {
    var folder = String(vectors.split(separator: "/").last ?? "")
    if folder.hasSuffix(VectorFolder.suffix) { folder.removeLast(VectorFolder.suffix.count) }
    return "\(folder):\(name)" + (without.isEmpty ? "" : " w/o \(without.joined(separator: ", "))")
  }
}
