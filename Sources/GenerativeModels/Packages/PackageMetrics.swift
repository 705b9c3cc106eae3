#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// How good a model is, as `metrics.json` in its package says: numbers measured on pictures that it was not trained on.
///
/// All are optional, since a model has only those of its kind, and most packages have none at all.
public struct PackageMetrics: Sendable, Equatable, Codable {
  /// The name of the file in a package.
  public static let fileName = "metrics.json"

  /// The squared error of reconstructions as a share of the mean picture's, ≥ 0.
  public var squaredError: Double?
  /// For each attribute the share of reconstructions on which the classifier finds the true label.
  public var agreement: [String: Double]?
  /// The sharpness of samples (variance of the Laplacian) relative to that of pictures.
  public var sharpness: Double?
  /// The greatest difference between an attribute's share among samples and among pictures, in points.
  public var shareDifference: Double?
  /// A classifier's mean balanced accuracy over its attributes without Blurry.
  public var balancedAccuracy: Double?

  private enum CodingKeys: String, CodingKey {
    case squaredError = "squared_error"
    case agreement
    case sharpness = "sharpness_samples"
    case shareDifference = "greatest_share_difference"
    case balancedAccuracy = "mean_balanced_accuracy_but_blurry"
  }

  /// Reads the metrics of a package; nil where there are none, or none that can be read.
  ///
  /// They are a remark and no part of the model, so that damaged ones keep nobody from using it.
  ///
  /// - Parameter folder: The package's folder.
  public init?(folder: URL) {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(Self.fileName)),
      let metrics = try? JSONDecoder().decode(PackageMetrics.self, from: data)
    else { return nil }
    self = metrics
  }
}
