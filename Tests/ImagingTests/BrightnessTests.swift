import Imaging
import Testing

@Suite struct BrightnessTests {
  @Test func isTheMeanOfLuma() {
    let grey = PlanarImage(channels: 1, height: 3, width: 5, repeating: 0.25)
    #expect(abs(grey.brightness - 0.25) < 1e-12)
    for (channel, weight) in [0.299, 0.587, 0.114].enumerated() {
      let samples = (0..<12).map { $0 / 4 == channel ? Float(1) : 0 }
      let picture = PlanarImage(channels: 3, height: 2, width: 2, samples: samples)
      #expect(abs(picture.brightness - weight) < 1e-9)
    }
  }

  @Test func samplesAreCountedAsTheyAreDrawn() {
    let picture = PlanarImage(channels: 1, height: 1, width: 4, samples: [-3, 0.5, 0.5, 9])
    #expect(abs(picture.brightness - 0.5) < 1e-12)
  }
}
