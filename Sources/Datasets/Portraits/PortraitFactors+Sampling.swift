extension PortraitFactors {
  /// Factors for a portrait that has just the given attributes.
  ///
  /// Each factor is a function of one number, so that changing one number changes one factor. Between what counts and
  /// what does not count as an attribute lies a gap, which no portrait falls into.
  ///
  /// - Parameters:
  ///   - attributes: What the portrait has; ``PortraitAttribute/blurry`` means that it is truly blurred.
  ///   - draws: One number in (0, 1) for each of ``columns``, in order.
  init(having attributes: Set<PortraitAttribute>, draws: [Double]) {
    precondition(draws.count == Self.columns.count, "one number a factor is needed")
    var rest = draws[...]
    /// The next number, stretched over an interval.
    func next(_ low: Double, _ high: Double) -> Double { low + (high - low) * (rest.popFirst() ?? 0.5) }
    /// The next number as one of a bell-shaped distribution between two ends: the sum of two uniform ones would need
    /// two numbers; this is the quantile function of the triangle between the ends.
    func bell(_ low: Double, _ high: Double) -> Double {
      let u = rest.popFirst() ?? 0.5
      let x = u < 0.5 ? (u / 2).squareRoot() : 1 - ((1 - u) / 2).squareRoot()
      return low + (high - low) * x
    }
    /// The next number, over one interval for portraits with an attribute and over another for the rest.
    func choose(_ attribute: PortraitAttribute, _ yes: ClosedRange<Double>, _ no: ClosedRange<Double>) -> Double {
      let range = attributes.contains(attribute) ? yes : no
      return next(range.lowerBound, range.upperBound)
    }

    smile = choose(.smiling, 0.45...1, -0.7...0.02)
    mouthOpening = choose(.mouthSlightlyOpen, 0.35...1, 0...0.06)
    eyeOpenness = choose(.narrowEyes, 0.12...0.27, 0.6...1)
    gazeX = bell(-1, 1)
    gazeY = bell(-1, 1)
    browHeight = bell(-1, 1)
    browAngle = bell(-1, 1)

    yaw = bell(-1, 1)
    pitch = bell(-1, 1)
    tilt = bell(-11, 11)
    scale = bell(0.9, 1.1)
    shiftX = bell(-4.5, 4.5)
    shiftY = bell(-3.5, 3.5)

    masculinity = choose(.male, 0.72...1, 0...0.28)
    age = choose(.young, 18...36, 56...82)
    faceWidth = bell(20, 24.5)
    faceHeight = bell(26, 30)
    eyeSize = bell(0.88, 1.14)
    eyeDistance = bell(0.4, 0.46)
    noseLength = next(0, 1)
    noseWidth = next(0, 1)
    mouthWidth = bell(0.42, 0.52)
    lipFullness = next(0, 1)
    browThickness = choose(.bushyEyebrows, 0.72...1, 0.05...0.35)
    earSize = next(0, 1)

    skinLightness = choose(.paleSkin, 0.93...1, 0.06...0.76)
    skinWarmth = next(0, 1)
    cheekRedness = choose(.rosyCheeks, 0.6...1, 0...0.08)
    lipstick = choose(.wearingLipstick, 0.75...1, 0...0.1)
    lipstickHue = next(325, 368)
    eyeShadow = choose(.wearingLipstick, 0.1...0.9, 0...0.15)
    eyeShadowHue = next(200, 340)
    // Half the eyes are brown, the others green or blue.
    let iris = next(0, 1)
    irisHue = iris < 0.5 ? 18 + 36 * iris : iris < 0.75 ? 80 + 240 * (iris - 0.5) : 200 + 120 * (iris - 0.75)
    irisLightness = next(0.16, 0.38)

    hairLength = choose(.male, 0.02...0.22, 0.5...1)
    hairVolume = next(0, 1)
    hairWave = next(0, 1)
    hairCurl = next(-1, 1)
    hairPart = bell(-1, 1)
    bangs = choose(.bangs, 0.75...1, 0...0.2)
    let hair = HairTone(attributes)
    hairHue = next(hair.hue.lowerBound, hair.hue.upperBound)
    hairSaturation = next(hair.saturation.lowerBound, hair.saturation.upperBound)
    hairLightness = next(hair.lightness.lowerBound, hair.lightness.upperBound)
    beard = choose(.noBeard, 0...0.05, 0.45...1)
    mustache = choose(.mustache, 0.5...1, 0...0.05)

    glasses = choose(.eyeglasses, 0.35...1, 0...0)
    glassesRoundness = next(0, 1)
    glassesHue = next(0, 360)
    glassesLightness = next(0.04, 0.3)
    lensTint = next(0.05, 0.4)
    hat = choose(.wearingHat, 0.35...1, 0...0)
    hatBrim = next(0, 1)
    hatHue = next(0, 360)
    hatLightness = next(0.22, 0.7)
    earrings = choose(.wearingEarrings, 0.45...1, 0...0)
    earringHue = next(30, 300)
    clothesHue = next(0, 360)
    clothesSaturation = next(0.1, 0.8)
    clothesLightness = next(0.15, 0.75)
    neckline = next(0, 1)
    clothesPattern = next(0, 1)

    backgroundHue = next(0, 360)
    backgroundSaturation = next(0.05, 0.6)
    backgroundLightness = next(0.18, 0.82)
    backgroundGradient = bell(-1, 1)
    lightDirection = next(-1, 1)
    lightContrast = next(0.1, 0.9)
    brightness = bell(0.56, 1.2)
    blurRadius = choose(.blurry, 1.4...2.8, 0...0.35)
  }
}

/// The colours of hair with an attribute.
private struct HairTone {
  let hue: ClosedRange<Double>
  let saturation: ClosedRange<Double>
  let lightness: ClosedRange<Double>

  init(_ attributes: Set<PortraitAttribute>) {
    if attributes.contains(.blackHair) {
      (hue, saturation, lightness) = (0...40, 0.02...0.2, 0.05...0.13)
    } else if attributes.contains(.blondHair) {
      (hue, saturation, lightness) = (41...50, 0.5...0.75, 0.58...0.74)
    } else if attributes.contains(.brownHair) {
      (hue, saturation, lightness) = (18...30, 0.36...0.52, 0.25...0.36)
    } else if attributes.contains(.grayHair) {
      (hue, saturation, lightness) = (200...230, 0...0.07, 0.55...0.88)
    } else {
      (hue, saturation, lightness) = (10...17, 0.64...0.8, 0.33...0.43)
    }
  }
}
