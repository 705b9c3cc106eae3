/// The XMP packet in which JPEG and WebP pictures carry a recipe.
///
/// A minimal packet of one property in a namespace of its own, so that other tools keep it and show it. Source:
/// ISO 16684-1:2019, sections 7.3 and 7.9.
enum XMPPacket: Equatable {
  /// The recipe itself.
  case recipe(String)
  /// The recipe is too long for the picture and stands in a file beside it.
  ///
  /// The packet has to say so: a file of the sidecar's name may also be another program's.
  case beside

  private static let recipeName = "sextant:recipe"
  private static let besideName = "sextant:sidecar"

  /// The packet's text.
  var text: String {
    let (name, value) =
      switch self {
      case .recipe(let recipe): (Self.recipeName, XMLText.escaped(RecipeText.text(of: recipe)))
      case .beside: (Self.besideName, "json")
      }
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:sextant="urn:sextant:xmp:1.0/">
      <\(name)>\(value)</\(name)>
      </rdf:Description>
      </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """
  }

  /// The meaning of a packet that ``text`` made.
  ///
  /// - Parameter text: Any packet; nil is made of one without a property of ours.
  /// - Throws: ``Malformed`` when there is one and it cannot be read.
  init?(_ text: String) throws {
    if let value = Self.value(of: Self.recipeName, in: text) {
      guard let plain = XMLText.unescaped(value), let recipe = RecipeText.recipe(of: plain) else { throw Malformed() }
      self = .recipe(recipe)
    } else if Self.value(of: Self.besideName, in: text) != nil {
      self = .beside
    } else {
      return nil
    }
  }

  /// A recipe that was changed by another tool.
  struct Malformed: Error {}

  /// What stands between an element's tags.
  ///
  /// A "<" cannot be part of it, since it is escaped.
  /// Compared as bytes: a combining character at the value's beginning would join the tag's ">" to one `Character`.
  private static func value(of name: String, in text: String) -> Substring? {
    let bytes = text.utf8
    var start = bytes.startIndex
    let tag = Array("<\(name)>".utf8)
    while let opening = bytes[start...].firstIndex(of: UInt8(ascii: "<")) {
      if bytes[opening...].starts(with: tag) {
        let value = bytes.index(opening, offsetBy: tag.count)
        guard let end = bytes[value...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
        return text[value..<end]
      }
      start = bytes.index(after: opening)
    }
    return nil
  }
}
