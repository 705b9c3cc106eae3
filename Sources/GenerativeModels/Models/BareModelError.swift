#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What a bare pair of ONNX files leaves open, with the flag that settles it.
public enum BareModelError: ExplainedError, Equatable {
  /// Several inputs or outputs could play a part.
  case ambiguous(URL, part: String, candidates: [TensorDescription], flag: String)
  /// No input or output can play a part.
  case none(URL, part: String, offered: [TensorDescription], flag: String)
  /// The shape of a latent is open.
  case openLatentShape(URL, TensorDescription)
  /// The output is not obviously a picture of 1 or 3 channels.
  case notAPicture(URL, output: String, shape: [Int])
  /// A picture has as many channels in one order of its samples as in the other.
  case openLayout(URL, output: String, shape: [Int])
  /// A decoded picture is not in [0, 1].
  case wrongRange(URL, lowest: Float, highest: Float)
  /// The prior is one for latents of another width.
  case priorWidth(URL, prior: Int, latent: Int)

  /// The kind of the failure.
  public var category: FailureCategory { .usage }

  /// One sentence with the file, what is open and the flag that settles it.
  public var description: String {
    switch self {
    case .ambiguous(let file, let part, let candidates, let flag):
      "\(file.shownPath): \(part) could be \(Self.list(candidates, " or ")); choose one with \(flag) NAME"
    case .none(let file, let part, let offered, let flag):
      """
      \(file.shownPath): none of \(Self.list(offered, ", ")) is obviously \(part); \
      name it with \(flag) NAME, or give another file
      """
    case .openLatentShape(let file, let tensor):
      "\(file.shownPath): leaves open the shape of a latent in \(tensor); give it with --latent-shape, such as 4,32,32"
    case .notAPicture(let file, let output, let shape):
      """
      \(file.shownPath): \(output) has the shape \(shape), which does not show a picture of 1 or 3 channels; \
      give its size with --image-shape CHANNELS,HEIGHT,WIDTH
      """
    case .openLayout(let file, let output, let shape):
      """
      \(file.shownPath): \(output) has the shape \(shape), where the channels could come first or last; \
      say which with --image-layout nchw or --image-layout nhwc
      """
    case .priorWidth(let file, let prior, let latent):
      "\(file.shownPath): takes latents of \(latent) numbers, and the prior is for \(prior); give another with --prior"
    case .wrongRange(let file, let lowest, let highest):
      """
      \(file.shownPath): a decoded picture has values from \(lowest) to \(highest), so its range is not 0 to 1; \
      give it with --image-range \(highest > 4 ? "0,255" : "-1,1")
      """
    }
  }

  private static func list(_ tensors: [TensorDescription], _ separator: String) -> String {
    tensors.map(\.description).joined(separator: separator)
  }
}
