import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport

extension Tiny {
  /// The tiny model's decoder without its package, in another prior.
  static func bare(_ prior: Prior) -> ModelReference {
    .bare(
      decoder: Repository.tinyModel.appendingPathComponent("decoder.onnx").path,
      encoder: nil,
      options: BareModelOptions(prior: prior, imageRange: ValueRange(low: 0, high: 1))
    )
  }

  /// Draws of a prior, row after row of the seed's table.
  static func draws(_ count: Int, seed: UInt64 = 3, prior: Prior = .standardGaussian) -> LatentBatch {
    LatentGenerator(seed: seed).sample(prior, count: count, dimension: 48)
  }

  /// Latents as anchors.
  static func vectors(_ latents: LatentBatch) -> [Anchor] {
    (0..<latents.count).map { .vector(latents[$0].values) }
  }

  static func grid(_ layout: GridLayout) -> GridRequest {
    var request = GridRequest()
    request.models = [model]
    request.layout = layout
    return request
  }

  /// A short animation.
  static func animate(_ motion: Motion, _ anchors: [Anchor] = []) -> AnimateRequest {
    var request = AnimateRequest()
    request.models = [model]
    request.motion = motion
    request.anchors = anchors
    request.frames = 12
    request.seed = 3
    return request
  }

  static var report: InterpolationReportRequest {
    var request = InterpolationReportRequest()
    request.models = [model]
    (request.seed, request.randomPairs, request.picturePairs, request.steps) = (3, 200, 0, 5)
    return request
  }

  /// Options over which the animation of a request is written.
  static func options(_ request: AnimateRequest, ffmpeg: URL? = nil) -> AnimationOptions {
    AnimationOptions(
      framesPerSecond: request.framesPerSecond,
      loops: request.repeats,
      quality: request.quality,
      ffmpeg: ffmpeg
    )
  }
}

extension Film {
  /// All frames, in memory.
  func allFrames() throws -> [PlanarImage] {
    var pictures: [PlanarImage] = []
    try frames { number, picture in
      precondition(number == pictures.count)
      pictures.append(picture)
    }
    return pictures
  }
}

extension PlanarImage {
  /// A cell of 32 x 32 pixels of a sheet with a gap of 2.
  func tinyCell(row: Int, column: Int) throws -> PlanarImage {
    try cropped(x: 2 + column * 34, y: 2 + row * 34, width: 32, height: 32)
  }
}
