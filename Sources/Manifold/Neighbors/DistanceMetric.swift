/// How far two latents are from each other.
public enum DistanceMetric: String, Sendable, CaseIterable, Codable {
  /// The Euclidean distance, ‖q - x‖.
  case l2
  /// The cosine distance, 1 - cos ∠(q, x) = ½ ‖q/‖q‖ - x/‖x‖‖², in [0, 2].
  ///
  /// A zero vector has no direction: its distance is 1 to everything, itself included.
  case cosine
}
