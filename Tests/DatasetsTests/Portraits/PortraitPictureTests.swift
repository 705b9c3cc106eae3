import Imaging
import Testing

@testable import Datasets

@Suite struct PortraitPictureTests {
  /// Where an attribute is to be seen: parts of the picture's width and height.
  struct Place: Sendable {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    /// The least mean change of a sample there, of 255.
    var change: Double
  }

  static let places: [(PortraitAttribute, Place)] = [
    (.bangs, Place(x: 0.2...0.8, y: 0.1...0.5, change: 5)),
    (.blackHair, Place(x: 0.1...0.9, y: 0...1, change: 8)),
    (.blondHair, Place(x: 0.1...0.9, y: 0...1, change: 8)),
    (.blurry, Place(x: 0...1, y: 0...1, change: 4)),
    (.brownHair, Place(x: 0.1...0.9, y: 0...1, change: 3)),
    (.bushyEyebrows, Place(x: 0.2...0.8, y: 0.25...0.5, change: 2.4)),
    (.eyeglasses, Place(x: 0.1...0.9, y: 0.3...0.65, change: 4)),
    (.grayHair, Place(x: 0.1...0.9, y: 0...1, change: 8)),
    (.male, Place(x: 0...1, y: 0...1, change: 8)),
    (.mouthSlightlyOpen, Place(x: 0.25...0.75, y: 0.55...0.9, change: 5)),
    (.mustache, Place(x: 0.2...0.8, y: 0.55...0.8, change: 2.8)),
    (.narrowEyes, Place(x: 0.2...0.8, y: 0.35...0.6, change: 2.5)),
    (.noBeard, Place(x: 0.15...0.85, y: 0.45...1, change: 8)),
    (.paleSkin, Place(x: 0.2...0.8, y: 0.2...1, change: 15)),
    (.rosyCheeks, Place(x: 0.2...0.8, y: 0.45...0.8, change: 2)),
    (.smiling, Place(x: 0.2...0.8, y: 0.4...0.9, change: 1.5)),
    (.wearingEarrings, Place(x: 0.1...0.9, y: 0.5...0.8, change: 2.2)),
    (.wearingHat, Place(x: 0...1, y: 0...0.5, change: 15)),
    (.wearingLipstick, Place(x: 0.2...0.8, y: 0.35...0.9, change: 1.4)),
    (.young, Place(x: 0.15...0.85, y: 0.15...0.95, change: 1)),
  ]

  /// The same person with and without an attribute: pixels change in its place, and hardly elsewhere.
  @Test(arguments: places)
  func anAttributeShowsWhereItShould(_ attribute: PortraitAttribute, _ place: Place) throws {
    let columns = PortraitFactors.columns.count
    let draws = StratifiedDraws(seed: 31, columns: columns).block(0)
    var (inside, outside, strongest) = (Mean(), Mean(), Mean())
    let size = 64
    for person in 0..<12 {
      let own = Array(draws[person * columns..<(person + 1) * columns])
      // Hair of one colour, or none, so that the others are not in the way; nothing hides the attribute.
      var without: Set<PortraitAttribute> = person % 2 == 0 ? [.young, .noBeard, .male] : [.young, .noBeard]
      without.remove(attribute)
      let pictures = try [without, without.union([attribute])].map { attributes in
        try Portrait(index: 0, factors: PortraitFactors(having: attributes, draws: own), labels: []).picture(size: size)
      }
      strongest.add(255 * Double(zip(pictures[0].samples, pictures[1].samples).map { abs($0 - $1) }.max() ?? 0))
      for channel in 0..<3 {
        for y in 0..<size {
          for x in 0..<size {
            let sample = (channel * size + y) * size + x
            let change = 255 * Double(abs(pictures[0].samples[sample] - pictures[1].samples[sample]))
            let (u, v) = ((Double(x) + 0.5) / Double(size), (Double(y) + 0.5) / Double(size))
            if place.x.contains(u), place.y.contains(v) { inside.add(change) } else { outside.add(change) }
          }
        }
      }
    }
    #expect(inside.value >= place.change, "\(attribute.rawValue): \(inside.value) inside, \(outside.value) outside")
    // Nobody needs to look twice.
    #expect(strongest.value > 40, "\(attribute.rawValue): \(strongest.value)")
    #expect(
      outside.value <= 0.12 * inside.value,
      "\(attribute.rawValue): \(inside.value) inside, \(outside.value) outside"
    )
  }

  private struct Mean {
    private var sum = 0.0
    private var count = 0.0
    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }
    var value: Double { sum / max(count, 1) }
  }

  @Test func largerPicturesShowTheSame() throws {
    for portrait in PortraitGenerator(seed: 5).portraits(0..<6) {
      let small = try portrait.picture(size: 64)
      let large = try portrait.picture(size: 256).resized(width: 64, height: 64, filter: .box)
      let changes = zip(small.samples, large.samples).map { abs($0 - $1) }
      let error = changes.reduce(0, +) / Float(changes.count)
      #expect(error < 0.01, "\(portrait.index): \(error)")
    }
  }

  @Test func brightnessAndBlurAreWhatTheFactorsSay() throws {
    var portrait = try #require(PortraitGenerator(seed: 5).portraits(0..<1).first)
    func mean(_ picture: PlanarImage) -> Float { picture.samples.reduce(0, +) / Float(picture.samples.count) }
    var factors = portrait.factors
    (factors.brightness, factors.blurRadius) = (0.8, 0)
    portrait = Portrait(index: 0, factors: factors, labels: [])
    let plain = try portrait.picture(size: 64)
    factors.brightness = 0.4
    let dark = try Portrait(index: 0, factors: factors, labels: []).picture(size: 64)
    #expect(abs(mean(dark) / mean(plain) - 0.5) < 0.01)
    (factors.brightness, factors.blurRadius) = (0.8, 2)
    let blurred = try Portrait(index: 0, factors: factors, labels: []).picture(size: 64)
    #expect(blurred == plain.blurred(sd: 1.28))
  }

  @Test func drawingsAreSVG() {
    let svg = PortraitGenerator(seed: 1).portraits(0..<1)[0].svg
    #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }
}
