/// One combination of attributes: fifteen that are there or not, and one of five colours of hair.
struct AttributeCell {
  /// The attributes that vary freely, the slowest first.
  static let free: [PortraitAttribute] = [
    .smiling, .male, .mouthSlightlyOpen, .young, .eyeglasses, .wearingHat, .noBeard, .wearingLipstick,
    .wearingEarrings, .bangs, .mustache, .bushyEyebrows, .rosyCheeks, .paleSkin, .narrowEyes,
  ]
  /// The attribute of each colour of hair; the last colour, red, has none.
  static let colors: [PortraitAttribute?] = PortraitAttribute.hairColors + [nil]
  /// The number of combinations.
  static var count: Int { (1 << free.count) * colors.count }

  let number: Int

  init(_ number: Int) { self.number = number }

  private var color: Int { number % Self.colors.count }

  /// Whether the combination has a free attribute.
  private func has(_ position: Int) -> Bool {
    // Yes comes before no.
    (number / Self.colors.count) >> (Self.free.count - 1 - position) & 1 == 0
  }

  /// The attributes that are there.
  var attributes: Set<PortraitAttribute> {
    var set = Set(Self.free.indices.filter(has).map { Self.free[$0] })
    if let color = Self.colors[color] { set.insert(color) }
    return set
  }

  /// The attributes that are there as the bits of ``bit(_:)``.
  var bits: UInt32 {
    let free = ~UInt32(number / Self.colors.count) & (1 << UInt32(Self.free.count) - 1)
    return free | 1 << UInt32(Self.free.count + color)
  }

  /// The bit of an attribute in ``bits``.
  static func bit(_ attribute: PortraitAttribute) -> UInt32 {
    if let color = colors.firstIndex(of: attribute) { return UInt32(free.count + color) }
    guard let position = free.firstIndex(of: attribute) else {
      preconditionFailure("\(attribute) is in no combination")
    }
    return UInt32(free.count - 1 - position)
  }

  /// The bits of several attributes.
  static func bits(of attributes: Set<PortraitAttribute>) -> UInt32 { attributes.reduce(0) { $0 | 1 << bit($1) } }

  /// The probability of every combination where nothing but the colours of hair is correlated.
  static func independent(_ shares: [PortraitAttribute: Double]) -> [Double] {
    var joint = [1.0]
    for attribute in free {
      let share = shares[attribute] ?? 0
      joint = joint.flatMap { [$0 * share, $0 * (1 - share)] }
    }
    let named = PortraitAttribute.hairColors.map { shares[$0] ?? 0 }
    let rest = 1 - named.reduce(0, +)
    let colors = named + [rest > 1e-9 ? rest : 0]
    return joint.flatMap { probability in colors.map { probability * $0 } }
  }
}
