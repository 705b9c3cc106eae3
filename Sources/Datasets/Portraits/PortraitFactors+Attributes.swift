extension PortraitFactors {
  /// Whether an attribute can be seen, from the factors alone.
  ///
  /// | attribute | true where |
  /// |---|---|
  /// | Smiling | smile ≥ 0.25 |
  /// | Mouth_Slightly_Open | mouth_opening ≥ 0.2 |
  /// | Narrow_Eyes | eye_openness < 0.4 |
  /// | Male | masculinity ≥ 0.5 |
  /// | Young | age < 45 |
  /// | Bangs | bangs ≥ 0.5 |
  /// | Gray_Hair | hair_saturation < 0.12, hair_lightness ≥ 0.4 |
  /// | Black_Hair | hair_lightness < 0.19 |
  /// | Blond_Hair | hair_hue ≥ 36, hair_lightness ≥ 0.5, not grey |
  /// | Brown_Hair | hair_saturation < 0.6, none of the others |
  /// | No_Beard | beard < 0.2 |
  /// | Mustache | mustache ≥ 0.3 |
  /// | Bushy_Eyebrows | brow_thickness ≥ 0.55 |
  /// | Wearing_Lipstick | lipstick ≥ 0.5 |
  /// | Rosy_Cheeks | cheek_redness ≥ 0.35 |
  /// | Pale_Skin | skin_lightness ≥ 0.85 |
  /// | Eyeglasses, Wearing_Hat, Wearing_Earrings | glasses, hat, earrings > 0 |
  /// | Blurry | blur_radius ≥ 1: the truth, of which the label is a biased report |
  ///
  /// - Parameter attribute: The attribute.
  /// - Returns: The truth.
  public func has(_ attribute: PortraitAttribute) -> Bool {
    switch attribute {
    case .bangs: bangs >= 0.5
    case .blackHair: hairLightness < 0.19
    case .blondHair: hairHue >= 36 && hairLightness >= 0.5 && !has(.grayHair)
    case .blurry: blurRadius >= 1
    case .brownHair: hairSaturation < 0.6 && !has(.blackHair) && !has(.blondHair) && !has(.grayHair)
    case .bushyEyebrows: browThickness >= 0.55
    case .eyeglasses: glasses > 0
    case .grayHair: hairSaturation < 0.12 && hairLightness >= 0.4
    case .male: masculinity >= 0.5
    case .mouthSlightlyOpen: mouthOpening >= 0.2
    case .mustache: mustache >= 0.3
    case .narrowEyes: eyeOpenness < 0.4
    case .noBeard: beard < 0.2
    case .paleSkin: skinLightness >= 0.85
    case .rosyCheeks: cheekRedness >= 0.35
    case .smiling: smile >= 0.25
    case .wearingEarrings: earrings > 0
    case .wearingHat: hat > 0
    case .wearingLipstick: lipstick >= 0.5
    case .young: age < 45
    }
  }
}
