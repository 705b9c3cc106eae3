/// The comment in which a GIF carries a recipe.
///
/// A comment has no name, so that its beginning must tell it from another program's: "sextant:" and the recipe as
/// ``RecipeText`` writes it. Source: CompuServe, Graphics Interchange Format 89a (1990), sections 15, 20, 24.
enum GIFComment {
  private static let beginning = RecipeText.keyword + ":"

  /// The comment's text.
  static func text(of recipe: String) -> String { beginning + RecipeText.text(of: recipe) }

  /// The file is cut off, or its recipe was changed.
  struct Malformed: Error {
    var reason: String
  }

  /// The recipe of a file; pictures are stepped over, not decoded.
  ///
  /// - Parameter bytes: The whole file, which begins as a GIF does.
  /// - Returns: Nil when none of its comments is ours.
  /// - Throws: ``Malformed``.
  static func recipe(in bytes: [UInt8]) throws -> String? {
    var blocks = Blocks(rest: bytes[...])
    try blocks.skip(6 + 4)
    let table = try blocks.tableOfColours()
    try blocks.skip(2 + table)
    while true {
      switch try blocks.next() {
      case 0x21:
        guard try blocks.next() == 0xFE else {
          try blocks.skipData()
          continue
        }
        let comment = try blocks.data()
        guard comment.starts(with: beginning.utf8) else { continue }
        guard let text = String(validating: comment.dropFirst(beginning.utf8.count), as: UTF8.self),
          let recipe = RecipeText.recipe(of: text)
        else { throw Malformed(reason: "its recipe was changed") }
        return recipe
      case 0x2C:
        try blocks.skip(8)
        let table = try blocks.tableOfColours()
        try blocks.skip(table + 1)
        try blocks.skipData()
      case 0x3B: return nil
      default: throw Malformed(reason: "an unknown block is in it")
      }
    }
  }

  /// What is not yet read of a file.
  private struct Blocks {
    var rest: ArraySlice<UInt8>

    mutating func next() throws -> UInt8 {
      guard let byte = rest.popFirst() else { throw Malformed(reason: "the file ends early") }
      return byte
    }

    mutating func skip(_ count: Int) throws {
      guard rest.count >= count else { throw Malformed(reason: "the file ends early") }
      rest = rest.dropFirst(count)
    }

    /// The bytes of a table of colours, of which the next byte's flags tell.
    mutating func tableOfColours() throws -> Int {
      let flags = try next()
      return flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
    }

    mutating func skipData() throws {
      while case let count = try next(), count > 0 { try skip(Int(count)) }
    }

    mutating func data() throws -> [UInt8] {
      var data: [UInt8] = []
      while case let count = try next(), count > 0 {
        let start = rest
        try skip(Int(count))
        data += start.prefix(Int(count))
      }
      return data
    }
  }
}
