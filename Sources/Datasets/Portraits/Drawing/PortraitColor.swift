/// A colour of a portrait: sRGB in 0 to 1.
struct PortraitColor {
  var red: Double
  var green: Double
  var blue: Double

  init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Hue in degrees, saturation and lightness in 0 to 1, as CSS defines `hsl()`.
  init(hue: Double, saturation: Double, lightness: Double) {
    let chroma = saturation * min(lightness, 1 - lightness)
    func channel(_ offset: Double) -> Double {
      let k = (offset + hue / 30).truncatingRemainder(dividingBy: 12)
      return lightness - chroma * max(-1, min(k - 3, 9 - k, 1))
    }
    self.init(red: channel(0), green: channel(8), blue: channel(4))
  }

  /// The colour between two others, 0 this one, 1 the other.
  func mixed(with other: PortraitColor, _ share: Double) -> PortraitColor {
    PortraitColor(
      red: red + (other.red - red) * share,
      green: green + (other.green - green) * share,
      blue: blue + (other.blue - blue) * share
    )
  }

  /// The colour times a factor; above 1 it becomes lighter.
  func lit(_ factor: Double) -> PortraitColor {
    PortraitColor(red: red * factor, green: green * factor, blue: blue * factor)
  }

  static let black = PortraitColor(red: 0.04, green: 0.03, blue: 0.04)
  static let white = PortraitColor(red: 1, green: 1, blue: 1)
}
