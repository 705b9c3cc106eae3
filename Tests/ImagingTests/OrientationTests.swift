import Testing

@testable import Imaging

/// EXIF data that says how a picture stands, well-formed and not.
@Suite struct OrientationTests {
  /// TIFF data of one directory entry.
  private func exif(
    big: Bool,
    tag: Int = 0x0112,
    type: Int = 3,
    value: Int,
    prefix: [UInt8] = []
  ) -> [UInt8] {
    func bytes(_ number: Int, _ count: Int) -> [UInt8] {
      let little = (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
      return big ? little.reversed() : little
    }
    return prefix + Array((big ? "MM" : "II").utf8) + bytes(42, 2) + bytes(8, 4) + bytes(1, 2)
      + bytes(tag, 2) + bytes(type, 2) + bytes(1, 4) + bytes(value, 2) + bytes(0, 2) + bytes(0, 4)
  }

  @Test(arguments: Orientation.allCases)
  func bothByteOrdersAreRead(_ orientation: Orientation) {
    for big in [false, true] {
      let value = Int(orientation.rawValue)
      #expect(Orientation(exif: exif(big: big, value: value)) == orientation)
      #expect(Orientation(exif: exif(big: big, value: value, prefix: Array("Exif".utf8) + [0, 0])) == orientation)
    }
  }

  @Test func whatIsNotWellFormedIsIgnored() {
    let good = exif(big: false, value: 6)
    #expect(Orientation(exif: []) == .topLeft)
    #expect(Orientation(exif: exif(big: true, value: 0)) == .topLeft)
    #expect(Orientation(exif: exif(big: true, value: 9)) == .topLeft)
    #expect(Orientation(exif: exif(big: true, type: 4, value: 6)) == .topLeft)
    #expect(Orientation(exif: exif(big: true, tag: 0x0110, value: 6)) == .topLeft)
    for count in 0..<20 { #expect(Orientation(exif: Array(good.prefix(count))) == .topLeft) }
    var far = good
    far.replaceSubrange(4..<8, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(Orientation(exif: far) == .topLeft)
  }

  /// Turning by an orientation and by its inverse gives the picture back.
  @Test(arguments: [
    (Orientation.topRight, Orientation.topRight), (.bottomRight, .bottomRight), (.bottomLeft, .bottomLeft),
    (.leftTop, .leftTop), (.rightTop, .leftBottom), (.rightBottom, .rightBottom), (.leftBottom, .rightTop),
  ])
  func turnsHaveInverses(_ orientation: Orientation, _ inverse: Orientation) {
    let image = TestPictures.smooth(height: 3, width: 5)
    let turned = image.upright(from: orientation)
    #expect(turned != image)
    #expect(turned.upright(from: inverse) == image)
  }
}
