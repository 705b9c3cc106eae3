import Imaging
import Testing

@Suite struct SharpnessTests {
  private func picture(channels: Int = 1, height: Int = 12, width: Int = 15, _ value: (Int, Int, Int) -> Float)
    -> PlanarImage
  {
    var image = PlanarImage(channels: channels, height: height, width: width, repeating: 0)
    for channel in 0..<channels {
      for y in 0..<height {
        for x in 0..<width { image.samples[(channel * height + y) * width + x] = value(channel, x, y) }
      }
    }
    return image
  }

  /// The Laplacian of x² is 2 everywhere, of a ramp 0: no variance.
  @Test(arguments: [0, 1, 2])
  func smoothSurfacesHaveNone(_ power: Int) {
    let surface = picture { _, x, y in
      var value: Float = 1
      for _ in 0..<power { value *= Float(x + 2 * y) / 64 }
      return value
    }
    #expect(surface.sharpness < 1e-12)
  }

  /// A checkerboard of a and b: the Laplacian is ±4 (a - b) in equal parts, its variance 16 (a - b)².
  @Test(arguments: [(0, 1), (0.25, 0.5)] as [(Float, Float)])
  func aCheckerboardHasAKnownOne(_ a: Float, _ b: Float) {
    let board = picture(height: 10, width: 10) { _, x, y in (x + y) % 2 == 0 ? a : b }
    #expect(abs(board.sharpness - 16 * Double((a - b) * (a - b))) < 1e-9)
  }

  /// One white pixel: of the n inner pixels one is -4 and four are 1.
  @Test func aDotHasAKnownOne() {
    let dot = picture(height: 9, width: 11) { _, x, y in x == 5 && y == 4 ? 1 : 0 }
    // The mean of the Laplacian is 0, its mean square (16 + 4) / n.
    #expect(abs(dot.sharpness - 20.0 / 63) < 1e-12)
  }

  @Test func coloursWeighAsLuma() {
    for (channel, weight) in [(0, 0.299), (1, 0.587), (2, 0.114)] {
      let board = picture(channels: 3, height: 10, width: 10) { c, x, y in c == channel && (x + y) % 2 == 0 ? 1 : 0 }
      #expect(abs(board.sharpness - 16 * weight * weight) < 1e-9)
    }
    let grey = picture(channels: 3, height: 10, width: 10) { _, x, y in (x + y) % 2 == 0 ? 1 : 0 }
    #expect(abs(grey.sharpness - 16) < 1e-9)
  }

  @Test func whatIsNotDrawnDoesNotCount() {
    let board = picture(height: 8, width: 8) { _, x, y in (x + y) % 2 == 0 ? -1 : 3 }
    #expect(abs(board.sharpness - 16) < 1e-9)
    let beyond = picture(height: 8, width: 8) { _, x, y in (x + y) % 2 == 0 ? 2 : 3 }
    #expect(beyond.sharpness == 0)
  }

  @Test(arguments: [(2, 9), (9, 2), (1, 1)])
  func smallPicturesHaveNone(_ height: Int, _ width: Int) {
    #expect(picture(height: height, width: width) { _, x, y in Float((x + y) % 2) }.sharpness == 0)
  }

  @Test func blurringTakesItAway() {
    let noise = picture(height: 40, width: 40) { _, x, y in Float((x * 37 + y * 101 + x * y * 13) % 29) / 29 }
    let soft = noise.blurred(sd: 1)
    #expect(soft.sharpness < 0.1 * noise.sharpness && soft.sharpness > 0)
  }
}
