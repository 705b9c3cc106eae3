/// The recipe in an SVG document: an XMP packet in its `metadata`.
enum SVGRecipe {
  private static let (opening, closing) = ("<metadata>", "</metadata>")

  /// The document with a recipe before its end.
  static func document(_ svg: String, carrying recipe: String) -> String {
    let end = svg.range(of: "</svg>", fromEnd: true) ?? svg.endIndex..<svg.endIndex
    let packet = opening + "\n" + XMPPacket.recipe(recipe).text + "\n" + closing + "\n"
    return svg[..<end.lowerBound] + packet + svg[end.lowerBound...]
  }

  /// The recipe of a document; nil where there is none.
  ///
  /// - Throws: `XMPPacket.Malformed` where it was changed.
  static func recipe(in svg: String) throws -> String? {
    guard let start = svg.range(of: opening), let end = svg.range(of: closing, fromEnd: true),
      start.upperBound <= end.lowerBound,
      case .recipe(let recipe)? = try XMPPacket(String(svg[start.upperBound..<end.lowerBound]))
    else { return nil }
    return recipe
  }
}

extension String {
  /// Where a text stands, the first or the last time.
  fileprivate func range(of text: String, fromEnd: Bool = false) -> Range<Index>? {
    let ranges = ranges(of: text)
    return fromEnd ? ranges.last : ranges.first
  }
}
