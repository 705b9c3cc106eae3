/// A figure or a table of White (2016), or the question that he leaves to future work.
public enum PaperItem: String, Sendable, Codable, CaseIterable {
  /// Linear above spherical interpolation between the same ends (section 2.1).
  case figure1
  /// A J-diagram of a VAE (section 3.1).
  case figure2
  /// The same corners through ALI.
  case figure3
  /// Neighbors among out-of-sample encodings, and their MINE grid (section 3.2).
  case figure4
  /// A traversal of the smile vector (section 4).
  case figure5
  /// Smiling with Male (section 4.1).
  case table1
  /// Smiling with Mouth_Slightly_Open.
  case table2
  /// Reconstruction, biased and balanced smile.
  case figure6
  /// Smile and open mouth from decoupled vectors, on a plane.
  case figure7
  /// Pictures and their blurred twins (section 4.2).
  case figure8
  /// Validation row, reconstruction, unblurred by labels, unblurred synthetically.
  case figure9
  /// How far encodings deviate from the prior, and how likely random samples fall outside of them (section 5).
  case futureWork = "future-work"

  /// What the paper calls it.
  public var title: String {
    switch self {
    case .figure1: "Figure 1"
    case .figure2: "Figure 2"
    case .figure3: "Figure 3"
    case .figure4: "Figure 4"
    case .figure5: "Figure 5"
    case .table1: "Table 1"
    case .table2: "Table 2"
    case .figure6: "Figure 6"
    case .figure7: "Figure 7"
    case .figure8: "Figure 8"
    case .figure9: "Figure 9"
    case .futureWork: "Future work"
    }
  }

  /// What it is about, in a few words.
  public var subject: String {
    switch self {
    case .figure1: "Linear and spherical interpolation"
    case .figure2: "A J-diagram"
    case .figure3: "The same corners through other models"
    case .figure4: "Neighbors, and the MINE grid"
    case .figure5: "A traversal of the smile vector"
    case .table1: "Smiling with Male"
    case .table2: "Smiling with Mouth_Slightly_Open"
    case .figure6: "A smile with and without its bias"
    case .figure7: "Smile and open mouth, decoupled"
    case .figure8: "Pictures and their blurred twins"
    case .figure9: "Unblurred by labels, and synthetically"
    case .futureWork: "Encodings against the prior"
    }
  }

  /// The item that a text names: `figure1`, `fig1`, `1`, `table2`, `tab2`, `future-work`.
  ///
  /// - Parameter text: One word.
  public init?(parsing text: String) {
    let word = text.lowercased()
    let long =
      word.hasPrefix("figure") || word.hasPrefix("table")
      ? word
      : word.hasPrefix("fig")
        ? "figure" + word.dropFirst(3) : word.hasPrefix("tab") ? "table" + word.dropFirst(3) : word
    guard let item = PaperItem(rawValue: long) ?? PaperItem(rawValue: "figure" + long) else { return nil }
    self = item
  }
}
