#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How fast a path is travelled: a map of time to place.
///
/// Every case maps [0, 1] onto [0, 1], never backwards, and its ends exactly: 0 ↦ 0 and 1 ↦ 1.
public enum Easing: String, Sendable, Codable, CaseIterable {
  /// t: the same speed all the way.
  case linear
  /// t²: starts from rest and arrives at full speed.
  case easeIn = "ease-in"
  /// 1 - (1 - t)²: starts at full speed and comes to rest.
  case easeOut = "ease-out"
  /// 3 t² - 2 t³, smoothstep: from rest to rest, 1.5 times as fast in the middle as ``linear``.
  case easeInOut = "ease-in-out"
  /// (1 - cos π t) / 2: from rest to rest as a pendulum, π / 2 times as fast in the middle as ``linear``.
  case sine

  /// The place at a time.
  ///
  /// - Parameter t: The time; what is below 0 is taken for 0, what is above 1 for 1. NaN is a programmer's mistake.
  /// - Returns: A number in [0, 1].
  public func place(at t: Double) -> Double {
    precondition(!t.isNaN, "a time is a number")
    // The formulas are exact at 0, but rounding may leave [0, 1] beside 1.
    guard t < 1 else { return 1 }
    guard t > 0 else { return 0 }
    let place =
      switch self {
      case .linear: t
      case .easeIn: t * t
      // Each step rounds monotonously, which t (2 - t) does not.
      case .easeOut: 1 - (1 - t) * (1 - t)
      case .easeInOut: t * t * (3 - 2 * t)
      case .sine: (1 - cos(.pi * t)) / 2
      }
    return min(place, 1)
  }
}
