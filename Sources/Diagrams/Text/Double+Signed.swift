extension Double {
  /// The number with its sign, also where it is positive.
  func signed(_ places: Int) -> String {
    let text = fixed(places)
    return self > 0 && text.contains { "123456789".contains($0) } ? "+\(text)" : text
  }
}
