extension AttributePopulation {
  /// How many portraits have each attribute where no table says otherwise; what is left of the hair is red.
  public static let standardShares: [PortraitAttribute: Double] = [
    .bangs: 0.28, .blackHair: 0.28, .blondHair: 0.18, .brownHair: 0.26, .bushyEyebrows: 0.2, .eyeglasses: 0.2,
    .grayHair: 0.16, .male: 0.42, .mouthSlightlyOpen: 0.48, .mustache: 0.11, .narrowEyes: 0.2, .noBeard: 0.84,
    .paleSkin: 0.12, .rosyCheeks: 0.2, .smiling: 0.48, .wearingEarrings: 0.24, .wearingHat: 0.12,
    .wearingLipstick: 0.34, .young: 0.7,
  ]

  /// The standard population, with the correlations of "Sampling Generative Networks" (White 2016, tables 1 and 2) for
  /// Smiling, Male and Mouth_Slightly_Open, and such as CelebA's for the rest.
  public static let standard: AttributePopulation = population(of: standardTables)

  /// The same shares without any correlation.
  public static let independent: AttributePopulation = population(of: [])

  private static let standardTables: [([PortraitAttribute], [Double])] = [
    ([.smiling, .male], [17, 31, 25, 27]),
    ([.smiling, .mouthSlightlyOpen], [36, 12, 12, 40]),
    ([.male, .young], [26, 16, 44, 14]),
    ([.male, .eyeglasses], [12, 30, 8, 50]),
    ([.male, .wearingHat], [7, 35, 5, 53]),
    ([.male, .noBeard], [26, 16, 58, 0]),
    ([.male, .mustache], [11, 31, 0, 58]),
    ([.male, .bushyEyebrows], [14, 28, 6, 52]),
    ([.male, .bangs], [7, 35, 21, 37]),
    ([.male, .wearingLipstick], [0, 42, 34, 24]),
    ([.male, .wearingEarrings], [2, 40, 22, 36]),
    ([.male, .rosyCheeks], [3, 39, 17, 41]),
    ([.young, .grayHair], [2, 68, 14, 16]),
    ([.male, .blondHair], [4, 38, 14, 44]),
  ]

  private static func population(of tables: [([PortraitAttribute], [Double])]) -> AttributePopulation {
    do {
      return try AttributePopulation(tables: tables.map { try ContingencyTable($0, percent: $1) })
    } catch {
      preconditionFailure("the standard tables contradict each other: \(error)")
    }
  }
}
