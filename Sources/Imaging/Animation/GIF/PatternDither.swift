/// Colours of a palette in the place of all colours, mixed in a pattern that stands still.
///
/// Every colour becomes a list of 16 colours of the palette whose mean comes close to it; which of them a pixel shows
/// depends on its place in a 4 × 4 pattern alone. So equal pixels stay equal from frame to frame, while the grain of
/// error diffusion would crawl. Colours of the palette are shown as they are. Sources: Knoll 1999, US patent 6,606,166
/// (lapsed); Bayer 1973.
struct PatternDither {
  private let places: [SIMD3<Float>]
  private let colours: [SIMD3<Float>]
  /// The palette's numbers of its own colours.
  private let own: [UInt32: UInt8]
  /// The nearest colour of every bin of 6 bits a channel; -1 until it is asked for.
  private var nearest = [Int16](repeating: -1, count: 1 << 18)
  /// The lists of colours met lately, 16 numbers each, in slots by a hash of the colour.
  private var lists = [UInt8](repeating: 0, count: 16 << Self.slotBits)
  /// The colour that a slot's list is for; none is a number above all colours.
  private var owners = [UInt32](repeating: .max, count: 1 << Self.slotBits)
  private static let slotBits = 18

  init(_ palette: ColourPalette) {
    colours = palette.colours.map { SIMD3<Float>($0) }
    places = colours.map(ColourPalette.placed)
    let numbers = palette.colours.enumerated().map { number, colour in
      (Self.packed(colour.x, colour.y, colour.z), UInt8(number))
    }
    own = Dictionary(uniqueKeysWithValues: numbers)
  }

  /// How much of the error so far the next colour of a list makes up for.
  ///
  /// All of it gives the truest mean, by colours so
  /// far apart that one sees the pattern before the picture; with 0.3 one hardly does, and gradients still have no steps.
  private static let strength: Float = 0.3

  /// Bayer's pattern: the order in which 16 pixels light up.
  private static let pattern: [Int] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

  @inline(__always)
  private static func packed(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt32 {
    UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
  }

  /// The numbers in the palette of a frame's pixels, each red, green, blue.
  mutating func indices(of pixels: [UInt8], width: Int) -> [UInt8] {
    let pattern = Self.pattern
    return [UInt8](unsafeUninitializedCapacity: pixels.count / 3) { output, count in
      count = pixels.count / 3
      for index in 0..<count {
        let (row, column) = index.quotientAndRemainder(dividingBy: width)
        let list = list(for: pixels[index * 3], pixels[index * 3 + 1], pixels[index * 3 + 2])
        output[index] = lists[list + pattern[(row & 3) << 2 | (column & 3)]]
      }
    }
  }

  /// Where the list of a colour begins.
  @inline(__always)
  private mutating func list(for red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
    let colour = Self.packed(red, green, blue)
    // Fibonacci hashing: the top bits of the product.
    let slot = Int((colour &* 2_654_435_769) >> (32 - Self.slotBits))
    if owners[slot] != colour {
      owners[slot] = colour
      if let number = own[colour] {
        for place in 0..<16 { lists[slot * 16 + place] = number }
      } else {
        mix(SIMD3(Float(red), Float(green), Float(blue)), at: slot * 16)
      }
    }
    return slot * 16
  }

  /// Writes a list of sixteen colours, dark ones first, whose mean is close to a colour.
  private mutating func mix(_ colour: SIMD3<Float>, at start: Int) {
    var error = SIMD3<Float>.zero
    for count in 0..<16 {
      let wanted = colour + error * Self.strength
      let next = nearestColour(to: wanted.clamped(lowerBound: .zero, upperBound: .init(repeating: 255)))
      error += colour - colours[next]
      // The palette begins with its darkest colours: sorting by number sorts by brightness.
      var place = start + count
      while place > start, lists[place - 1] > UInt8(next) {
        lists[place] = lists[place - 1]
        place -= 1
      }
      lists[place] = UInt8(next)
    }
  }

  private mutating func nearestColour(to colour: SIMD3<Float>) -> Int {
    // Number by number: conversions of whole vectors are calls.
    let (red, green, blue) = (UInt8(colour.x), UInt8(colour.y), UInt8(colour.z))
    let bin = ColourCensus.bin(red, green, blue)
    if nearest[bin] >= 0 { return Int(nearest[bin]) }
    let centre = SIMD3(Float(red & 0xFC), Float(green & 0xFC), Float(blue & 0xFC)) + 1.5
    let found = places.withUnsafeBufferPointer {
      ColourPalette.nearest(to: ColourPalette.placed(centre), among: $0)
    }
    nearest[bin] = Int16(found)
    return found
  }
}
