/// The search for the plane of one logistic regression, which says where it wants to know loss and gradient next.
///
///     minimise  λ/2 ‖w‖² + Σ s log(1 + exp(z)) - s y z,  z = w·x + b
///
/// Steps are those of L-BFGS. The objective is convex, so that a step may also be judged by its slope at the end, which still
/// shows the way where rounding hides what is left to gain (Hager and Zhang, "A new conjugate gradient method with guaranteed
/// descent and an efficient line search", SIAM J. Optim. 16, 2005, equation 4.1).
struct LogisticSearch: Sendable {
  /// Where loss and gradient are needed: w and, last, b.
  private(set) var trial: [Double]
  /// Whether ``trial`` is the result.
  private(set) var isDone = false
  /// Whether so many steps were made since the last guess of the curvature that a better one should be given.
  var isSlow: Bool { !isDone && stepCount == patience && length == 1 }

  private let penalty: Double
  private let weight: Double
  private let patience: Int
  private var point: [Double]
  private var objective: Double
  private var gradient: [Double]
  private var memory: CurvatureMemory
  private var step: [Double] = []
  /// How fast the objective falls along the step at the point.
  private var slope = 0.0
  private var length = 1.0
  private var (stepCount, trialCount) = (0, 0)

  /// Steps below this part of ‖w‖ are the last.
  private static let tolerance = 3e-6
  private static let largestTrialCount = 500

  /// Begins at a point.
  ///
  /// - Parameters:
  ///   - point: w and, last, b.
  ///   - loss: There, without the penalty.
  ///   - gradient: Of the loss.
  ///   - penalty: λ.
  ///   - weight: Σ s.
  ///   - guess: Of the second derivatives.
  ///   - patience: After how many steps a better guess is worth its work.
  init(
    from point: [Double],
    loss: Double,
    gradient: [Double],
    penalty: Double,
    weight: Double,
    guess: CurvatureGuess,
    patience: Int
  ) {
    (self.point, trial, self.penalty, self.weight) = (point, point, penalty, weight)
    self.patience = patience
    (objective, self.gradient) = Self.penalised(loss, gradient, at: point, penalty)
    memory = CurvatureMemory(guess)
    aim()
  }

  /// Goes on with what was asked for.
  mutating func take(loss: Double, gradient newGradient: [Double]) {
    let (value, end) = Self.penalised(loss, newGradient, at: trial, penalty)
    trialCount += 1
    let rest = CurvatureMemory.dot(step, end)
    // The slope has -rest at the end: large where the step is much too long.
    let falls = value <= objective - 1e-4 * length * slope
    let isFlat = value <= objective + 1e-6 * abs(objective) && -rest <= 0.9 * slope
    if falls || isFlat {
      memory.add(step: zip(trial, point).map { $0 - $1 }, change: zip(end, gradient).map { $0 - $1 })
      (point, objective, gradient) = (trial, value, end)
      stepCount += 1
      aim()
    } else if trialCount < Self.largestTrialCount, length > 1e-4 {
      // Where the slope would vanish if it changed evenly.
      length *= min(max(slope / max(slope - rest, .leastNormalMagnitude), 0.1), 0.5)
      trial = zip(point, step).map { $0 - length * $1 }
    } else {
      (trial, isDone) = (point, true)
    }
  }

  /// Forgets what steps have told of the curvature for a better guess, if there is one.
  mutating func restart(_ guess: CurvatureGuess?) {
    stepCount = 0
    guard let guess else { return }
    memory = CurvatureMemory(guess)
    aim()
  }

  private mutating func aim() {
    step = memory.step(gradient)
    slope = CurvatureMemory.dot(step, gradient)
    length = 1
    trial = zip(point, step).map { $0 - $1 }
    let (own, all) = (step.dropLast(), point.dropLast())
    let isSmall =
      own.reduce(0) { $0 + $1 * $1 } <= Self.tolerance * Self.tolerance * all.reduce(0) { $0 + $1 * $1 }
    // Half of the slope is what is left to gain.
    if isSmall || slope <= 1e-13 * weight || trialCount >= Self.largestTrialCount { isDone = true }
  }

  private static func penalised(
    _ loss: Double,
    _ gradient: [Double],
    at point: [Double],
    _ penalty: Double
  ) -> (Double, [Double]) {
    var (objective, gradient) = (loss, gradient)
    for index in 0..<point.count - 1 {
      objective += penalty / 2 * point[index] * point[index]
      gradient[index] += penalty * point[index]
    }
    return (objective, gradient)
  }
}
