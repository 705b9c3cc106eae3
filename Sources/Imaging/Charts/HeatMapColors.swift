/// The colours of a heat map: a range of numbers and what lies along it.
///
/// Between stops channels are mixed evenly. Both scales can be told apart with any colour vision. Source: Brewer, "RdBu" and
/// "Blues" of nine classes, colorbrewer2.org.
struct HeatMapColors: Equatable {
  /// The numbers of the first and the last colour; not of length 0.
  let range: ClosedRange<Double>
  private let stops: [ChartColor]

  /// A cell without a number.
  static let missing = ChartColor(0xC8C8C8)

  init(_ map: HeatMap) {
    let numbers = map.values.compactMap { $0 }.filter(\.isDrawable)
    switch map.colors {
    case .diverging(let limit):
      let greatest = limit.map(abs) ?? numbers.map(abs).max() ?? 1
      let limit = greatest > 0 && greatest.isDrawable ? greatest : 1
      range = -limit...limit
      stops = Self.blueToRed
    case .sequential(let given):
      let (least, greatest) = (numbers.min() ?? 0, numbers.max() ?? 1)
      let range = given ?? least...greatest
      // One number is the middle of a range.
      let isEmpty = !(range.upperBound - range.lowerBound > 1e-12 * max(1e-280, abs(range.upperBound)))
      let room = max(0.5 * abs(range.lowerBound), 1e-280)
      self.range = isEmpty ? range.lowerBound - room...range.lowerBound + room : range
      stops = Self.blues
    }
  }

  /// The colour of a number; the missing colour for what cannot be drawn.
  func color(of value: Double?) -> ChartColor {
    guard let value, value.isDrawable else { return Self.missing }
    return color(at: fraction(of: value))
  }

  /// The colour at a part of the scale, 0 … 1.
  func color(at fraction: Double) -> ChartColor {
    let place = fraction * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let (a, b, t) = (stops[index], stops[index + 1], place - Double(index))
    func mix(_ channel: KeyPath<ChartColor, UInt8>) -> UInt8 {
      UInt8((Double(a[keyPath: channel]) * (1 - t) + Double(b[keyPath: channel]) * t).rounded())
    }
    return ChartColor(red: mix(\.red), green: mix(\.green), blue: mix(\.blue))
  }

  private func fraction(of value: Double) -> Double {
    // Halves, since the length of a range of large numbers could be infinite.
    let length = range.upperBound / 2 - range.lowerBound / 2
    return min(1, max(0, (value / 2 - range.lowerBound / 2) / length))
  }

  private static let blueToRed: [ChartColor] = [
    0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
  ].map { ChartColor($0) }

  private static let blues: [ChartColor] = [
    0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B,
  ].map { ChartColor($0) }
}

extension ChartColor {
  /// Black or white, whichever is read better on it, by the luminance of WCAG 2.
  var letters: String {
    func linear(_ channel: UInt8) -> Double {
      let c = Double(channel) / 255
      // Close enough to sRGB's curve to choose between two.
      return c * c
    }
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    return luminance > 0.2 ? "#222222" : "#ffffff"
  }
}
