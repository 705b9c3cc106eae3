#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension PortraitDrawing {
  /// How far hair stands off the skull.
  private var volume: Double { 1.5 + 2.8 * factors.hairVolume }

  /// Long hair behind the neck.
  func drawHairBehind(on canvas: inout SVGCanvas) {
    let (w, h) = (head.w, head.h)
    guard factors.hairLength > 0.3 else { return }
    let end = h * (0.25 + 1.35 * factors.hairLength)
    let wide = w + volume + 1.5
    let wave = 2.6 * factors.hairWave
    canvas.fill(
      SVGPath(0, -h - volume)
        .cubic(wide * 0.8, -h - volume, wide, -h * 0.5, wide, 0)
        .cubic(wide + wave, end * 0.35, wide - wave, end * 0.6, wide + wave * 0.7, end)
        .quad(wide * 0.5, end + 3, 0, end + 1)
        .quad(-wide * 0.5, end + 3, -wide - wave * 0.7, end)
        .cubic(-wide + wave, end * 0.6, -wide - wave, end * 0.35, -wide, 0)
        .cubic(-wide, -h * 0.5, -wide * 0.8, -h - volume, 0, -h - volume)
        .closed(),
      .color(palette.hairShade)
    )
  }

  /// The hair on top, its fringe, and the strands beside the face.
  func drawHairInFront(on canvas: inout SVGCanvas) {
    let (w, h) = (head.w, head.h)
    let outer = w + volume * 0.7
    let crown = h + volume
    let part = factors.hairPart * w * 0.5 + head.turn.x * 0.6
    let isLong = factors.hairLength > 0.3
    // Where the hair ends at the temples, and its line over the forehead.
    let temple = isLong ? h * 0.16 : -h * (0.06 - 0.35 * factors.hairLength)
    let line = -h * 0.62 + head.turn.y * 0.6
    let light = factors.lightDirection
    let paint = canvas.linearGradient(
      from: [-outer, -h],
      to: [outer, -h * 0.4],
      [
        (0, palette.hair.lit(1 - 0.28 * light)), (0.5, palette.hair.lit(1.08)), (1, palette.hair.lit(1 + 0.28 * light)),
      ]
    )
    canvas.fill(
      SVGPath(-outer, temple)
        .cubic(-outer * 1.02, -h * 0.7, -outer * 0.72, -crown, 0, -crown)
        .cubic(outer * 0.72, -crown, outer * 1.02, -h * 0.7, outer, temple)
        .quad(w * 0.9, -h * 0.15, w * 0.86, -h * 0.34)
        .quad(w * 0.55, line - 1, part, line - 2.5)
        .quad(-w * 0.55, line - 1, -w * 0.86, -h * 0.34)
        .quad(-w * 0.9, -h * 0.15, -outer, temple)
        .closed(),
      paint
    )
    drawCurls(outer: outer, crown: crown, temple: temple, on: &canvas)
    if isLong { drawStrands(outer: outer, paint, on: &canvas) }
    drawFringe(line: line, paint, on: &canvas)
    // A shine over the crown.
    canvas.stroke(
      SVGPath(-w * 0.55, -h * 0.8).quad(0, -h * 1.04, w * 0.5, -h * 0.82),
      palette.hair.mixed(with: .white, 0.4),
      width: 1.6,
      opacity: 0.35
    )
  }

  /// Curls along the outline, from temple to temple.
  private func drawCurls(outer: Double, crown: Double, temple: Double, on canvas: inout SVGCanvas) {
    guard factors.hairCurl > 0.1, factors.hat == 0 else { return }
    let radius = 2.2 + 2.4 * factors.hairCurl
    let count = 11
    for index in 0...count {
      let angle = Double.pi * Double(index) / Double(count)
      // An ellipse through both temples and the crown, seen from its middle.
      let x = -outer * 0.97 * cos(angle)
      let y = temple - (crown + temple) * 0.96 * sin(angle)
      canvas.ellipse(
        x: x,
        y: y,
        radiusX: radius,
        radiusY: radius,
        .color(palette.hair.lit(index % 2 == 0 ? 0.92 : 1.06))
      )
    }
  }

  /// Strands that fall beside the face, in front of ears and shoulders.
  private func drawStrands(outer: Double, _ paint: SVGPaint, on canvas: inout SVGCanvas) {
    let (w, h) = (head.w, head.h)
    let end = h * (0.2 + 1.2 * factors.hairLength)
    let wave = 2.4 * factors.hairWave
    for side in [-1.0, 1.0] {
      canvas.fill(
        SVGPath(side * w * 0.78, -h * 0.5)
          .quad(side * w * 0.9, -h * 0.1, side * (w * 0.94 - wave * 0.3), h * 0.2)
          .quad(side * (w * 0.86 + wave), end * 0.62, side * (w * 0.92 - wave * 0.5), end)
          .quad(side * outer, end + 2, side * (outer + 1 + wave * 0.5), end - 2)
          .cubic(side * (outer + 2.5 - wave), end * 0.6, side * (outer + 0.5 + wave), end * 0.2, side * outer, -h * 0.3)
          .closed(),
        paint
      )
    }
  }

  /// Hair over the forehead.
  private func drawFringe(line: Double, _ paint: SVGPaint, on canvas: inout SVGCanvas) {
    guard factors.bangs >= 0.5 else { return }
    let (w, h) = (head.w, head.h)
    let end = -h * (0.36 - 0.1 * factors.bangs) + head.turn.y
    let tuft = 1.6
    var path = SVGPath(-w * 0.9, -h * 0.3).quad(-w * 0.86, line - 3, 0, line - 8).quad(
      w * 0.86,
      line - 3,
      w * 0.9,
      -h * 0.3
    )
    // Tufts from right to left.
    let count = 5
    for index in 1...count {
      let x = w * (0.9 - 1.8 * Double(index) / Double(count))
      let middle = x + w * 0.9 / Double(count)
      path = path.quad(middle, end + tuft + 1, x, index == count ? -h * 0.3 : end)
    }
    canvas.fill(path.closed(), paint)
  }

  /// Earrings, in front of the hair.
  func drawEarrings(on canvas: inout SVGCanvas) {
    guard factors.earrings > 0 else { return }
    let radius = 1.5 + 1.9 * factors.earrings
    let color = PortraitColor(hue: factors.earringHue, saturation: 0.9, lightness: 0.6)
    for side in [-1.0, 1.0] {
      let x = side * (head.w + 1.6) - head.turn.x * 0.45
      let y = head.turn.y * 0.4 + 6.5 + radius
      canvas.ellipse(x: x, y: y, radiusX: radius + 0.7, radiusY: radius + 0.7, .color(color.lit(0.45)))
      canvas.ellipse(x: x, y: y, radiusX: radius, radiusY: radius, .color(color))
      canvas.ellipse(
        x: x - radius * 0.3,
        y: y - radius * 0.3,
        radiusX: radius * 0.35,
        radiusY: radius * 0.35,
        .color(.white)
      )
    }
  }

  /// A cap, or a hat with a brim.
  func drawHat(on canvas: inout SVGCanvas) {
    guard factors.hat > 0 else { return }
    let (w, h) = (head.w, head.h)
    let color = PortraitColor(hue: factors.hatHue, saturation: 0.65, lightness: factors.hatLightness)
    let outer = w + volume * 0.7 + 1.2
    let base = -h * 0.5 + head.turn.y * 0.5
    let crown = -h - volume - 1.5 - 7 * factors.hat
    let light = factors.lightDirection
    let paint = canvas.linearGradient(
      from: [-outer, 0],
      to: [outer, 0],
      [(0, color.lit(1 - 0.3 * light)), (1, color.lit(1 + 0.3 * light))]
    )
    canvas.fill(
      SVGPath(-outer, base)
        .cubic(-outer * 1.02, crown * 0.9, -outer * 0.75, crown, 0, crown)
        .cubic(outer * 0.75, crown, outer * 1.02, crown * 0.9, outer, base)
        .quad(0, base - 4, -outer, base)
        .closed(),
      paint
    )
    // The band, or the brim, over the forehead.
    let wide = outer + max(factors.hatBrim - 0.35, 0) * 17
    let thick = 3.4 + 1.6 * factors.hat
    canvas.fill(
      SVGPath(-wide, base + 0.8)
        .quad(0, base - thick * 0.9, wide, base + 0.8)
        .quad(wide * 0.96, base + thick * 0.9, wide * 0.8, base + thick * 0.55)
        .quad(0, base - thick * 0.2, -wide * 0.8, base + thick * 0.55)
        .quad(-wide * 0.96, base + thick * 0.9, -wide, base + 0.8)
        .closed(),
      .color(color.lit(0.62))
    )
  }
}
