/// How a vector was found.
public enum FitMethod: String, Sendable, Codable, CaseIterable {
  /// The mean of the items with the attribute less the mean of those without.
  case mean
  /// The paper's: items repeated until all cells of the balanced attributes are equally full, then `mean`.
  case replicate
  /// What replication tends to: the mean of the cells' means, every cell with equal weight, no copies.
  case cells
  /// One regression on all labels together: each vector is free of all the others.
  case leastSquares = "least-squares"
  /// The normal of the plane that logistic regression puts between both kinds.
  case logistic
  /// The normal of the plane that a linear support vector machine puts between both kinds.
  case svm
  /// Pictures and what a filter makes of them: the mean of the paired differences.
  case synthetic
  /// From a file that does not say.
  case given

  /// Those that learn from labels.
  public static let learning: [FitMethod] = [.mean, .replicate, .cells, .leastSquares, .logistic, .svm]
}
