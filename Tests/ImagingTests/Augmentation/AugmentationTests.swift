import Imaging
import Testing

@Suite struct AugmentationTests {
  /// Every sample another, none equal to its neighbours; all are levels of 8 bits.
  static func picture(channels: Int = 3, height: Int = 9, width: Int = 12) -> PlanarImage {
    PlanarImage(
      channels: channels,
      height: height,
      width: width,
      samples: (0..<channels * height * width).map { Float($0 * 7919 % 256) / 255 }
    )
  }

  /// One of each kind that visibly changes pictures.
  static let all = [
    "blur:1.5", "sharpen:2", "brightness:0.2", "contrast:0.5", "saturation:2", "hue:90", "grayscale", "rotation:20",
    "zoom:1.5", "shift:2,1", "noise:0.1", "jpeg:20", "pixelate:4",
  ]

  private func changed(_ text: String, _ picture: PlanarImage) throws -> PlanarImage {
    try Augmentation(text).applied(to: picture)
  }

  @Test func thereIsOneOfEachKindHere() throws {
    #expect(try Self.all.map { try Augmentation($0).kind } == Augmentation.Kind.allCases)
  }

  @Test(arguments: all, [(1, 1), (1, 7), (6, 1), (9, 12)])
  func sizeAndChannelsAreKeptAndSamplesAreClamped(_ text: String, size: (Int, Int)) throws {
    let augmentation = try Augmentation(text)
    for channels in augmentation.kind.needsColour ? [3] : [1, 3] {
      var picture = Self.picture(channels: channels, height: size.0, width: size.1)
      picture.samples[0] = 1.5
      picture.samples[picture.samples.count - 1] = -0.5
      let changed = try augmentation.applied(to: picture)
      #expect(changed.channels == channels && changed.height == size.0 && changed.width == size.1)
      #expect(changed.samples.allSatisfy { (0...1).contains($0) })
      if size == (9, 12) { #expect(changed != picture) }
    }
  }

  @Test(arguments: [
    "blur:0", "sharpen:0", "sharpen:0,3", "brightness:0", "contrast:1", "saturation:1", "hue:0", "rotation:0", "zoom:1",
    "shift:0,0", "noise:0", "pixelate:1",
  ])
  func neutralAmountsChangeNothing(_ text: String) throws {
    #expect(try Augmentation(text).isNeutral)
    #expect(try changed(text, Self.picture()) == Self.picture())
  }

  @Test(arguments: all + ["shift:0,1", "jpeg:100", "hue:360"]) func otherAmountsAreNotNeutral(_ text: String) throws {
    #expect(try !Augmentation(text).isNeutral)
  }

  @Test func shiftsAddUp() throws {
    let picture = Self.picture()
    #expect(try changed("shift:1,2", changed("shift:2,1", picture)) == changed("shift:3,3", picture))
    // What moved out of the picture is gone, and the edge repeated.
    let right = try changed("shift:2,0", picture)
    for y in 0..<9 {
      #expect(Array(right.samples[y * 12 + 2..<y * 12 + 12]) == Array(picture.samples[y * 12..<y * 12 + 10]))
      #expect(right.samples[y * 12] == picture.samples[y * 12] && right.samples[y * 12 + 1] == picture.samples[y * 12])
    }
    let up = try changed("shift:0,-1000", picture)
    for y in 0..<9 { #expect(Array(up.samples[y * 12..<y * 12 + 12]) == Array(picture.samples[8 * 12..<9 * 12])) }
  }

  @Test func quarterTurnsMovePixelsExactly() throws {
    let picture = Self.picture(height: 7, width: 7)
    let quarter = try changed("rotation:90", picture)
    // What was at the right edge is at the top.
    for y in 0..<7 {
      for x in 0..<7 { #expect(quarter.samples[y * 7 + x] == picture.samples[x * 7 + 6 - y]) }
    }
    #expect(try changed("rotation:90", quarter) == changed("rotation:180", picture))
    #expect(try changed("rotation:-90", quarter) == picture)
    #expect(try changed("rotation:270", quarter) == picture)
    #expect(try changed("rotation:360", picture) == picture)
    let wide = Self.picture()
    #expect(try changed("rotation:180", changed("rotation:-180", wide)) == wide)
  }

  @Test func aThirdTurnOfTheHueMovesChannelsOn() throws {
    let picture = Self.picture()
    let plane = 9 * 12
    let turned = try changed("hue:120", picture).samples
    for (place, sample) in picture.samples.enumerated() {
      #expect(abs(turned[(place + plane) % (3 * plane)] - sample) < 1e-6)
    }
    let there = try changed("hue:75", picture)
    let back = try changed("hue:-75", there)
    #expect(zip(back.samples, picture.samples).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(try changed("hue:-360", picture).meanSquaredError(to: picture) < 1e-12)
  }

  @Test func greysHaveNoHueAndNoSaturation() throws {
    let grey = try changed("grayscale", Self.picture())
    for text in ["grayscale", "hue:77", "saturation:3", "saturation:0"] {
      #expect(try changed(text, grey).meanSquaredError(to: grey) < 1e-12, "\(text)")
    }
  }

  @Test func blurSharpeningAndPixelsKeepTheMeanOfEvenPictures() throws {
    let even = PlanarImage(channels: 3, height: 6, width: 8, repeating: 0.4)
    for text in ["blur:3", "sharpen:5", "contrast:4", "rotation:31", "zoom:0.5", "shift:0.3,0.7", "pixelate:3"] {
      #expect(try changed(text, even).samples.allSatisfy { abs($0 - 0.4) < 1e-6 }, "\(text)")
    }
    // Inside a periodic picture a blur keeps the mean, and whole blocks always do.
    let periodic = PlanarImage(channels: 1, height: 1, width: 64, samples: (0..<64).map { Float($0 % 4) / 3 })
    let middle = try changed("blur:2", periodic).samples[24..<40]
    #expect(abs(middle.reduce(0, +) / 16 - 0.5) < 1e-5)
    #expect(abs(try changed("pixelate:8", periodic).brightness - 0.5) < 1e-6)
  }

  @Test func contrastKeepsTheMeanAndScalesWhatIsAroundIt() throws {
    let picture = Self.picture(channels: 1)
    let half = try changed("contrast:0.5", picture)
    #expect(abs(half.brightness - picture.brightness) < 1e-6)
    #expect(abs(half.sharpness / picture.sharpness - 0.25) < 1e-4)
  }

  @Test func sharpeningUndoesSomeOfABlur() throws {
    let picture = Self.picture(channels: 1, height: 32, width: 32).blurred(sd: 1)
    #expect(try changed("sharpen:1", picture).sharpness > picture.sharpness)
    #expect(try changed("blur:1", picture).sharpness < picture.sharpness)
  }

  @Test func noiseHasItsMeanAndDeviationAndDependsOnTheNumberAndTheSeed() throws {
    let even = PlanarImage(channels: 3, height: 64, width: 64, repeating: 0.5)
    let noise = try Augmentation("noise:0.05")
    let noisy = try noise.applied(to: even, number: 3, seed: 9)
    let n = Double(noisy.samples.count)
    let mean = noisy.samples.reduce(0.0) { $0 + Double($1) } / n - 0.5
    let variance = noisy.samples.reduce(0.0) { $0 + (Double($1) - 0.5 - mean) * (Double($1) - 0.5 - mean) } / n
    // Four standard errors: 0.05 / √n, and a deviation's 0.05 / √2n.
    #expect(abs(mean) < 4 * 0.05 / n.squareRoot())
    #expect(abs(variance.squareRoot() - 0.05) < 4 * 0.05 / (2 * n).squareRoot())
    #expect(try noise.applied(to: even, number: 3, seed: 9) == noisy)
    #expect(try noise.applied(to: even, number: 4, seed: 9) != noisy)
    #expect(try noise.applied(to: even, number: 3, seed: 8) != noisy)
  }

  @Test func aBetterJPEGIsNearerToThePicture() throws {
    let picture = Self.picture(height: 32, width: 32).blurred(sd: 1)
    let errors = try [5, 50, 100].map { try changed("jpeg:\($0)", picture).meanSquaredError(to: picture) }
    #expect(errors[0] > errors[1] && errors[1] > errors[2] && errors[2] < 1e-4)
  }

  @Test func brightnessIsMeanLuma() {
    let red = PlanarImage(channels: 3, height: 1, width: 2, samples: [1, 3, 0, 0, -1, 0])
    #expect(abs(red.brightness - 0.299) < 1e-9)
    #expect(PlanarImage(channels: 1, height: 2, width: 1, samples: [0.25, 0.75]).brightness == 0.5)
  }
}
