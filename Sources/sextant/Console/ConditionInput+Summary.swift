import GenerativeModels
internal import SafeFiles

extension ConditionInput {
  /// One line for people: `c takes the weights of 3 classes: red, green, blue (default: red)`.
  var summary: String {
    var text = "\(tensor.name) takes "
    switch kind {
    case .label:
      text += width > 1 ? "the weights of \(width) classes" : "the number of a class"
      if width == 1, let classCount { text += ", one of \(classCount)" }
    case .embedding:
      text += "an embedding of \(width.counted("number"))"
    }
    if !names.isEmpty {
      text += ": " + names.prefix(12).joined(separator: ", ")
      if names.count > 12 { text += ", … (\(names.count))" }
    }
    return text + (standard.map { " (default: \($0.shown))" } ?? " (no default)")
  }
}
