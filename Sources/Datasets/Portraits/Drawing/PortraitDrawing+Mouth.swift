extension PortraitDrawing {
  /// Lips, and between open ones teeth and tongue.
  func drawMouth(on canvas: inout SVGCanvas) {
    let smile = factors.smile
    let half = head.w * factors.mouthWidth * (1 + 0.16 * max(smile, 0))
    let (x, y) = head.onFace(0, head.mouthY)
    let corner = y - smile * 4.6
    let middle = y + smile * 2.6
    let gap = factors.mouthOpening < 0.2 ? 0 : 2.2 + factors.mouthOpening * 8.5
    let (top, bottom) = (middle - gap * 0.3, middle + gap * 0.7)
    /// The control point that takes a curve between both corners through a height in the middle.
    func over(_ height: Double) -> Double { 2 * height - corner }
    let full = (0.8 + 0.9 * factors.lipFullness) * (1 + 0.5 * factors.lipstick)
    let upper = top - full * 1.5
    let lower = bottom + full * 1.9
    canvas.fill(
      SVGPath(x - half - 0.8, corner)
        .quad(x - half * 0.4, over(upper) - 0.6, x, over(upper) / 2 + corner / 2 + 0.7)
        .quad(x + half * 0.4, over(upper) - 0.6, x + half + 0.8, corner)
        .quad(x, over(lower), x - half - 0.8, corner)
        .closed(),
      .color(palette.lips)
    )
    if gap > 0 {
      let inside = SVGPath(x - half, corner).quad(x, over(top), x + half, corner).quad(
        x,
        over(bottom),
        x - half,
        corner
      )
      .closed()
      canvas.fill(inside, .color(PortraitColor(red: 0.3, green: 0.04, blue: 0.06)))
      let teeth = top + min(gap * 0.42, 3.4)
      let inset = half * 0.9
      // Both ends of the teeth lie on the upper lip's curve, a little inside the corners.
      let edge = corner + (top - corner) * (1 - 0.81)
      canvas.fill(
        SVGPath(x - inset, edge).quad(x, 2 * top - edge, x + inset, edge).quad(x, 2 * teeth - edge, x - inset, edge)
          .closed(),
        .color(PortraitColor(red: 0.98, green: 0.97, blue: 0.94))
      )
      if gap > 5 {
        canvas.ellipse(
          x: x,
          y: bottom - gap * 0.2,
          radiusX: half * 0.42,
          radiusY: gap * 0.15,
          .color(PortraitColor(red: 0.84, green: 0.36, blue: 0.38))
        )
      }
    } else {
      canvas.stroke(
        SVGPath(x - half, corner).quad(x, over(middle), x + half, corner),
        palette.lips.mixed(with: .black, 0.6),
        width: 1.3
      )
    }
    drawDimples(x: x, corner: corner, half: half, on: &canvas)
  }

  /// The dimples of a smile.
  private func drawDimples(x: Double, corner: Double, half: Double, on canvas: inout SVGCanvas) {
    guard factors.smile > 0 else { return }
    for side in [-1.0, 1.0] {
      let edge = x + side * (half + 2)
      canvas.stroke(
        SVGPath(edge - side * 0.8, corner - 3.4).quad(edge + side * 1.6, corner, edge - side * 0.2, corner + 2.6),
        palette.line,
        width: 0.9,
        opacity: 0.75 * factors.smile
      )
    }
  }

  /// Hair on cheeks and chin.
  func drawBeard(on canvas: inout SVGCanvas) {
    guard factors.beard >= 0.2 else { return }
    let (w, h) = (head.w, head.h)
    let (x, y) = head.onFace(0, head.mouthY)
    let length = h + 1 + factors.beard * 6
    let jaw = head.jaw + 0.8 + factors.beard * 1.5
    let upper = y - h * 0.2
    canvas.fill(
      SVGPath(-w * 1.01, h * 0.02)
        .cubic(-w * 0.99, h * 0.36, -jaw, h * 0.62, -jaw * 0.88, h * 0.76)
        .cubic(-jaw * 0.66, length * 0.96, -head.chin, length, 0, length)
        .cubic(head.chin, length, jaw * 0.66, length * 0.96, jaw * 0.88, h * 0.76)
        .cubic(jaw, h * 0.62, w * 0.99, h * 0.36, w * 1.01, h * 0.02)
        .cubic(w * 0.86, h * 0.3, x + w * 0.66, upper + 1, x + w * 0.5, upper + 2.5)
        .quad(x, upper + 7, x - w * 0.5, upper + 2.5)
        .cubic(x - w * 0.66, upper + 1, -w * 0.86, h * 0.3, -w * 1.01, h * 0.02)
        .closed(),
      .color(palette.hair.mixed(with: palette.hairShade, 0.4)),
      opacity: 0.62 + 0.33 * factors.beard
    )
  }

  /// Hair between nose and mouth.
  func drawMustache(on canvas: inout SVGCanvas) {
    guard factors.mustache >= 0.3 else { return }
    let half = head.w * (factors.mouthWidth + 0.08)
    let (x, y) = head.onFace(0, head.mouthY)
    let corner = y - factors.smile * 3.2
    let base = y - head.h * 0.085 + factors.smile * 0.6
    let thick = 1.6 + 3 * factors.mustache
    canvas.fill(
      SVGPath(x, base - thick)
        .quad(x + half * 0.6, base - thick * 1.15, x + half, corner + 0.8)
        .quad(x + half * 0.45, base + thick * 0.35, x, base)
        .quad(x - half * 0.45, base + thick * 0.35, x - half, corner + 0.8)
        .quad(x - half * 0.6, base - thick * 1.15, x, base - thick)
        .closed(),
      .color(palette.hair.lit(0.55))
    )
  }
}
