#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can be wrong with IDX files and with folders of them.
///
/// Sizes are those of the unpacked file in bytes, its header included.
public enum IDXError: ExplainedError, Equatable {
  /// The file does not begin as an IDX file does; its first bytes, at most four, in hexadecimal.
  case notIDX(URL, found: String)
  /// The elements are not unsigned bytes; the code of their type.
  case badElements(URL, type: UInt8)
  /// Pictures were asked for, and the number of dimensions is neither 3 nor 4.
  case notImages(URL, dimensions: Int)
  /// Labels were asked for, and the number of dimensions is not 1.
  case notLabels(URL, dimensions: Int)
  /// The file has no pictures or labels.
  case noItems(URL)
  /// Height or width is 0, or the number of channels is neither 1 nor 3.
  case badShape(URL, shape: [Int])
  /// The file has, or its header promises, more than 2³¹ bytes.
  case tooLarge(URL)
  /// The file ends too early.
  case truncated(URL, expected: Int, actual: Int)
  /// Something follows the last element.
  case trailingBytes(URL, expected: Int)
  /// The file is packed by gzip and cannot be unpacked.
  case damagedGzip(URL, reason: String)
  /// There are not as many labels as pictures.
  case wrongCount(URL, images: URL, expected: Int, actual: Int)
  /// The folder has no file of pictures under any of the usual names.
  case noImages(URL)
  /// The folder has files of pictures of more than one set, as EMNIST's has six, or two for the same split.
  case severalSets(URL, files: [String])

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .noImages: .missingInput
    case .severalSets: .usage
    default: .badData
    }
  }

  /// One sentence with the file, the place in it and the cure.
  public var description: String {
    switch self {
    case .notIDX(let url, let found):
      "\(url.shownPath): the first bytes are \(found), but an IDX file begins with 00 00 08 03 (pictures) or 00 00 08 01"
        + " (labels); name a file such as train-images-idx3-ubyte, as it is or packed by gzip"
    case .badElements(let url, let type):
      "\(url.shownPath): byte 3 says that the elements are \(IDXHeader.elementTypes[type] ?? "of type \(type)"), but only"
        + " unsigned bytes (08) are read; write the file again as those"
    case .notImages(let url, let dimensions):
      "\(url.shownPath): byte 4 says \(dimensions.counted("dimension")), but pictures have 3, or 4 with"
        + " channels; name a file of pictures"
        + (dimensions == 1 ? ", with 'images' in its name where this one, of labels, has 'labels'" : "")
    case .notLabels(let url, let dimensions):
      "\(url.shownPath): byte 4 says \(dimensions) dimensions, but labels have 1; name a file of labels"
    case .noItems(let url):
      "\(url.shownPath): the header says that nothing is in the file; copy or download it again"
    case .badShape(let url, let shape):
      "\(url.shownPath): the header says \(shape.map(String.init).joined(separator: " x ")), but pictures have at least"
        + " one row and one column, and 1 or 3 channels as the last dimension of 4; copy the file or write it again"
    case .tooLarge(let url):
      "\(url.shownPath): there are more than \(IDXHeader.mostElements) bytes of elements, the most that are read; if the"
        + " header is not damaged, split the file"
    case .truncated(let url, let expected, let actual):
      "\(url.shownPath): only \(actual) of the \(expected) bytes that the header asks for are there; copy or download the"
        + " file again"
    case .trailingBytes(let url, let expected):
      "\(url.shownPath): the file goes on behind the \(expected) bytes that the header asks for; copy or download it"
        + " again"
    case .damagedGzip(let url, let reason):
      "\(url.shownPath): the file cannot be unpacked by gzip (\(reason)); copy or download it again"
    case .wrongCount(let url, let images, let expected, let actual):
      "\(url.shownPath): there are \(actual) labels, but \(expected) pictures in \(images.lastPathComponent); put the two"
        + " files of one set side by side"
    case .noImages(let url):
      "\(url.shownPath): no IDX file of pictures is in this folder; it must hold one such as train-images-idx3-ubyte, as"
        + " it is or packed by gzip, best with train-labels-idx1-ubyte beside it"
    case .severalSets(let url, let files):
      "\(url.shownPath): several sets are in this folder (\(files.joined(separator: ", "))); name one of these files, or"
        + " put each set into a folder of its own"
    }
  }
}
