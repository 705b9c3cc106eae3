#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging

/// The n pictures of an IDX file, such as MNIST's `train-images-idx3-ubyte`.
///
/// ```swift
/// let images = try IDXImages(contentsOf: folder.appendingPathComponent("t10k-images-idx3-ubyte.gz"))
/// let first = images[0]  // 28 x 28, grey, 0 … 1
/// ```
///
/// The elements are unsigned bytes of shape [n, h, w], or [n, h, w, c] with 1 or 3 channels. They stay as they are in
/// memory; a picture is made when it is asked for. Ink is bright and paper dark, as in the file.
///
/// EMNIST's files have each picture transposed, columns where others have rows, and nothing in them says so. A picture
/// is turned only on demand, by `isTransposed`.
///
/// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", section on file formats; for EMNIST,
/// Cohen, Afshar, Tapson and van Schaik, "EMNIST: extending MNIST to handwritten letters", IJCNN 2017.
public struct IDXImages: Sendable {
  /// The file.
  public let url: URL
  /// The number of pictures, n ≥ 1.
  public let count: Int
  /// The height of each in pixels, h ≥ 1.
  public let height: Int
  /// The width of each in pixels, w ≥ 1.
  public let width: Int
  /// The number of channels: 1 grey; 3 red, green, blue.
  public let channels: Int
  /// Whether the file has columns where others have rows.
  public let isTransposed: Bool

  /// Shape [n, h, w, c], or [n, w, h, c] if it is transposed.
  private let elements: Data

  /// Reads a file whole, as it is or packed by gzip, which its first bytes decide; O(bytes).
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - isTransposed: True for EMNIST's files: rows and columns are exchanged, height and width with them.
  /// - Throws: ``IDXError``, or `FileError` when the file is missing, empty, a folder or unreadable.
  public init(contentsOf url: URL, isTransposed: Bool = false) throws {
    let file = try IDXFile(url, of: .images)
    self.url = url
    self.isTransposed = isTransposed
    count = file.shape[0]
    height = file.shape[isTransposed ? 2 : 1]
    width = file.shape[isTransposed ? 1 : 2]
    channels = file.shape.count == 4 ? file.shape[3] : 1
    elements = file.elements
  }

  /// A picture: shape [c, h, w], its samples v / 255 of the bytes v.
  ///
  /// - Parameter index: 0 … n - 1.
  public subscript(index: Int) -> PlanarImage {
    precondition(index >= 0 && index < count, "the picture is not in the file")
    let plane = height * width
    let (rowStep, columnStep) = isTransposed ? (channels, height * channels) : (width * channels, channels)
    let samples = [Float](unsafeUninitializedCapacity: channels * plane) { samples, initialized in
      elements.withUnsafeBytes { bytes in
        let start = index * channels * plane
        for channel in 0..<channels {
          for row in 0..<height {
            var source = start + channel + row * rowStep
            let target = channel * plane + row * width
            for column in 0..<width {
              samples.initializeElement(at: target + column, to: Float(bytes[source]) / 255)
              source += columnStep
            }
          }
        }
      }
      initialized = channels * plane
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: samples)
  }
}
