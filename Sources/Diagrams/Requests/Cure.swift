internal import LatentGeometry

/// What keeps the latents of a verb where the prior is.
enum Cure {
  /// The options that a person could give, such as `--method matched --analogy matched`; nil where nothing is left to change.
  ///
  /// slerp and nlerp keep lengths well enough, and are not what leads far away.
  ///
  /// - Parameters:
  ///   - methods: How the latents were interpolated.
  ///   - analogy: How an analogy was completed, where there is one.
  /// - Returns: One or two options.
  static func options(methods: [InterpolationMethod], analogy: AnalogyMethod?) -> String? {
    var options: [String] = []
    if methods.contains(where: { [.lerp, .gaussianLerp, .gaussianSlerp].contains($0) }) {
      options.append("--method matched")
    }
    if analogy == .raw { options.append("--analogy matched") }
    return options.isEmpty ? nil : options.joined(separator: " ")
  }
}
