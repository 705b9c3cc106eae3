public import Imaging

extension CanvasLayout {
  /// What of a tile must lie in the bright part of a mask.
  public enum MaskRule: String, Sendable, Codable, CaseIterable {
    /// Its middle.
    case middle
    /// Its mean: that of the mask over as much of the tile's box as lies on the canvas.
    case mean
  }

  /// The places in the bright part of a picture that is stretched over the canvas.
  ///
  /// Their positions and order stay.
  ///
  /// - Parameters:
  ///   - mask: One channel; colour is made grey.
  ///   - threshold: A tile is kept where the mask is at least as bright, 0 … 1.
  ///   - rule: What of a tile decides; a middle outside the canvas is not kept.
  /// - Returns: The layout of the same canvas with fewer places.
  /// - Throws: ``CanvasLayoutError/empty(path:reason:)`` where none is left.
  public func keeping(
    brightPartsOf mask: PlanarImage,
    threshold: Double = 0.5,
    by rule: MaskRule = .middle
  ) throws(CanvasLayoutError) -> CanvasLayout {
    let mask = mask.converted(toChannels: 1)
    let (along, down) = (Double(mask.width) / Double(width), Double(mask.height) / Double(height))
    // Levels of 8 bits are no exact fractions: 0.2 is to keep what is 51 / 255.
    let least = threshold - 1e-6
    return try keeping("the mask is nowhere bright enough; choose another mask or a lower threshold") { place in
      switch rule {
      case .middle:
        let (column, row) = (place.x * along, place.y * down)
        guard column >= 0, row >= 0, column < Double(mask.width), row < Double(mask.height) else { return false }
        return Double(mask.samples[Int(row) * mask.width + Int(column)]) >= least
      case .mean:
        return mask.mean(
          left: (place.x - place.width / 2) * along,
          right: (place.x + place.width / 2) * along,
          top: (place.y - place.height / 2) * down,
          bottom: (place.y + place.height / 2) * down
        ) >= least
      }
    }
  }

  /// The places of which the middle lies in an ellipse around the canvas's middle.
  ///
  /// - Parameter radius: As a share of the ellipse that touches the canvas's edges, more than 0.
  /// - Returns: The layout of the same canvas with fewer places.
  /// - Throws: ``CanvasLayoutError/empty(path:reason:)`` where none is left.
  public func keepingDisc(radius: Double = 1) throws(CanvasLayoutError) -> CanvasLayout {
    let (middleX, middleY) = (Double(width) / 2, Double(height) / 2)
    return try keeping("no tile's middle lies in the disc; choose a greater radius or smaller tiles") { place in
      let (x, y) = ((place.x - middleX) / (middleX * radius), (place.y - middleY) / (middleY * radius))
      return x * x + y * y <= 1
    }
  }

  private func keeping(
    _ reason: String,
    where isKept: (CanvasPlace) -> Bool
  ) throws(CanvasLayoutError) -> CanvasLayout {
    let kept = places.filter(isKept)
    guard !kept.isEmpty else { throw .empty(path: nil, reason: reason) }
    return try with(places: kept)
  }
}

extension PlanarImage {
  /// The mean of the first channel over a rectangle's part inside the picture, pixels at its edge by their shares.
  fileprivate func mean(left: Double, right: Double, top: Double, bottom: Double) -> Double {
    let (left, right) = (max(left, 0), min(right, Double(width)))
    let (top, bottom) = (max(top, 0), min(bottom, Double(height)))
    guard right > left, bottom > top else { return 0 }
    var sum = 0.0
    for row in Int(top)..<min(Int(bottom.rounded(.up)), height) {
      var inRow = 0.0
      for column in Int(left)..<min(Int(right.rounded(.up)), width) {
        let share = min(right, Double(column + 1)) - max(left, Double(column))
        inRow += Double(samples[row * width + column]) * share
      }
      sum += inRow * (min(bottom, Double(row + 1)) - max(top, Double(row)))
    }
    return sum / ((right - left) * (bottom - top))
  }
}
