internal import CVectorDrawing

/// An SVG document, drawn by librsvg and cairo.
///
/// It loads nothing: references to files and addresses stay empty. Texts are set in the fonts of the machine, so their
/// pixels may differ between machines; on one machine the same document gives the same pixels.
struct VectorDrawing {
  /// The largest side that cairo draws.
  static let sideLimit = 32_767

  private let document: [UInt8]

  init(_ svg: String) { document = Array(svg.utf8) }

  /// The size that the document asks for, rounded up to whole pixels; zeros where it names none.
  func size() throws -> (width: Int, height: Int) {
    var (width, height) = (0.0, 0.0)
    try calling { sextant_drawing_size(document, document.count, &width, &height, $0) }
    func pixels(_ length: Double) -> Int {
      // Beyond the limit any number is as good as another; it only has to be an Int.
      length > 0 ? Int(min(length.rounded(.up), Double(Self.sideLimit) + 1)) : 0
    }
    return (pixels(width), pixels(height))
  }

  /// The columns that the element named `id` covers with ink in a document of the given size.
  func extent(of id: String, width: Int, height: Int) throws -> (x: Double, width: Double) {
    var rectangle = SextantRectangle()
    try calling {
      sextant_drawing_extent(document, document.count, Int32(width), Int32(height), "#\(id)", &rectangle, $0)
    }
    return (rectangle.x, rectangle.width)
  }

  /// The document's pixels on white, red, green, blue.
  func pixels(width: Int, height: Int) throws -> [UInt8] {
    guard (1...Self.sideLimit).contains(width), (1...Self.sideLimit).contains(height) else {
      throw DrawingError.size(width: width, height: height)
    }
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    try calling {
      sextant_drawing_paint(document, document.count, Int32(width), Int32(height), &pixels, $0)
    }
    return pixels
  }

  /// Turns a C function's false and its message into an error.
  private func calling(_ function: (UnsafeMutablePointer<CChar>) -> Bool) throws {
    if let reason = Self.withMessage({ sextant_drawing_is_available($0) }) {
      throw DrawingError.missingLibrary(reason: reason)
    }
    if let reason = Self.withMessage(function) { throw DrawingError.unreadable(reason: reason) }
  }

  /// The message of a C function that returns false, or nil.
  private static func withMessage(_ function: (UnsafeMutablePointer<CChar>) -> Bool) -> String? {
    // As long as the messages of CVectorDrawing.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
      message.initialize(repeating: 0)
      guard let start = message.baseAddress, !function(start) else { return nil }
      return String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
