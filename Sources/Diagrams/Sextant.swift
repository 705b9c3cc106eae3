/// Facts about this release.
public enum Sextant {
  /// The version, as `sextant --version` prints it and recipes carry it.
  public static let version = "0.1.0"
}
