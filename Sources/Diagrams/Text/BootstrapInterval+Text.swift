internal import Manifold

extension BootstrapInterval {
  /// The estimate with its interval, such as "0.953 (0.948 to 0.958)".
  func shown(places: Int) -> String { "\(estimate.fixed(places)) (\(lower.fixed(places)) to \(upper.fixed(places)))" }
}

extension Double {
  /// The number with its sign, also where it is positive.
  func signed(_ places: Int) -> String {
    let text = fixed(places)
    return self > 0 && text.contains { "123456789".contains($0) } ? "+\(text)" : text
  }
}
