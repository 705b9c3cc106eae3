/// A portrait as an SVG drawing, 100 units wide and high.
///
/// The head is drawn about its own middle: x to the right, y down, lengths in units of the picture at scale 1. Parts
/// come from back to front, each in a file of its own.
struct PortraitDrawing {
  let factors: PortraitFactors
  let palette: PortraitPalette
  let head: HeadShape

  /// The average head fills the picture this much more than its measures say.
  private static let scale = 1.14

  init(_ factors: PortraitFactors) {
    self.factors = factors
    palette = PortraitPalette(factors)
    head = HeadShape(factors)
  }

  /// The document.
  func svg() -> String {
    var canvas = SVGCanvas()
    drawBackground(on: &canvas)
    let (x, y) = (50 + factors.shiftX, 51.5 + factors.shiftY)
    let scale = Self.scale * factors.scale
    canvas.group(x: x, y: y, turned: factors.tilt, scale: scale) { drawHairBehind(on: &$0) }
    canvas.group(x: 50 + factors.shiftX * 0.7, y: y, turned: 0, scale: scale) { drawBody(on: &$0) }
    canvas.group(x: x, y: y, turned: factors.tilt, scale: scale) { canvas in
      drawEars(on: &canvas)
      drawFace(on: &canvas)
      drawAge(on: &canvas)
      drawBeard(on: &canvas)
      drawNose(on: &canvas)
      drawMouth(on: &canvas)
      drawMustache(on: &canvas)
      drawEyes(on: &canvas)
      drawHairInFront(on: &canvas)
      drawBrows(on: &canvas)
      drawGlasses(on: &canvas)
      drawEarrings(on: &canvas)
      drawHat(on: &canvas)
    }
    return canvas.finished()
  }

  private func drawBackground(on canvas: inout SVGCanvas) {
    func color(_ change: Double) -> PortraitColor {
      PortraitColor(
        hue: factors.backgroundHue,
        saturation: factors.backgroundSaturation,
        lightness: min(max(factors.backgroundLightness + change, 0.05), 0.95)
      )
    }
    let change = factors.backgroundGradient * 0.22
    let paint = canvas.linearGradient(from: [0, 0], to: [60, 100], [(0, color(-change)), (1, color(change))])
    canvas.fill(SVGPath(0, 0).line(100, 0).line(100, 100).line(0, 100).closed(), paint)
  }
}

/// The measures of a head that several parts share.
struct HeadShape {
  /// Half the face's width and height.
  let w: Double
  let h: Double
  /// Half the jaw's width.
  let jaw: Double
  /// Half the chin's width.
  let chin: Double
  /// How far the features move when the head turns and nods.
  let turn: SIMD2<Double>
  /// Half the distance between the eyes, and their height.
  let eyeX: Double
  let eyeY: Double
  /// The height of the mouth.
  let mouthY: Double

  init(_ factors: PortraitFactors) {
    let sag = min(max((factors.age - 45) / 35, 0), 1)
    w = factors.faceWidth * (0.97 + 0.06 * factors.masculinity)
    h = factors.faceHeight * (0.98 + 0.04 * factors.masculinity)
    jaw = w * (0.74 + 0.2 * factors.masculinity + 0.05 * sag)
    chin = w * (0.2 + 0.28 * factors.masculinity)
    turn = [factors.yaw * 4.2, factors.pitch * 2.6]
    eyeX = w * factors.eyeDistance
    eyeY = -0.1 * h
    mouthY = 0.5 * h
  }

  /// A place on the face, moved as the head is turned.
  func onFace(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    // Turning narrows what is seen of the face's front.
    (x * (1 - 0.012 * abs(turn.x)) + turn.x, y + turn.y)
  }

  /// The outline of the face.
  var outline: SVGPath {
    SVGPath(0, -h)
      .cubic(w * 0.68, -h, w, -h * 0.6, w, -h * 0.08)
      .cubic(w, h * 0.32, jaw, h * 0.6, jaw * 0.86, h * 0.72)
      .cubic(jaw * 0.66, h * 0.9, chin, h, 0, h)
      .cubic(-chin, h, -jaw * 0.66, h * 0.9, -jaw * 0.86, h * 0.72)
      .cubic(-jaw, h * 0.6, -w, h * 0.32, -w, -h * 0.08)
      .cubic(-w, -h * 0.6, -w * 0.68, -h, 0, -h)
      .closed()
  }
}

/// The colours of a portrait.
struct PortraitPalette {
  let skin: PortraitColor
  let shade: PortraitColor
  let line: PortraitColor
  let lips: PortraitColor
  let hair: PortraitColor
  let hairShade: PortraitColor
  let clothes: PortraitColor

  init(_ factors: PortraitFactors) {
    skin = Self.skin(lightness: factors.skinLightness, warmth: factors.skinWarmth)
    shade = skin.mixed(with: PortraitColor(red: 0.25, green: 0.1, blue: 0.12), 0.34)
    line = skin.mixed(with: PortraitColor(red: 0.13, green: 0.04, blue: 0.05), 0.66)
    let bare = skin.mixed(with: PortraitColor(red: 0.62, green: 0.22, blue: 0.22), 0.42)
    let painted = PortraitColor(hue: factors.lipstickHue, saturation: 0.85, lightness: 0.42)
    lips = bare.mixed(with: painted, factors.lipstick)
    hair = PortraitColor(
      hue: factors.hairHue,
      saturation: factors.hairSaturation,
      lightness: factors.hairLightness
    )
    hairShade = hair.lit(0.66)
    clothes = PortraitColor(
      hue: factors.clothesHue,
      saturation: factors.clothesSaturation,
      lightness: factors.clothesLightness
    )
  }

  /// Skin from dark to pale, through colours measured by eye, and from pink to yellow.
  private static func skin(lightness: Double, warmth: Double) -> PortraitColor {
    let tones: [(Double, PortraitColor)] = [
      (0, PortraitColor(red: 0.36, green: 0.23, blue: 0.17)), (0.3, PortraitColor(red: 0.6, green: 0.42, blue: 0.31)),
      (0.75, PortraitColor(red: 0.9, green: 0.72, blue: 0.59)), (1, PortraitColor(red: 0.99, green: 0.94, blue: 0.92)),
    ]
    let upper = tones.firstIndex { $0.0 >= lightness } ?? tones.count - 1
    let lower = max(upper - 1, 0)
    let span = max(tones[upper].0 - tones[lower].0, 1e-9)
    let tone = tones[lower].1.mixed(with: tones[upper].1, (lightness - tones[lower].0) / span)
    let shift = (warmth - 0.5) * 0.05
    return PortraitColor(red: tone.red, green: tone.green + shift, blue: tone.blue - shift)
  }
}
