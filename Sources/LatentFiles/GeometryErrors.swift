public import LatentGeometry
public import SafeFiles

// LatentGeometry knows no files and so no exit codes; what it throws gets its category here.

extension PriorError: ExplainedError {
  /// A prior comes from a model or from latents, which are wrong then.
  public var category: FailureCategory { .badData }
}

extension LinearAlgebraError: ExplainedError {
  /// Without LAPACK something must be installed; else the covariance is at fault.
  public var category: FailureCategory {
    switch self {
    case .libraryMissing: .missingLibrary
    case .tooLarge, .notConverged: .badData
    }
  }
}
