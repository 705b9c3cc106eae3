/// One line of text beside a picture.
struct TextLabel: Equatable {
  /// Where the text stands in its box.
  enum Alignment {
    case left
    case centre
    case right
  }

  /// The text that is drawn: one line, shortened where it was too long.
  let text: String
  /// The font's size in pixels.
  let fontSize: Int
  /// The columns that the text covers with ink.
  private let ink: Ink

  /// Where ink lies, seen from the point where the text is set; letters begin a little right or left of it.
  private struct Ink: Equatable {
    var x = 0.0
    var width = 0.0
  }

  /// The width that the text covers, in whole pixels.
  var width: Int { Int(ink.width.rounded(.up)) }

  /// A label no wider than a limit; a longer text loses whole characters at its end and gets an ellipsis.
  ///
  /// - Throws: ``DrawingError``.
  init(_ text: String, fontSize: Int, limit: Int) throws {
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    self.fontSize = fontSize
    let whole = try Self.measured(line, fontSize: fontSize)
    guard whole.width > Double(limit) else {
      self.text = line
      self.ink = whole
      return
    }
    // The longest beginning that fits with an ellipsis, by bisection over its number of characters.
    let characters = Array(line)
    var best = ("", Ink())
    var (fitting, excessive) = (-1, characters.count)
    while excessive - fitting > 1 {
      let middle = (fitting + excessive) / 2
      var beginning = characters[..<middle]
      while beginning.last?.isWhitespace == true { beginning.removeLast() }
      let shortened = String(beginning) + "\u{2026}"
      let ink = try Self.measured(shortened, fontSize: fontSize)
      if ink.width <= Double(limit) {
        best = (shortened, ink)
        fitting = middle
      } else {
        excessive = middle
      }
    }
    (self.text, self.ink) = best
  }

  /// The height of a line of a font's size, with room for accents above and descenders below.
  static func lineHeight(fontSize: Int) -> Int { fontSize + (fontSize + 1) / 2 }

  /// The label as a picture of the given size, black on white.
  ///
  /// - Throws: ``DrawingError``.
  func drawn(width: Int, height: Int, alignment: Alignment, channels: Int) throws -> PlanarImage {
    guard !text.isEmpty else { return PlanarImage(channels: channels, height: height, width: width, repeating: 1) }
    let left: Double =
      switch alignment {
      case .left: 0
      case .centre: (Double(width) - ink.width) / 2
      case .right: Double(width) - ink.width
      }
    // Half of a capital's height below the middle puts the letters, not the descenders, in the middle.
    let baseline = Double(height) / 2 + 0.36 * Double(fontSize)
    let svg = Self.document(
      text,
      fontSize: fontSize,
      width: width,
      height: height,
      x: left - ink.x,
      y: baseline
    )
    return try PlanarImage(svg: svg, width: width, height: height, channels: channels)
  }

  private static func measured(_ text: String, fontSize: Int) throws -> Ink {
    guard !text.isEmpty else { return Ink() }
    // The size of the page and the place on it do not matter for the ink.
    let svg = document(text, fontSize: fontSize, width: 100, height: 100, x: 0, y: 50)
    let extent = try VectorDrawing(svg).extent(of: "text", width: 100, height: 100)
    return Ink(x: extent.x, width: extent.width)
  }

  private static func document(
    _ text: String,
    fontSize: Int,
    width: Int,
    height: Int,
    x: Double,
    y: Double
  ) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)">\
    <text id="text" x="\(x)" y="\(y)" font-family="DejaVu Sans, sans-serif" font-size="\(fontSize)px" \
    xml:space="preserve">\(XMLText.escaped(text))</text></svg>
    """
  }
}
