/// What a file name can say of a drawing: `%DATE%`, `%SEED%` and their like.
public enum NameKey: String, Sendable, CaseIterable {
  /// The day of the drawing in local time, 20261126.
  case date = "DATE"
  /// The time of day in local time, 143005.
  case time = "TIME"
  /// The names of the models, with `+` between them.
  case model = "MODEL"
  /// The seed, given or drawn.
  case seed = "SEED"
  /// Rows of the sheet.
  case rows = "ROWS"
  /// Columns of the sheet.
  case columns = "COLS"
  /// Pixels of the models' pictures: 64 for 64 x 64, else 64x48.
  case size = "SIZE"
  /// The first anchor that has a name: a picture's or a file's without its extension, `faces-17` for an item of a set.
  case baseName = "BASENAME"
  /// The first free number from 1 on, four digits; nothing is ever replaced.
  case sequence = "SEQ"
  /// The verb.
  case verb = "VERB"
  /// The encoded set.
  case set = "SET"
  /// What `--offset` adds: `Smiling_0.8`, with `+` between several.
  case offset = "OFFSET"
  /// The number of `--sequence`, four digits; `%d` and `%06d` are the same with other digits.
  case frame = "FRAME"
  /// The number of frames of an animation.
  case frames = "FRAMES"
  /// The layout of a grid.
  case layout = "LAYOUT"
  /// How latents are interpolated.
  case method = "METHOD"
  /// The attributes of an edit.
  case attribute = "ATTRIBUTE"
  /// The version of Sextant.
  case version = "VERSION"

  /// The key as it stands in a name.
  public var shown: String { "%\(rawValue)%" }

  /// All keys, for help.
  public static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// All that a percent sign can begin, for messages.
  static let allShown =
    allCases.map(\.shown).joined(separator: ", ")
    + ", %d or %04d for the number of a sequence, and %% for a percent sign"
}
