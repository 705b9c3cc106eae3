extension PlanarImage {
  /// The mean of luma, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), of samples as they are drawn, clamped to [0, 1].
  ///
  /// Other numbers of channels than three count equally.
  ///
  /// - Returns: 0 … 1.
  public var brightness: Double {
    let plane = width * height
    let weights: [Double] =
      channels == 3 ? [0.299, 0.587, 0.114] : [Double](repeating: 1 / Double(channels), count: channels)
    var sum = 0.0
    for channel in 0..<channels {
      for index in channel * plane..<(channel + 1) * plane {
        sum += weights[channel] * Double(min(max(samples[index], 0), 1))
      }
    }
    return sum / Double(plane)
  }
}
