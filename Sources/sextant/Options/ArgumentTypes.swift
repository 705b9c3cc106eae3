public import ArgumentParser
public import Diagrams
public import GenerativeModels
public import Imaging
public import LatentGeometry

// Library values that are typed by their raw values.

extension AnalogyMethod: ExpressibleByArgument {}
extension ImageFormat: ExpressibleByArgument {}
extension ImageLayout: ExpressibleByArgument {}
extension InterpolationMethod: ExpressibleByArgument {}
extension PosteriorChoice: ExpressibleByArgument {}
extension RandomAlgorithm: ExpressibleByArgument {}
extension ResampleFilter: ExpressibleByArgument {}
