/// How a stored picture must be turned to stand upright, as EXIF's tag 0x0112 says it.
///
/// The names say where the stored picture's first row and first column are seen. Source: CIPA DC-008 (Exif 2.32),
/// section 4.6.4 A.
enum Orientation: UInt16, Sendable, CaseIterable {
  case topLeft = 1
  case topRight
  case bottomRight
  case bottomLeft
  case leftTop
  case rightTop
  case rightBottom
  case leftBottom

  /// Reads the tag of EXIF data, with or without a leading "Exif\0\0".
  ///
  /// Data without the tag, or that is not well-formed, gives `topLeft`: cameras write much that is wrong, and a
  /// picture shown as it is stored serves better than none.
  init(exif: [UInt8]) {
    let marker: [UInt8] = Array("Exif".utf8) + [0, 0]
    let tiff = exif.starts(with: marker) ? exif.dropFirst(marker.count) : exif[...]
    self = Self.tag(inTIFF: Array(tiff)).flatMap(Orientation.init(rawValue:)) ?? .topLeft
  }

  /// Whether width and height change places.
  var swapsSides: Bool { rawValue >= Orientation.leftTop.rawValue }

  private static func tag(inTIFF bytes: [UInt8]) -> UInt16? {
    let isBigEndian: Bool
    if bytes.starts(with: "II".utf8) {
      isBigEndian = false
    } else if bytes.starts(with: "MM".utf8) {
      isBigEndian = true
    } else {
      return nil
    }
    func number(at offset: Int, bytes width: Int) -> Int? {
      guard offset >= 0, offset + width <= bytes.count else { return nil }
      let digits = bytes[offset..<offset + width]
      return (isBigEndian ? Array(digits) : digits.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    guard number(at: 2, bytes: 2) == 42, let directory = number(at: 4, bytes: 4),
      let count = number(at: directory, bytes: 2)
    else { return nil }
    let short = 3
    for entry in 0..<count {
      let offset = directory + 2 + entry * 12
      guard let tag = number(at: offset, bytes: 2) else { return nil }
      guard tag == 0x0112 else { continue }
      guard number(at: offset + 2, bytes: 2) == short else { return nil }
      return number(at: offset + 8, bytes: 2).map { UInt16($0) }
    }
    return nil
  }
}

extension PlanarImage {
  /// The picture turned and mirrored to stand upright.
  func upright(from orientation: Orientation) -> PlanarImage {
    guard orientation != .topLeft else { return self }
    let (newWidth, newHeight) = orientation.swapsSides ? (height, width) : (width, height)
    // The stored sample of the upright picture's pixel (x, y) is at start + x * xStep + y * yStep.
    let (right, bottom) = (width - 1, (height - 1) * width)
    let (start, xStep, yStep) =
      switch orientation {
      case .topLeft: (0, 1, width)
      case .topRight: (right, -1, width)
      case .bottomRight: (bottom + right, -1, -width)
      case .bottomLeft: (bottom, 1, -width)
      case .leftTop: (0, width, 1)
      case .rightTop: (bottom, -width, 1)
      case .rightBottom: (bottom + right, -width, -1)
      case .leftBottom: (right, width, -1)
      }
    let plane = width * height
    let turned = [Float](unsafeUninitializedCapacity: samples.count) { output, count in
      samples.withUnsafeBufferPointer { input in
        var target = 0
        for channel in 0..<channels {
          for y in 0..<newHeight {
            var source = channel * plane + start + y * yStep
            for _ in 0..<newWidth {
              output[target] = input[source]
              target += 1
              source += xStep
            }
          }
        }
      }
      count = samples.count
    }
    return PlanarImage(channels: channels, height: newHeight, width: newWidth, samples: turned)
  }
}
