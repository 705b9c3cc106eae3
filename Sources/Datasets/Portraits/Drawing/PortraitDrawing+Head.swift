extension PortraitDrawing {
  /// Neck, shoulders and clothes, which do not lean with the head.
  func drawBody(on canvas: inout SVGCanvas) {
    let (w, h) = (head.w, head.h)
    let neck = w * (0.36 + 0.2 * factors.masculinity)
    let top = h * 1.12
    let shoulder = w * (1.55 + 0.5 * factors.masculinity)
    // Far enough to cover the picture's lower corners of the smallest head.
    let bottom = 70.0
    canvas.fill(
      SVGPath(-neck, h * 0.4).line(neck, h * 0.4).line(neck * 1.05, top + 4).line(-neck * 1.05, top + 4).closed(),
      .color(palette.shade)
    )
    let lit = canvas.linearGradient(
      from: [-shoulder, 0],
      to: [shoulder, 0],
      [
        (0, palette.clothes.lit(1 - 0.2 * factors.lightDirection)),
        (1, palette.clothes.lit(1 + 0.2 * factors.lightDirection)),
      ]
    )
    canvas.fill(
      SVGPath(-neck * 0.9, top)
        .cubic(-w * 0.9, top + 2.5, -shoulder, top + 3, -shoulder * 1.12, bottom)
        .line(shoulder * 1.12, bottom)
        .cubic(shoulder, top + 3, w * 0.9, top + 2.5, neck * 0.9, top)
        .closed(),
      lit
    )
    let deep = top + 3 + factors.neckline * 9
    canvas.fill(
      SVGPath(-neck, top - 1).quad(-neck * 0.6, deep, 0, deep).quad(neck * 0.6, deep, neck, top - 1).closed(),
      .color(palette.skin.lit(0.88))
    )
    canvas.stroke(
      SVGPath(-neck * 1.02, top - 0.6).quad(-neck * 0.6, deep, 0, deep).quad(neck * 0.6, deep, neck * 1.02, top - 0.6),
      palette.clothes.lit(0.7),
      width: 1.3
    )
    drawPattern(neck: neck, top: top, deep: deep, shoulder: shoulder, on: &canvas)
  }

  /// Stripes, or a collar and buttons.
  private func drawPattern(
    neck: Double,
    top: Double,
    deep: Double,
    shoulder: Double,
    on canvas: inout SVGCanvas
  ) {
    let accent = palette.clothes.mixed(with: factors.clothesLightness > 0.45 ? .black : .white, 0.55)
    if factors.clothesPattern > 0.75 {
      for side in [-1.0, 1.0] {
        canvas.fill(
          SVGPath(side * neck * 1.05, top - 1.5)
            .line(side * neck * 1.5, top + 4)
            .line(side * neck * 0.6, deep + 5)
            .line(0, deep)
            .closed(),
          .color(palette.clothes.mixed(with: .white, 0.35))
        )
      }
      for y in [deep + 3, deep + 7] { canvas.ellipse(x: 0, y: y, radiusX: 0.8, radiusY: 0.8, .color(accent)) }
    } else if factors.clothesPattern > 0.5 {
      // As wide as the shoulders are at these heights.
      for (y, share) in [(top + 6.2, 0.62), (top + 10.2, 0.8)] {
        let width = shoulder * share
        canvas.stroke(SVGPath(-width, y).quad(0, y + 1, width, y), accent, width: 1.8, opacity: 0.8)
      }
    }
  }

  /// Ears, which the head's turning hides on one side.
  func drawEars(on canvas: inout SVGCanvas) {
    let size = 0.8 + 0.4 * factors.earSize
    for side in [-1.0, 1.0] {
      let x = side * head.w * 0.99 - head.turn.x * 0.45
      canvas.ellipse(x: x, y: head.turn.y * 0.4, radiusX: 3 * size, radiusY: 4.6 * size, .color(palette.shade))
      canvas.ellipse(
        x: x,
        y: head.turn.y * 0.4,
        radiusX: 1.5 * size,
        radiusY: 2.8 * size,
        .color(palette.line),
        opacity: 0.35
      )
    }
  }

  /// The face, lit from one side, and its cheeks.
  func drawFace(on canvas: inout SVGCanvas) {
    let direction = factors.lightDirection
    let contrast = factors.lightContrast * abs(direction)
    let light = palette.skin.lit(1 + 0.1 * contrast)
    let dark = palette.skin.mixed(with: palette.shade.lit(0.6), 0.75 * contrast)
    let end = SIMD2(head.w * (direction < 0 ? 1.0 : -1.0), head.h * 0.35)
    let paint = canvas.linearGradient(from: -end, to: end, [(0.1, light), (0.5, palette.skin), (1, dark)])
    canvas.fill(head.outline, paint)

    let redness = factors.cheekRedness
    guard redness > 0.03 else { return }
    let rouge = canvas.fadingGradient(PortraitColor(red: 0.93, green: 0.2, blue: 0.24), opacity: 0.8 * redness)
    for side in [-1.0, 1.0] {
      let place = head.onFace(side * head.w * 0.58, head.h * 0.27 - max(factors.smile, 0) * 1.2)
      canvas.ellipse(x: place.x, y: place.y, radiusX: head.w * 0.36, radiusY: head.h * 0.22, rouge)
    }
  }

  /// Wrinkles, folds and bags, which grow with the years after 45.
  func drawAge(on canvas: inout SVGCanvas) {
    let age = min(max((factors.age - 45) / 37, 0), 1)
    guard age > 0 else { return }
    let (w, h) = (head.w, head.h)
    let opacity = 0.45 + 0.4 * age
    func crease(_ path: SVGPath, _ width: Double) {
      canvas.stroke(path, palette.line, width: width * (0.75 + 0.5 * age), opacity: opacity)
    }
    func at(_ x: Double, _ y: Double) -> (x: Double, y: Double) { head.onFace(x * w, y * h) }
    for (line, width) in [(-0.62, 0.36), (-0.52, 0.46), (-0.42, 0.4)] {
      let (a, b, c) = (at(-width, line), at(0, line - 0.05), at(width, line))
      crease(SVGPath(a.x, a.y).quad(b.x, b.y, c.x, c.y), 0.9)
    }
    for side in [-1.0, 1.0] {
      // From the nose down around the mouth.
      let (a, b, c) = (at(side * 0.24, 0.24), at(side * 0.56, 0.32), at(side * 0.56, 0.62))
      crease(SVGPath(a.x, a.y).quad(b.x, b.y, c.x, c.y), 1.1)
      // Bags under the eyes.
      let (d, e, f) = (at(side * 0.24, 0.05), at(side * 0.44, 0.19), at(side * 0.66, 0.03))
      crease(SVGPath(d.x, d.y).quad(e.x, e.y, f.x, f.y), 1.1)
      // Beside the eyes.
      for slope in [-0.13, 0, 0.12] {
        let (g, i) = (at(side * 0.74, -0.1 + slope * 0.4), at(side * 0.92, -0.1 + slope * 1.1))
        crease(SVGPath(g.x, g.y).line(i.x, i.y), 0.8)
      }
      // The corners of the chin.
      let (j, k) = (at(side * 0.4, 0.7), at(side * 0.46, 0.84))
      crease(SVGPath(j.x, j.y).line(k.x, k.y), 0.9)
    }
  }

  /// The nose: its shadow side, tip and nostrils.
  func drawNose(on canvas: inout SVGCanvas) {
    let (w, h) = (head.w, head.h)
    let length = 0.2 + 0.12 * factors.noseLength
    let half = w * (0.13 + 0.09 * factors.noseWidth)
    let side = factors.lightDirection < 0 ? 1.0 : -1.0
    let bridge = head.onFace(side * w * 0.07, -0.04 * h)
    let tip = head.onFace(0, length * h)
    let x = tip.x + head.turn.x * 0.35
    canvas.fill(
      SVGPath(bridge.x, bridge.y)
        .quad(x + side * half * 0.6, tip.y - h * 0.12, x + side * half, tip.y)
        .quad(x, tip.y + 2.2, x - side * half * 0.3, tip.y)
        .closed(),
      .color(palette.shade),
      opacity: 0.55
    )
    canvas.stroke(
      SVGPath(x - half, tip.y - 0.6).quad(x - half * 0.5, tip.y + 1.6, x, tip.y + 1)
        .quad(x + half * 0.5, tip.y + 1.6, x + half, tip.y - 0.6),
      palette.line,
      width: 1.1,
      opacity: 0.85
    )
  }
}
