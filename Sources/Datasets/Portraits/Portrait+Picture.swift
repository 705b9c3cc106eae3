public import Imaging

extension Portrait {
  /// The portrait as pixels: its drawing, times its brightness, blurred.
  ///
  /// - Parameter size: The width and height in pixels, 1 to 32,767.
  /// - Returns: Red, green and blue in [0, 1].
  /// - Throws: `DrawingError` where librsvg is missing.
  public func picture(size: Int) throws -> PlanarImage {
    var picture = try PlanarImage(svg: svg, width: size, height: size)
    let brightness = Float(factors.brightness)
    picture.samples.withUnsafeMutableBufferPointer { samples in
      for index in samples.indices { samples[index] = min(samples[index] * brightness, 1) }
    }
    // Below a tenth of a pixel nothing changes that 8 bits could hold.
    let sd = factors.blurRadius * Double(size) / 100
    return sd < 0.1 ? picture : picture.blurred(sd: sd)
  }
}
