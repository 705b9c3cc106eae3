/// What a portrait is labelled with, under CelebA's names and in CelebA's order.
///
/// All but ``blurry`` follow from the portrait's ``PortraitFactors`` by a threshold, see ``PortraitFactors/has(_:)``.
public enum PortraitAttribute: String, Sendable, Hashable, CaseIterable, Codable {
  /// Hair falls over the forehead.
  case bangs = "Bangs"
  /// Hair is black.
  case blackHair = "Black_Hair"
  /// Hair is blond.
  case blondHair = "Blond_Hair"
  /// Somebody called the picture blurry; see ``PortraitGenerator`` for how this label is biased.
  case blurry = "Blurry"
  /// Hair is brown.
  case brownHair = "Brown_Hair"
  /// Eyebrows are thick.
  case bushyEyebrows = "Bushy_Eyebrows"
  /// Glasses are worn.
  case eyeglasses = "Eyeglasses"
  /// Hair is grey or white.
  case grayHair = "Gray_Hair"
  /// A man.
  case male = "Male"
  /// The mouth is open.
  case mouthSlightlyOpen = "Mouth_Slightly_Open"
  /// There is hair above the mouth.
  case mustache = "Mustache"
  /// Eyes are nearly closed.
  case narrowEyes = "Narrow_Eyes"
  /// Cheeks and chin are bare.
  case noBeard = "No_Beard"
  /// Skin is very light.
  case paleSkin = "Pale_Skin"
  /// Cheeks are red.
  case rosyCheeks = "Rosy_Cheeks"
  /// The corners of the mouth are up.
  case smiling = "Smiling"
  /// Earrings are worn.
  case wearingEarrings = "Wearing_Earrings"
  /// A hat is worn.
  case wearingHat = "Wearing_Hat"
  /// Lips are painted.
  case wearingLipstick = "Wearing_Lipstick"
  /// Young rather than old.
  case young = "Young"

  /// The colours of hair of which a portrait has at most one; hair of none of them is red.
  public static let hairColors: [PortraitAttribute] = [.blackHair, .blondHair, .brownHair, .grayHair]
}
