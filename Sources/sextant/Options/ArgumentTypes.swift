public import ArgumentParser
public import Datasets
public import Diagrams
public import GenerativeModels
public import Imaging
public import LatentGeometry
public import Manifold

// Library values that are typed by their raw values.

extension AnalogyMethod: ExpressibleByArgument {}
extension CanvasArrangement.Kind: ExpressibleByArgument {}
extension CanvasLayout.Edges: ExpressibleByArgument {}
extension CanvasSource: ExpressibleByArgument {}
extension DistanceMetric: ExpressibleByArgument {}
extension Easing: ExpressibleByArgument {}
extension DatasetSplit: ExpressibleByArgument {}
extension EditScore: ExpressibleByArgument {}
extension GridLayout: ExpressibleByArgument {}
extension ImageLayout: ExpressibleByArgument {}
extension InterpolationMethod: ExpressibleByArgument {}
extension MineRequest.Parts: ExpressibleByArgument {}
extension ModelPackage.Condition.Kind: ExpressibleByArgument {}
extension Motion: ExpressibleByArgument {}
extension PathPacing: ExpressibleByArgument {}
extension PictureCanvas.Blending: ExpressibleByArgument {}
extension PlacementMethod: ExpressibleByArgument {}
extension PlanarEmbedding.Method: ExpressibleByArgument {}
extension PosteriorChoice: ExpressibleByArgument {}
extension RandomAlgorithm: ExpressibleByArgument {}
extension ResampleFilter: ExpressibleByArgument {}
extension TypicalityPolicy: ExpressibleByArgument {}

extension ImageFormat: ExpressibleByArgument {
  /// Also takes `jpg`, as files are called.
  public init?(argument: String) { self.init(rawValue: argument == "jpg" ? "jpeg" : argument) }
}
