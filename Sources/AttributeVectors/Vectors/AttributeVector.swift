public import Manifold

/// A direction of latent space with a meaning, and how it was found: one entry of a ``VectorSet``.
public struct AttributeVector: Sendable, Equatable, Codable {
  /// What items score along the vector, as a probability: P = 1 / (1 + exp(-(slope · s + intercept))).
  ///
  /// s is the projection on the unit vector. Source: Platt, "Probabilistic outputs for support vector machines" (1999).
  public struct Calibration: Sendable, Equatable, Codable {
    /// By one unit of latent length.
    public var slope: Double
    /// At s = 0.
    public var intercept: Double

    /// A calibration.
    ///
    /// - Parameters:
    ///   - slope: By one unit of latent length.
    ///   - intercept: At s = 0.
    public init(slope: Double, intercept: Double) {
      self.slope = slope
      self.intercept = intercept
    }
  }

  /// How well the vector tells items that it was not fitted on.
  public struct HeldOut: Sendable, Equatable, Codable {
    /// Which items, such as "split = 'test'".
    public var items: String
    /// How many of them have the attribute.
    public var positives: Int
    /// How many lack it.
    public var negatives: Int
    /// The area under the ROC curve.
    public var areaUnderCurve: BootstrapInterval
    /// The share that the threshold tells rightly.
    public var accuracy: BootstrapInterval

    /// Scores of held-out items.
    ///
    /// - Parameters:
    ///   - items: Which items.
    ///   - positives: How many have the attribute.
    ///   - negatives: How many lack it.
    ///   - areaUnderCurve: The area under the ROC curve.
    ///   - accuracy: The share that the threshold tells rightly.
    public init(
      items: String,
      positives: Int,
      negatives: Int,
      areaUnderCurve: BootstrapInterval,
      accuracy: BootstrapInterval
    ) {
      self.items = items
      self.positives = positives
      self.negatives = negatives
      self.areaUnderCurve = areaUnderCurve
      self.accuracy = accuracy
    }
  }

  /// What it is called: the attribute, mostly.
  public var name: String
  /// How it was found.
  public var method: FitMethod
  /// The attributes that it is balanced over, or free of.
  public var balancedOver: [String] = []
  /// How many items had the attribute.
  public var positives: Int?
  /// How many lacked it.
  public var negatives: Int?
  /// How full the cells of the attribute and those balanced over were; the attribute comes first.
  public var cells: [LabelCell] = []
  /// Its Euclidean length: how far 1.0 of it moves a latent.
  public var length: Double
  /// The projection on the unit vector from which on an item counts as one that has the attribute; best on what was fitted.
  public var threshold: Double?
  /// Scores as probabilities; learned on what was fitted.
  public var calibration: Calibration?
  /// How well it does on other items.
  public var heldOut: HeldOut?
  /// The length of the mean difference's standard error, for a synthetic vector.
  public var standardError: Double?
  /// What was done to pictures, for a synthetic vector, such as "blur 2.0".
  public var augmentation: String?
  /// Directions that were taken out afterwards.
  public var without: [String] = []

  /// A vector of a name and a length.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - method: How it was found.
  ///   - length: Its Euclidean length.
  public init(name: String, method: FitMethod, length: Double) {
    self.name = name
    self.method = method
    self.length = length
  }
}
