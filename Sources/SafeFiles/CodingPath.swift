extension Sequence<any CodingKey> {
  /// A place in JSON as people write it: `latent.shape[0]`.
  public var shownPath: String {
    reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }
}
