extension RequestError {
  /// Refuses a list in which a name is there twice.
  ///
  /// - Parameters:
  ///   - names: The names.
  ///   - option: What they were given with.
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  static func requireOnce(_ names: [String], option: String) throws(RequestError) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw .invalid(option: option, reason: "\(name) is named twice; name it once")
    }
  }
}
