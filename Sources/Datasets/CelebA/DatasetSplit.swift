/// The three parts of a data set that never mix: what is fitted, what is tuned, what is measured.
public enum DatasetSplit: String, Sendable, Codable, CaseIterable {
  /// What models and attribute vectors are fitted on; 0 in a partition file.
  case train
  /// What options are chosen on; 1 in a partition file.
  case valid
  /// What results are measured on; 2 in a partition file.
  case test

  /// The split that CelebA's partition file means by a number.
  ///
  /// - Parameter number: 0, 1 or 2; others give nil.
  public init?(number: Int) {
    guard Self.allCases.indices.contains(number) else { return nil }
    self = Self.allCases[number]
  }

  /// The number in CelebA's partition file: 0 train, 1 valid, 2 test.
  public var number: Int {
    switch self {
    case .train: 0
    case .valid: 1
    case .test: 2
    }
  }
}
