import Imaging
import SafeFiles
import Testing

/// SVG documents as pixels.
@Suite struct DrawingTests {
  private func document(_ content: String, size: String = #"width="8" height="4""#) -> String {
    #"<svg xmlns="http://www.w3.org/2000/svg" \#(size)>\#(content)</svg>"#
  }

  @Test func shapesLandOnTheirPixels() throws {
    let svg = document(##"<rect x="2" y="1" width="3" height="2" fill="#ff8000"/>"##)
    let image = try PlanarImage(svg: svg)
    #expect(image.channels == 3 && image.width == 8 && image.height == 4)
    for y in 0..<4 {
      for x in 0..<8 {
        let isInside = (2..<5).contains(x) && (1..<3).contains(y)
        let expected: [Float] = isInside ? [1, 128 / 255, 0] : [1, 1, 1]
        #expect(image.pixel(x, y) == expected)
      }
    }
  }

  @Test func sizesFollowTheProportions() throws {
    let svg = document("")
    #expect(try PlanarImage(svg: svg, width: 16).height == 8)
    #expect(try PlanarImage(svg: svg, height: 40).width == 80)
    let free = try PlanarImage(svg: svg, width: 5, height: 5, channels: 1)
    #expect(free.width == 5 && free.height == 5 && free.channels == 1)
  }

  @Test(arguments: ["", "text", "<svg", "<html></html>"])
  func whatIsNotADrawingIsADefect(_ svg: String) throws {
    let error = try #require(throws: DrawingError.self) { try PlanarImage(svg: svg, width: 8, height: 8) }
    #expect(error.category == .software && !error.description.contains("()"))
  }

  @Test func impossibleSizesAreRefused() throws {
    let svg = document("")
    #expect(throws: DrawingError.size(width: 0, height: 3)) { try PlanarImage(svg: svg, width: 0, height: 3) }
    #expect(throws: DrawingError.size(width: 32_768, height: 1)) { try PlanarImage(svg: svg, width: 32_768, height: 1) }
    #expect(throws: DrawingError.self) { try PlanarImage(svg: svg, width: .max) }
    #expect(throws: DrawingError.self) { try PlanarImage(svg: document("", size: #"viewBox="0 0 8 4""#)) }
  }

  @Test func nothingOutsideIsLoaded() throws {
    let svg = document(##"<image href="file:///etc/hostname.png" width="8" height="4"/>"##)
    #expect(try PlanarImage(svg: svg) == PlanarImage(channels: 3, height: 4, width: 8, repeating: 1))
  }
}
