public import LatentGeometry
public import SafeFiles

extension GridError: ExplainedError {
  /// The kind of the failure: sizes and numbers of anchors are asked for by options.
  public var category: FailureCategory { .usage }
}
