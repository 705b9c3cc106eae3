import Diagrams
import GenerativeModels

extension PackageMetrics {
  /// The numbers in a few words.
  var summary: String {
    func text(_ number: Double, _ places: Int = 2) -> String { "\(number.rounded(toPlaces: places))" }
    var words: [String] = []
    if let balancedAccuracy { words.append("balanced accuracy \(text(balancedAccuracy, 3))") }
    if let squaredError { words.append("error \(text(squaredError, 3)) of the mean picture's") }
    if let smiling = agreement?["Smiling"], let male = agreement?["Male"] {
      words.append("keeps Smiling \(text(smiling, 3)), Male \(text(male, 3))")
    }
    if let sharpness { words.append("sharpness \(text(sharpness))") }
    if let shareDifference { words.append("shares within \(text(shareDifference, 1)) points") }
    return words.isEmpty ? "not measured" : words.joined(separator: "; ")
  }
}
