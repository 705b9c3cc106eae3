extension PlanarImage {
  /// The mean luma of samples as they are drawn: how bright a picture is, from 0 to 1.
  ///
  /// Luma is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), of samples clamped to [0, 1]; of grey pictures the sample itself.
  public var brightness: Double {
    let luma = luma
    return luma.reduce(0, +) / Double(luma.count)
  }

  /// The luma of every pixel, of samples clamped to [0, 1].
  var luma: [Double] {
    let plane = width * height
    let weights: [Double] =
      channels == 3 ? [0.299, 0.587, 0.114] : [Double](repeating: 1 / Double(channels), count: channels)
    var luma = [Double](repeating: 0, count: plane)
    for channel in 0..<channels {
      for index in 0..<plane {
        luma[index] += weights[channel] * Double(min(max(samples[channel * plane + index], 0), 1))
      }
    }
    return luma
  }
}
