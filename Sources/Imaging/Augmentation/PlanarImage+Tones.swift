extension PlanarImage {
  /// x + amount.
  func brightened(by amount: Double) -> PlanarImage {
    let amount = Float(amount)
    return mapSamples { $0 + amount }
  }

  /// m + factor · (x - m), m the mean of the picture's grey.
  func contrasted(by factor: Double) -> PlanarImage {
    let grey = converted(toChannels: 1).samples
    let mean = Float(grey.reduce(0.0) { $0 + Double($1) } / Double(grey.count))
    let factor = Float(factor)
    return mapSamples { mean + factor * ($0 - mean) }
  }

  /// g + factor · (x - g), g the picture's grey.
  func saturated(by factor: Double) -> PlanarImage {
    let grey = converted(toChannels: 1).samples
    let factor = Float(factor)
    var changed = self
    changed.samples.withUnsafeMutableBufferPointer { samples in
      for index in samples.indices {
        let g = grey[index % grey.count]
        samples[index] = g + factor * (samples[index] - g)
      }
    }
    return changed
  }

  /// Every pixel's hue turned in HSV by an angle.
  ///
  /// The hue runs over six sextants; in each, one channel is the largest, one the smallest, and one between.
  func hueTurned(byDegrees degrees: Double) -> PlanarImage {
    let plane = width * height
    let turn = Float((degrees / 60).truncatingRemainder(dividingBy: 6))
    var changed = self
    changed.samples.withUnsafeMutableBufferPointer { samples in
      for index in 0..<plane {
        let (red, green, blue) = (samples[index], samples[plane + index], samples[2 * plane + index])
        let (low, high) = (min(red, green, blue), max(red, green, blue))
        let span = high - low
        guard span > 0 else { continue }
        let hue: Float =
          high == red ? (green - blue) / span : high == green ? 2 + (blue - red) / span : 4 + (red - green) / span
        for channel in 0..<3 {
          // A channel is at its largest within 60 degrees of its own hue and at its smallest beyond 120.
          var away = (hue + turn - Float(2 * channel)).truncatingRemainder(dividingBy: 6)
          if away < -3 { away += 6 } else if away > 3 { away -= 6 }
          samples[channel * plane + index] = low + span * min(max(2 - abs(away), 0), 1)
        }
      }
    }
    return changed
  }
}
