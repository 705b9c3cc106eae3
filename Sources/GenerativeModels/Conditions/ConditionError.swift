public import SafeFiles

/// What can be wrong with a condition.
public enum ConditionError: ExplainedError, Equatable {
  /// A condition for a model that takes none.
  case none(model: String)
  /// A condition for an encoder that takes none, though its decoder may.
  case noneToEncode(model: String)
  /// No condition for a model that wants one and has no default.
  case missing(model: String, input: TensorDescription, known: [String])
  /// A class or value of a name that the model does not have.
  case unknown(model: String, name: String, known: [String])
  /// The number of a class that the model does not have; the count is nil where nobody knows it.
  case outOfRange(model: String, label: String, count: Int?)
  /// A mixture, or part of a class, for an input that takes whole classes.
  case notMixable(model: String, input: TensorDescription, value: String)
  /// Another number of numbers than the input takes; whether that it is no label was only assumed.
  case wrongWidth(model: String, input: TensorDescription, expected: Int, actual: Int, isAssumed: Bool)
  /// A weight or a number that cannot be read or is not finite.
  case notANumber(model: String, value: String, part: String)
  /// As many conditions as there are no latents or pictures for.
  case wrongCount(model: String, expected: Int, actual: Int)

  /// The kind of the failure: all of them are asked for by options.
  public var category: FailureCategory { .usage }

  /// One sentence with the model and the cure.
  public var description: String {
    switch self {
    case .none(let model):
      "the model '\(model)' takes no condition; leave --condition out, or name a model that takes one with --model"
    case .noneToEncode(let model):
      "the encoder of the model '\(model)' takes no condition, so that encodings do not depend on any; leave it out"
    case .missing(let model, let input, let known):
      """
      the model '\(model)' wants a condition for \(input); give it with --condition VALUE\
      \(known.isEmpty ? "" : ", such as \(Self.list(known))"), or write a default into its model.json
      """
    case .unknown(let model, let name, let known):
      "the model '\(model)' has no condition '\(name)'; \(Self.suggestion(for: name, among: known))"
    case .outOfRange(let model, let label, let count):
      """
      the model '\(model)' has no class \(label); \
      \(count.map { "its classes are 0 to \($0 - 1)" } ?? "classes are numbered from 0")
      """
    case .notMixable(let model, let input, let value):
      """
      the model '\(model)' takes whole classes by \(input), and '\(value)' is none; name one class, or use a model whose \
      condition is one-hot or an embedding to mix some
      """
    case .wrongWidth(let model, let input, let expected, let actual, let isAssumed):
      """
      the model '\(model)' takes conditions of \(expected.counted("number")) by \(input), and \
      \(actual.counted("was", "were")) given; give \(expected)\
      \(isAssumed ? ", or --condition-kind label where they are the weights of classes" : "")
      """
    case .notANumber(let model, let value, let part):
      """
      the condition '\(value)' of the model '\(model)': '\(part)' is no finite number; write NAME, NUMBER, \
      NUMBER,NUMBER,… or NAME=WEIGHT+NAME=WEIGHT
      """
    case .wrongCount(let model, let expected, let actual):
      "the model '\(model)' got \(actual) conditions for \(expected) rows; give one for each"
    }
  }

  /// The first of many names.
  private static func list(_ names: [String]) -> String {
    names.count <= 12
      ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + ", … (\(names.count))"
  }

  private static func suggestion(for name: String, among known: [String]) -> String {
    let near = NameSuggestion.names(near: name, among: known)
    guard near.isEmpty || near.count > 12 else { return NameSuggestion.sentence(for: name, among: near) }
    return known.isEmpty
      ? "its conditions have no names; give the number of a class or numbers with commas between them"
      : "choose one of \(list(known))"
  }
}
