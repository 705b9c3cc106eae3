/// An SVG document that grows element by element.
///
/// Numbers have two decimals: a hundredth of the unit is far below a pixel, and short documents are read faster.
struct SVGCanvas {
  private(set) var text: [UInt8] = []
  private var gradients = 0

  /// A document whose picture is 100 units wide and high.
  init() {
    text.reserveCapacity(12_000)
    append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\" viewBox=\"0 0 100 100\">")
  }

  /// The whole document.
  consuming func finished() -> String {
    append("</svg>")
    return String(decoding: text, as: UTF8.self)
  }

  /// What is added inside is moved, turned (degrees, clockwise) and scaled.
  mutating func group(x: Double, y: Double, turned: Double, scale: Double, _ body: (inout SVGCanvas) -> Void) {
    append("<g transform=\"translate(")
    append(x, y)
    append(")rotate(")
    append(turned)
    append(")scale(")
    append(scale)
    append(")\">")
    body(&self)
    append("</g>")
  }

  /// A filled shape.
  mutating func fill(_ path: SVGPath, _ paint: SVGPaint, opacity: Double = 1) {
    append("<path d=\"")
    text += path.text
    append("\" fill=\"")
    append(paint)
    append(opacity, as: "fill-opacity")
    append("\"/>")
  }

  /// A line with round ends.
  mutating func stroke(_ path: SVGPath, _ color: PortraitColor, width: Double, opacity: Double = 1) {
    append("<path d=\"")
    text += path.text
    append("\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\" stroke=\"")
    append(.color(color))
    append("\" stroke-width=\"")
    append(width)
    append(opacity, as: "stroke-opacity")
    append("\"/>")
  }

  /// A filled ellipse.
  mutating func ellipse(
    x: Double,
    y: Double,
    radiusX: Double,
    radiusY: Double,
    _ paint: SVGPaint,
    opacity: Double = 1
  ) {
    append("<ellipse cx=\"")
    append(x)
    append("\" cy=\"")
    append(y)
    append("\" rx=\"")
    append(radiusX)
    append("\" ry=\"")
    append(radiusY)
    append("\" fill=\"")
    append(paint)
    append(opacity, as: "fill-opacity")
    append("\"/>")
  }

  /// Defines a gradient across a line, in the units of what it paints.
  mutating func linearGradient(
    from start: SIMD2<Double>,
    to end: SIMD2<Double>,
    _ stops: [(offset: Double, color: PortraitColor)]
  ) -> SVGPaint {
    append("<linearGradient id=\"g\(gradients)\" gradientUnits=\"userSpaceOnUse\" x1=\"")
    append(start.x)
    append("\" y1=\"")
    append(start.y)
    append("\" x2=\"")
    append(end.x)
    append("\" y2=\"")
    append(end.y)
    append("\">")
    for stop in stops { append(stop: stop.offset, stop.color, opacity: 1) }
    append("</linearGradient>")
    return nextGradient()
  }

  /// Defines a gradient of one colour that fades from the middle of what it paints to its edge.
  mutating func fadingGradient(_ color: PortraitColor, opacity: Double) -> SVGPaint {
    append("<radialGradient id=\"g\(gradients)\">")
    append(stop: 0, color, opacity: opacity)
    append(stop: 0.45, color, opacity: opacity * 0.8)
    append(stop: 1, color, opacity: 0)
    append("</radialGradient>")
    return nextGradient()
  }

  private mutating func nextGradient() -> SVGPaint {
    gradients += 1
    return .gradient(gradients - 1)
  }

  private mutating func append(stop offset: Double, _ color: PortraitColor, opacity: Double) {
    append("<stop offset=\"")
    append(offset)
    append("\" stop-color=\"")
    append(.color(color))
    append(opacity, as: "stop-opacity")
    append("\"/>")
  }

  /// Adds an opacity behind an attribute whose quotation mark is still open, where there is anything to say.
  private mutating func append(_ opacity: Double, as name: String) {
    guard opacity < 1 else { return }
    append("\" \(name)=\"")
    append(opacity)
  }

  private mutating func append(_ piece: String) { text += piece.utf8 }

  private mutating func append(_ x: Double, _ y: Double) {
    append(x)
    text.append(0x20)
    append(y)
  }

  private mutating func append(_ number: Double) { DecimalText.append(number, places: 2, to: &text) }

  private mutating func append(_ paint: SVGPaint) {
    switch paint {
    case .gradient(let number): append("url(#g\(number))")
    case .color(let color):
      let digits = Array("0123456789abcdef".utf8)
      text.append(0x23)
      for channel in [color.red, color.green, color.blue] {
        let byte = Int((min(max(channel, 0), 1) * 255).rounded())
        text.append(digits[byte >> 4])
        text.append(digits[byte & 15])
      }
    }
  }
}

/// What a shape is painted with.
enum SVGPaint {
  case color(PortraitColor)
  /// A gradient by its number in its document.
  case gradient(Int)
}

/// The outline of a shape, in SVG's path language.
struct SVGPath {
  private(set) var text: [UInt8] = []

  /// A path that starts at a point.
  init(_ x: Double, _ y: Double) {
    text.reserveCapacity(160)
    append("M", x, y)
  }

  /// A line to a point.
  func line(_ x: Double, _ y: Double) -> SVGPath { adding { $0.append("L", x, y) } }

  /// A quadratic curve over a control point.
  func quad(_ x1: Double, _ y1: Double, _ x: Double, _ y: Double) -> SVGPath {
    adding {
      $0.append("Q", x1, y1)
      $0.append(" ", x, y)
    }
  }

  /// A cubic curve over two control points.
  func cubic(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double) -> SVGPath {
    adding {
      $0.append("C", x1, y1)
      $0.append(" ", x2, y2)
      $0.append(" ", x, y)
    }
  }

  /// The path back to its start.
  func closed() -> SVGPath { adding { $0.text.append(0x5A) } }

  private func adding(_ body: (inout SVGPath) -> Void) -> SVGPath {
    var path = self
    body(&path)
    return path
  }

  private mutating func append(_ command: Unicode.Scalar, _ x: Double, _ y: Double) {
    text.append(UInt8(truncatingIfNeeded: command.value))
    DecimalText.append(x, places: 2, to: &text)
    text.append(0x20)
    DecimalText.append(y, places: 2, to: &text)
  }
}
