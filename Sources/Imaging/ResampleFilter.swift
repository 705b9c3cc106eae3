#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How pixels are weighed when a picture changes its size; Pillow's filters of the same names.
public enum ResampleFilter: String, Sendable, CaseIterable {
  /// The pixel under the new pixel's centre, without averaging.
  case nearest
  /// The mean over the new pixel's area. Model packages call it "area"; it is read as "box" and "area".
  case box = "area"
  /// A triangle.
  case bilinear
  /// Keys' cubic with a = -0.5.
  case bicubic
  /// A sinc under a sinc window of three lobes.
  case lanczos3

  /// The filter of a name in a model package or on the command line.
  ///
  /// - Parameter name: A raw value, or "box".
  public init?(name: String) {
    guard let filter = name == "box" ? .box : ResampleFilter(rawValue: name) else { return nil }
    self = filter
  }

  /// The radius outside of which the weight is zero, in pixels of the smaller scale.
  var support: Double {
    switch self {
    case .nearest: 0
    case .box: 0.5
    case .bilinear: 1
    case .bicubic: 2
    case .lanczos3: 3
    }
  }

  /// The weight of a sample at a distance, before the weights of a pixel are made to sum to 1.
  func weight(at distance: Double) -> Double {
    let x = abs(distance)
    switch self {
    case .nearest: return 0
    case .box: return distance > -0.5 && distance <= 0.5 ? 1 : 0
    case .bilinear: return x < 1 ? 1 - x : 0
    case .bicubic:
      // R. Keys, "Cubic convolution interpolation for digital image processing" (1981), equation 4.
      let a = -0.5
      if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
    case .lanczos3: return distance >= -3 && distance < 3 ? Self.sinc(distance) * Self.sinc(distance / 3) : 0
    }
  }

  private static func sinc(_ x: Double) -> Double {
    x == 0 ? 1 : sin(x * .pi) / (x * .pi)
  }
}

extension ResampleFilter: Codable {
  /// Reads a filter's name.
  ///
  /// - Parameter decoder: Gives a string.
  /// - Throws: `DecodingError` that lists the names when the string is none of them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let filter = ResampleFilter(name: name) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\"\(name)\" is no resize filter; choose one of \(names)"
      )
    }
    self = filter
  }
}
