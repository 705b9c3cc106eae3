extension PortraitDrawing {
  /// Lids, whites, irises and lashes.
  func drawEyes(on canvas: inout SVGCanvas) {
    let halfWidth = head.w * 0.21 * factors.eyeSize
    let halfHeight = halfWidth * (0.1 + 0.62 * factors.eyeOpenness)
    // A smile pushes the lower lid up.
    let lower = halfHeight * (1 - 0.25 * max(factors.smile, 0))
    let iris = PortraitColor(hue: factors.irisHue, saturation: 0.42, lightness: factors.irisLightness)
    let shadow = PortraitColor(hue: factors.eyeShadowHue, saturation: 0.55, lightness: 0.45)
    for side in [-1.0, 1.0] {
      let (x, y) = head.onFace(side * head.eyeX, head.eyeY)
      if factors.eyeShadow > 0.05 {
        canvas.ellipse(
          x: x,
          y: y - halfHeight * 0.6,
          radiusX: halfWidth * 1.2,
          radiusY: halfHeight * 0.7 + 1.6,
          .color(shadow),
          opacity: 0.6 * factors.eyeShadow
        )
      }
      // The fold of the upper lid.
      canvas.stroke(
        SVGPath(x - halfWidth, y - halfHeight * 0.4 - 1.1)
          .quad(x, y - halfHeight * 2 - 1.6, x + halfWidth, y - halfHeight * 0.4 - 1.1),
        palette.line,
        width: 0.6,
        opacity: 0.5
      )
      canvas.fill(
        SVGPath(x - halfWidth, y).quad(x, y - halfHeight * 2, x + halfWidth, y).quad(x, y + lower * 2, x - halfWidth, y)
          .closed(),
        .color(PortraitColor(red: 0.97, green: 0.96, blue: 0.95))
      )
      let radius = halfWidth * 0.52
      let middle = x + factors.gazeX * halfWidth * 0.38
      let height = y + factors.gazeY * halfHeight * 0.25
      canvas.ellipse(x: middle, y: height, radiusX: radius, radiusY: min(radius, halfHeight * 0.96), .color(iris))
      canvas.ellipse(
        x: middle,
        y: height,
        radiusX: radius * 0.5,
        radiusY: min(radius * 0.5, halfHeight * 0.8),
        .color(.black)
      )
      canvas.ellipse(
        x: middle + radius * 0.35,
        y: height - halfHeight * 0.3,
        radiusX: radius * 0.2,
        radiusY: min(radius, halfHeight) * 0.2,
        .color(.white)
      )
      let lash = 0.8 + 0.9 * (1 - factors.masculinity) + 0.4 * factors.lipstick
      var line = SVGPath(x - halfWidth, y).quad(x, y - halfHeight * 2.05, x + halfWidth, y)
      if factors.masculinity < 0.5 {
        // Lashes at the outer corner.
        let outer = x + side * halfWidth
        line = SVGPath(outer + side * 1.3, y - 1.5 - halfHeight * 0.5)
          .quad(outer + side * 0.3, y - 0.2, outer, y)
          .quad(x, y - halfHeight * 2.05, x - side * halfWidth, y)
      }
      canvas.stroke(line, .black, width: lash, opacity: 0.9)
      canvas.stroke(
        SVGPath(x - halfWidth, y).quad(x, y + lower * 2, x + halfWidth, y),
        palette.line,
        width: 0.7,
        opacity: 0.7
      )
    }
  }

  /// Brows, in front of hair that falls over the forehead so that their thickness always shows.
  func drawBrows(on canvas: inout SVGCanvas) {
    let half = head.w * 0.25
    let thickness = 1.1 + 3.4 * factors.browThickness
    let color = palette.hair.mixed(with: .black, factors.hairLightness > 0.5 ? 0.45 : 0.3)
    for side in [-1.0, 1.0] {
      let (x, y) = head.onFace(side * head.eyeX, head.eyeY - head.h * (0.22 + 0.035 * factors.browHeight))
      let slant = factors.browAngle * 1.5
      canvas.stroke(
        SVGPath(x - side * half, y - slant).quad(x, y - 1.8, x + side * half, y + slant * 0.5 + 0.8),
        color,
        width: thickness
      )
    }
  }

  /// Frames, lenses, bridge and temples.
  func drawGlasses(on canvas: inout SVGCanvas) {
    guard factors.glasses > 0 else { return }
    let frame = PortraitColor(hue: factors.glassesHue, saturation: 0.5, lightness: factors.glassesLightness)
    let halfWidth = head.w * (0.3 + 0.08 * factors.glasses)
    let halfHeight = head.h * (0.14 + 0.07 * factors.glasses)
    let bend = 0.45 + 0.55 * factors.glassesRoundness
    for side in [-1.0, 1.0] {
      let (x, y) = head.onFace(side * head.eyeX * 1.04, head.eyeY + 0.6)
      // A rounded rectangle; at full roundness an ellipse.
      let (a, b) = (
        halfWidth * (1 - 0.552 * bend - 0.2 * (1 - bend)), halfHeight * (1 - 0.552 * bend - 0.2 * (1 - bend))
      )
      let (c, d) = (halfWidth * (1 - bend), halfHeight * (1 - bend))
      let lens = SVGPath(x - c, y - halfHeight)
        .line(x + c, y - halfHeight)
        .cubic(x + halfWidth - a * 0.5, y - halfHeight, x + halfWidth, y - halfHeight + b * 0.5, x + halfWidth, y - d)
        .line(x + halfWidth, y + d)
        .cubic(x + halfWidth, y + halfHeight - b * 0.5, x + halfWidth - a * 0.5, y + halfHeight, x + c, y + halfHeight)
        .line(x - c, y + halfHeight)
        .cubic(x - halfWidth + a * 0.5, y + halfHeight, x - halfWidth, y + halfHeight - b * 0.5, x - halfWidth, y + d)
        .line(x - halfWidth, y - d)
        .cubic(x - halfWidth, y - halfHeight + b * 0.5, x - halfWidth + a * 0.5, y - halfHeight, x - c, y - halfHeight)
        .closed()
      canvas.fill(lens, .color(frame), opacity: factors.lensTint * 0.5)
      canvas.stroke(lens, frame, width: 1.9)
      let temple = x + side * halfWidth
      canvas.stroke(
        SVGPath(temple, y - halfHeight * 0.3).line(
          side * head.w - head.turn.x * 0.3,
          y - halfHeight * 0.4 - head.turn.y * 0.4
        ),
        frame,
        width: 1.6
      )
    }
    let bridge = head.eyeX * 1.04 - halfWidth
    let (left, right) = (head.onFace(-bridge, head.eyeY), head.onFace(bridge, head.eyeY))
    canvas.stroke(
      SVGPath(left.x, left.y).quad((left.x + right.x) / 2, left.y - 1.4, right.x, right.y),
      frame,
      width: 1.6
    )
  }
}
