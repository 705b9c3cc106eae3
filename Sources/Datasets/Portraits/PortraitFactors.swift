/// Everything that a portrait shows, as numbers: the ground truth behind its labels.
///
/// Lengths are in hundredths of the picture's side, angles in degrees, colours as hue in degrees (which may pass 360),
/// saturation and lightness in 0 to 1 (HSL), what is beside an average or a factor about 1, everything else in 0 to 1
/// unless it says otherwise.
public struct PortraitFactors: Sendable, Equatable {
  // Expression.
  /// The curvature of the mouth, -1 (corners down) to 1 (corners up).
  public var smile = 0.0
  /// How far the mouth is open.
  public var mouthOpening = 0.0
  /// How far the eyes are open.
  public var eyeOpenness = 0.7
  /// Where the eyes look, -1 (left in the picture) to 1.
  public var gazeX = 0.0
  /// Where the eyes look, -1 (up) to 1.
  public var gazeY = 0.0
  /// How far the brows are raised, -1 to 1.
  public var browHeight = 0.0
  /// The slant of the brows, -1 (inner ends down) to 1 (inner ends up).
  public var browAngle = 0.0

  // Pose.
  /// The head turned about its vertical axis, -1 (left in the picture) to 1.
  public var yaw = 0.0
  /// The head nodding, -1 (up) to 1 (down).
  public var pitch = 0.0
  /// The head leaning, degrees, clockwise.
  public var tilt = 0.0
  /// The head's size beside the average.
  public var scale = 1.0
  /// How far the head is right of the middle.
  public var shiftX = 0.0
  /// How far the head is below the middle.
  public var shiftY = 0.0

  // Build.
  /// From feminine 0 to masculine 1: jaw, chin, neck, shoulders, lashes.
  public var masculinity = 0.5
  /// The age in years: wrinkles, folds, bags under the eyes.
  public var age = 30.0
  /// Half the face's width.
  public var faceWidth = 22.0
  /// Half the face's height.
  public var faceHeight = 28.0
  /// The eyes' size beside the average.
  public var eyeSize = 1.0
  /// The distance of each eye from the middle, in half widths of the face.
  public var eyeDistance = 0.43
  /// The nose's length.
  public var noseLength = 0.5
  /// The nose's width.
  public var noseWidth = 0.5
  /// Half the mouth's width, in half widths of the face.
  public var mouthWidth = 0.45
  /// The lips' thickness.
  public var lipFullness = 0.5
  /// The brows' thickness.
  public var browThickness = 0.3
  /// The ears' size.
  public var earSize = 0.5

  // Skin.
  /// From dark 0 to pale 1.
  public var skinLightness = 0.5
  /// From pink 0 to yellow 1.
  public var skinWarmth = 0.5
  /// The red of the cheeks.
  public var cheekRedness = 0.0
  /// How much lipstick.
  public var lipstick = 0.0
  /// The lipstick's hue.
  public var lipstickHue = 350.0
  /// How much eye shadow.
  public var eyeShadow = 0.0
  /// The eye shadow's hue.
  public var eyeShadowHue = 260.0
  /// The iris's hue.
  public var irisHue = 30.0
  /// The iris's lightness.
  public var irisLightness = 0.3

  // Hair.
  /// From cropped 0 to below the shoulders 1.
  public var hairLength = 0.5
  /// How far hair stands off the head.
  public var hairVolume = 0.5
  /// The waves of long hair.
  public var hairWave = 0.3
  /// The curls on top and at the sides; none below 0.
  public var hairCurl = 0.0
  /// Where hair parts, -1 (left in the picture) to 1.
  public var hairPart = 0.0
  /// How far hair falls over the forehead.
  public var bangs = 0.0
  /// The hair's hue.
  public var hairHue = 25.0
  /// The hair's saturation.
  public var hairSaturation = 0.4
  /// The hair's lightness.
  public var hairLightness = 0.3
  /// The beard's length.
  public var beard = 0.0
  /// The moustache's thickness.
  public var mustache = 0.0

  // What is worn.
  /// The glasses' size; 0 means none.
  public var glasses = 0.0
  /// The glasses' shape, from square 0 to round 1.
  public var glassesRoundness = 0.5
  /// The frame's hue.
  public var glassesHue = 0.0
  /// The frame's lightness.
  public var glassesLightness = 0.1
  /// How dark the lenses are.
  public var lensTint = 0.1
  /// The hat's height; 0 means none.
  public var hat = 0.0
  /// The width of the hat's brim, from a cap without 0 to a wide brim 1.
  public var hatBrim = 0.0
  /// The hat's hue.
  public var hatHue = 0.0
  /// The hat's lightness.
  public var hatLightness = 0.5
  /// The earrings' size; 0 means none.
  public var earrings = 0.0
  /// The earrings' hue.
  public var earringHue = 45.0
  /// The clothes' hue.
  public var clothesHue = 0.0
  /// The clothes' saturation.
  public var clothesSaturation = 0.5
  /// The clothes' lightness.
  public var clothesLightness = 0.5
  /// The neckline, from round 0 to deep 1.
  public var neckline = 0.3

  /// From plain below 0.5 over stripes to a collar and buttons above 0.75.
  public var clothesPattern = 0.0

  // Scene.
  /// The background's hue.
  public var backgroundHue = 200.0
  /// The background's saturation.
  public var backgroundSaturation = 0.3
  /// The background's lightness.
  public var backgroundLightness = 0.5
  /// How much the background's lightness changes across the picture, -1 to 1.
  public var backgroundGradient = 0.0
  /// Where light comes from, -1 (left in the picture) to 1.
  public var lightDirection = 0.0
  /// How strongly one side of the face is in shadow.
  public var lightContrast = 0.5
  /// What every pixel is multiplied by.
  public var brightness = 1.0
  /// The standard deviation of the Gaussian that blurs the picture.
  public var blurRadius = 0.0

  /// A portrait of averages.
  public init() {}

  /// The names in `factors.csv` and where their values are, in order.
  public static var columns: [(name: String, path: any WritableKeyPath<PortraitFactors, Double> & Sendable)] {
    [
      ("smile", \.smile), ("mouth_opening", \.mouthOpening), ("eye_openness", \.eyeOpenness), ("gaze_x", \.gazeX),
      ("gaze_y", \.gazeY), ("brow_height", \.browHeight), ("brow_angle", \.browAngle), ("yaw", \.yaw),
      ("pitch", \.pitch), ("tilt", \.tilt), ("scale", \.scale), ("shift_x", \.shiftX), ("shift_y", \.shiftY),
      ("masculinity", \.masculinity), ("age", \.age), ("face_width", \.faceWidth), ("face_height", \.faceHeight),
      ("eye_size", \.eyeSize), ("eye_distance", \.eyeDistance), ("nose_length", \.noseLength),
      ("nose_width", \.noseWidth), ("mouth_width", \.mouthWidth), ("lip_fullness", \.lipFullness),
      ("brow_thickness", \.browThickness), ("ear_size", \.earSize), ("skin_lightness", \.skinLightness),
      ("skin_warmth", \.skinWarmth), ("cheek_redness", \.cheekRedness), ("lipstick", \.lipstick),
      ("lipstick_hue", \.lipstickHue), ("eye_shadow", \.eyeShadow), ("eye_shadow_hue", \.eyeShadowHue),
      ("iris_hue", \.irisHue), ("iris_lightness", \.irisLightness), ("hair_length", \.hairLength),
      ("hair_volume", \.hairVolume), ("hair_wave", \.hairWave), ("hair_curl", \.hairCurl), ("hair_part", \.hairPart),
      ("bangs", \.bangs),
      ("hair_hue", \.hairHue), ("hair_saturation", \.hairSaturation), ("hair_lightness", \.hairLightness),
      ("beard", \.beard), ("mustache", \.mustache), ("glasses", \.glasses),
      ("glasses_roundness", \.glassesRoundness), ("glasses_hue", \.glassesHue),
      ("glasses_lightness", \.glassesLightness), ("lens_tint", \.lensTint), ("hat", \.hat), ("hat_brim", \.hatBrim),
      ("hat_hue", \.hatHue), ("hat_lightness", \.hatLightness), ("earrings", \.earrings),
      ("earring_hue", \.earringHue), ("clothes_hue", \.clothesHue), ("clothes_saturation", \.clothesSaturation),
      ("clothes_lightness", \.clothesLightness), ("neckline", \.neckline),
      ("clothes_pattern", \.clothesPattern), ("background_hue", \.backgroundHue),
      ("background_saturation", \.backgroundSaturation), ("background_lightness", \.backgroundLightness),
      ("background_gradient", \.backgroundGradient), ("light_direction", \.lightDirection),
      ("light_contrast", \.lightContrast), ("brightness", \.brightness), ("blur_radius", \.blurRadius),
    ]
  }
}
