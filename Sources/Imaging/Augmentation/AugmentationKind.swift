extension Augmentation {
  /// What is done to a picture x.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The picture convolved with a Gaussian of a standard deviation in pixels: ``PlanarImage/blurred(sd:)``.
    case blur
    /// Unsharp mask: x + amount · (x - blurred x).
    case sharpen
    /// x + amount.
    case brightness
    /// m + factor · (x - m), m the mean of the picture's grey (``PlanarImage/converted(toChannels:)``).
    ///
    /// Pillow's `ImageEnhance.Contrast`, which also rounds m to 8 bits.
    case contrast
    /// g + factor · (x - g), g the picture's grey: Pillow's `ImageEnhance.Color`.
    case saturation
    /// The hue of hue, saturation, value (HSV) turned by degrees: 120 makes red green. Greys stay as they are.
    case hue
    /// The picture's grey in all channels: Pillow's mode "L".
    case grayscale
    /// Turned counterclockwise about its centre by degrees.
    ///
    /// Resampled as ``zoom`` is; quarter turns move pixels exactly.
    case rotation
    /// Magnified about its centre by a factor.
    ///
    /// Between pixels the cubic convolution of Keys (1981, a = -1/2) is taken, along rows and columns, which softens fine
    /// detail. Factors below 1 are not antialiased.
    case zoom
    /// Moved right by x and down by y pixels; whole numbers move pixels exactly, others are resampled as by ``zoom``.
    case shift
    /// Independent Gaussian noise of a standard deviation added to every sample.
    case noise
    /// Written as a JPEG of a quality, 4:4:4, and read again.
    case jpeg
    /// Squares of so many pixels, from the top left, filled with their mean.
    case pixelate

    /// What its amounts are.
    public var parameters: [Parameter] {
      switch self {
      case .blur: [Parameter("sd", unit: "pixels", 0...100, neutral: 0)]
      case .sharpen: [Parameter("amount", 0...10, neutral: 0), Parameter("sd", unit: "pixels", 0.1...100, standard: 1)]
      case .brightness: [Parameter("amount", -1...1, neutral: 0)]
      case .contrast, .saturation: [Parameter("factor", 0...10, neutral: 1)]
      case .hue, .rotation: [Parameter("angle", unit: "degrees", -360...360, neutral: 0)]
      case .grayscale: []
      case .zoom: [Parameter("factor", 0.25...8, neutral: 1)]
      case .shift:
        [
          Parameter("x", unit: "pixels", -1000...1000, neutral: 0),
          Parameter("y", unit: "pixels", -1000...1000, neutral: 0),
        ]
      case .noise: [Parameter("sd", 0...1, neutral: 0)]
      case .jpeg: [Parameter("quality", 1...100, isWhole: true)]
      case .pixelate: [Parameter("side", unit: "pixels", 1...1000, neutral: 1, isWhole: true)]
      }
    }

    /// Whether only pictures in colour can be changed so.
    public var needsColour: Bool { self == .hue || self == .saturation || self == .grayscale }

    /// How it is written, such as "sharpen:AMOUNT[,SD]".
    public var form: String {
      var form = rawValue
      for (index, parameter) in parameters.enumerated() {
        let name = (index == 0 ? ":" : ",") + parameter.name.uppercased()
        form += parameter.standard == nil ? name : "[\(name)]"
      }
      return form
    }
  }

  /// What an amount is.
  public struct Parameter: Sendable, Equatable {
    /// What it is called.
    public let name: String
    /// What it counts; nil for a mere number.
    public let unit: String?
    /// The amounts that are taken.
    public let range: ClosedRange<Double>
    /// The amount that changes nothing; nil where every one does.
    public let neutral: Double?
    /// The amount that is taken where none is given; nil where one is needed.
    public let standard: Double?
    /// Whether only whole numbers are taken.
    public let isWhole: Bool

    init(
      _ name: String,
      unit: String? = nil,
      _ range: ClosedRange<Double>,
      neutral: Double? = nil,
      standard: Double? = nil,
      isWhole: Bool = false
    ) {
      self.name = name
      self.unit = unit
      self.range = range
      self.neutral = neutral
      self.standard = standard
      self.isWhole = isWhole
    }

    /// Whether an amount can be used.
    func takes(_ amount: Double) -> Bool { range.contains(amount) && (!isWhole || amount == amount.rounded()) }

    /// In words, such as "SD from 0 to 100 pixels".
    var words: String {
      let kind = isWhole ? ", a whole number" : ""
      let (low, high) = (range.lowerBound.asAmount, range.upperBound.asAmount)
      return "\(name.uppercased()) from \(low) to \(high)\(unit.map { " \($0)" } ?? "")\(kind)"
    }
  }
}
