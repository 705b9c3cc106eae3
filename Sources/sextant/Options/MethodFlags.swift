import ArgumentParser
import Diagrams
import LatentGeometry

/// How cells between anchors are filled, for verbs that take one method.
struct MethodFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("How to interpolate: \(Self.methodNames) (default: slerp).", valueName: "method")
  )
  var method: InterpolationMethod?

  @Flag(name: .long, inversion: .prefixedNo, help: "Interpolate linearly: the same as --method lerp.")
  var linear: Bool?

  func validate() throws {
    if method != nil, linear != nil { throw ValidationError("--linear means --method lerp: give one of them") }
  }

  /// The method that was asked for.
  var chosen: InterpolationMethod? { method ?? linear.map { $0 ? .lerp : .slerp } }

  /// All methods, for help and messages.
  static let methodNames = InterpolationMethod.allCases.map(\.rawValue).joined(separator: ", ")

  /// The methods of a list with commas between them.
  ///
  /// - Parameter list: Such as `lerp,slerp`, or `all`.
  /// - Returns: At least one, in the order given.
  /// - Throws: `RequestError` for a name that no method has.
  static func parse(_ list: String) throws -> [InterpolationMethod] {
    if list == "all" { return InterpolationMethod.allCases }
    return try list.split(separator: ",").map { name in
      guard let method = InterpolationMethod(rawValue: String(name)) else {
        throw RequestError.invalid(option: "--method \(name)", reason: "known methods are \(methodNames), and all")
      }
      return method
    }
  }
}

/// How cells are filled that only an analogy can fill, and in which order axes are taken.
struct AnalogyFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How an analogy is completed: raw is B + C - A; matched keeps the prior's law; transport carries B - A from A to C on "
        + "the sphere (default: raw).",
      valueName: "method"
    )
  )
  var analogy: AnalogyMethod?

  @Flag(
    name: .long,
    inversion: .prefixedNo,
    help: "Let all four corners weigh in at once, so that no axis comes first (default: one axis, then the other)."
  )
  var orderFree: Bool?
}
