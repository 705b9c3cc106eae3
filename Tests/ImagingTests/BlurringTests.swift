import Imaging
import Testing

@Suite struct BlurringTests {
  /// Every sample another, none equal to its neighbours.
  private let picture = PlanarImage(
    channels: 3,
    height: 9,
    width: 12,
    samples: (0..<3 * 9 * 12).map { Float($0 * 7919 % 101) / 100 }
  )

  @Test(arguments: [0.0, -1])
  func noBlurIsThePictureItself(_ sd: Double) {
    #expect(picture.blurred(sd: sd) == picture)
  }

  @Test func anEvenPictureStaysEven() {
    let even = PlanarImage(channels: 1, height: 5, width: 7, repeating: 0.25).blurred(sd: 3)
    #expect(even.samples.allSatisfy { abs($0 - 0.25) < 1e-6 })
  }

  /// For a row of seven with one sample set.
  ///
  ///     scipy.ndimage.gaussian_filter1d([0, 0, 1, 0, 0, 0, 0], 1.5, mode="nearest", truncate=4)
  @Test func aPointBecomesSciPysGaussian() {
    let expected: [Float] = [
      0.109_341_17, 0.212_967_53, 0.265_964_26, 0.212_967_53, 0.109_341_17, 0.035_994_35, 0.007_597_4,
    ]
    let point = PlanarImage(channels: 1, height: 1, width: 7, samples: [0, 0, 1, 0, 0, 0, 0]).blurred(sd: 1.5)
    #expect(zip(point.samples, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(point.samples)")
    // The same down a column.
    let column = PlanarImage(channels: 1, height: 7, width: 1, samples: [0, 0, 1, 0, 0, 0, 0]).blurred(sd: 1.5)
    #expect(zip(column.samples, point.samples).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func channelsDoNotMix() {
    let all = picture.blurred(sd: 1.2)
    let plane = 9 * 12
    for channel in 0..<3 {
      let own = PlanarImage(
        channels: 1,
        height: 9,
        width: 12,
        samples: Array(picture.samples[channel * plane..<(channel + 1) * plane])
      ).blurred(sd: 1.2)
      #expect(own.samples == Array(all.samples[channel * plane..<(channel + 1) * plane]))
    }
  }

  @Test func twoBlursAreOneWider() {
    let twice = picture.blurred(sd: 0.9).blurred(sd: 1.2)
    let once = picture.blurred(sd: 1.5)
    // Away from the edges, where each blur repeats what it finds.
    #expect(abs(twice.samples[4 * 12 + 6] - once.samples[4 * 12 + 6]) < 0.02)
  }
}
