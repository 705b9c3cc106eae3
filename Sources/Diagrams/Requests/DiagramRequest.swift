/// A request for one picture.
public protocol DiagramRequest: StudioRequest {
  /// Whether the picture is a chart, which can also be written as SVG.
  static var isChart: Bool { get }

  /// Whether the picture has alpha, for which not every format has room.
  var isTransparent: Bool { get }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of models and files.
  func draw(in studio: Studio) throws -> Drawing
}

extension DiagramRequest {
  /// Most pictures are decoded ones.
  public static var isChart: Bool { false }
  /// Most pictures have none.
  public var isTransparent: Bool { false }
}
