extension String {
  /// The text in double quotes, those in it doubled: as SQL takes names and CSV takes fields.
  ///
  /// By scalars: a quotation mark and an accent after it are one `Character`, which no mark is equal to.
  var doubleQuoted: String {
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
