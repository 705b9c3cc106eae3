#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension AttributeVector.Calibration {
  /// P = 1 / (1 + exp(-(slope · s + intercept))).
  ///
  /// - Parameter projection: s, the projection on the unit vector.
  /// - Returns: 0 … 1.
  public func probability(atProjection projection: Double) -> Double {
    1 / (1 + exp(-(slope * projection + intercept)))
  }

  /// The projection at which the probability is p: (log(p / (1 - p)) - intercept) / slope.
  ///
  /// - Parameter probability: p, 0 < p < 1.
  /// - Returns: s; not finite where the slope is 0.
  public func projection(atProbability probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability between 0 and 1 is needed")
    return (log(probability / (1 - probability)) - intercept) / slope
  }
}
