public import Imaging

/// Where the tiles of a canvas lie: its size and the places, in the order in which they are laid.
///
/// It knows no latents and no pictures. Places may reach over the edges, but none lies outside altogether.
public struct CanvasLayout: Sendable, Equatable {
  /// The largest number of places, 2^22.
  public static let placeLimit = 1 << 22

  /// The canvas's width in pixels.
  public let width: Int
  /// The canvas's height in pixels.
  public let height: Int
  /// At least one place; later ones lie over earlier ones.
  public let places: [CanvasPlace]
  /// The form of tiles that the places were made for; nil where nobody says it.
  public var form: TileMask?
  /// How tiles that the places were made for meet; nil likewise.
  public var blending: PictureCanvas.Blending?

  /// A layout.
  ///
  /// - Parameters:
  ///   - width: The canvas's width in pixels, ≥ 1.
  ///   - height: The canvas's height in pixels, ≥ 1.
  ///   - places: At least one.
  /// - Throws: ``CanvasLayoutError`` with the number of the place that cannot be used.
  public init(width: Int, height: Int, places: [CanvasPlace]) throws(CanvasLayoutError) {
    guard width >= 1, height >= 1 else { throw .canvas(path: nil, width: width, height: height) }
    guard !places.isEmpty else { throw .empty(path: nil, reason: "there are no places") }
    guard places.count <= Self.placeLimit else { throw .tooMany(Double(places.count)) }
    for (number, place) in places.enumerated() {
      if let reason = place.defect(onWidth: Double(width), height: Double(height)) {
        throw .place(path: nil, number: number, reason: reason)
      }
    }
    (self.width, self.height, self.places) = (width, height, places)
  }

  /// Where the latent of a place is looked up.
  ///
  /// - Parameter place: One of ``places``.
  /// - Returns: Its own position, or that of its middle on the canvas, of the nearest edge where it lies outside.
  public func position(of place: CanvasPlace) -> CanvasPosition {
    place.position ?? CanvasPosition(nearestTo: place.x / Double(width), place.y / Double(height))
  }

  /// The smallest box around all places, in pixels; parts of it may lie outside the canvas.
  public var bounds: (left: Double, top: Double, right: Double, bottom: Double) {
    places.reduce((.infinity, .infinity, -.infinity, -.infinity)) { box, place in
      (
        min(box.0, place.x - place.width / 2), min(box.1, place.y - place.height / 2),
        max(box.2, place.x + place.width / 2), max(box.3, place.y + place.height / 2)
      )
    }
  }

  /// The number of anchors that places name: one more than the greatest; 0 where none does.
  public var anchorCount: Int { places.reduce(0) { max($0, ($1.anchor ?? -1) + 1) } }

  /// Other places for the same tiles.
  func with(width: Int? = nil, height: Int? = nil, places: [CanvasPlace]) throws(CanvasLayoutError) -> CanvasLayout {
    var layout = try CanvasLayout(width: width ?? self.width, height: height ?? self.height, places: places)
    (layout.form, layout.blending) = (form, blending)
    return layout
  }

  /// The layout on a canvas of another size: everything grows by width'/width and height'/height.
  ///
  /// - Parameters:
  ///   - width: The new width, ≥ 1.
  ///   - height: The new height, ≥ 1. Where the proportions change, tiles are stretched.
  /// - Returns: The layout with the same anchors and positions.
  /// - Throws: ``CanvasLayoutError/canvas(path:width:height:)``.
  public func scaled(toWidth width: Int, height: Int) throws(CanvasLayoutError) -> CanvasLayout {
    let (along, down) = (Double(width) / Double(self.width), Double(height) / Double(self.height))
    return try with(
      width: width,
      height: height,
      places: places.map { place in
        CanvasPlace(
          x: place.x * along,
          y: place.y * down,
          width: place.width * along,
          height: place.height * down,
          anchor: place.anchor,
          position: place.position
        )
      }
    )
  }
}

extension CanvasPlace {
  /// Why the place cannot be used; nil where it can.
  fileprivate func defect(onWidth width: Double, height: Double) -> String? {
    guard [x, y, self.width, self.height].allSatisfy(\.isFinite) else { return "x, y and sizes must be finite numbers" }
    guard self.width > 0, self.height > 0 else {
      return "the tile is \(self.width.typed) x \(self.height.typed) pixels large; sizes must be more than 0"
    }
    guard self.width * self.height <= Double(PlanarImage.pixelLimit) else {
      return """
        a tile of \(self.width.typed) x \(self.height.typed) pixels is more than the limit of \(PlanarImage.pixelLimit) \
        pixels in all
        """
    }
    guard
      x + self.width / 2 > 0, y + self.height / 2 > 0, x - self.width / 2 < width, y - self.height / 2 < height
    else {
      return "the tile at (\(x.typed), \(y.typed)) lies outside the canvas of \(width.typed) x \(height.typed) pixels"
    }
    if let anchor, anchor < 0 { return "anchor \(anchor) is negative; anchors are counted from 0" }
    if let anchor, anchor >= SheetOptions.largestCellCount {
      return
        "anchor \(anchor) is too large; at most \(SheetOptions.largestCellCount) anchors are possible, counted from 0"
    }
    if let position, !(0...1).contains(position.u) || !(0...1).contains(position.v) {
      return "the position (\(position.u.typed), \(position.v.typed)) must lie between 0 and 1"
    }
    return nil
  }
}
