internal import LatentGeometry

/// The features of two samples of centred latents: coordinates, their squares and the length.
struct ClassifierFeatures: Sendable {
  private let first: LatentBatch
  private let second: LatentBatch

  init(_ first: LatentBatch, _ second: LatentBatch, columns: [Int]) {
    self.first = Self.features(of: first, columns: columns)
    self.second = Self.features(of: second, columns: columns)
  }

  /// The number of all features of all rows.
  var size: Int { first.values.count + second.values.count }

  private static func features(of rows: LatentBatch, columns: [Int]) -> LatentBatch {
    let (d, half) = (rows.dimension, columns.count)
    let lengths = rows.lengths()
    var features = LatentBatch(count: rows.count, dimension: 2 * half + 1)
    features.withUnsafeMutableValues { features in
      rows.withUnsafeValues { values in
        for row in 0..<rows.count {
          let place = row * (2 * half + 1)
          for (index, column) in columns.enumerated() {
            let value = values[row * d + column]
            features[place + index] = value
            features[place + half + index] = value * value
          }
          features[place + 2 * half] = Float(lengths[row])
        }
      }
    }
    return features
  }

  /// The area under the curve of the rows k, k + K, k + 2K … of both samples, by a fit to the others.
  func area(ofFold fold: Int, of folds: Int, penalty: Double) -> AreaUnderCurve {
    let training = [first, second].map { sample in (0..<sample.count).filter { $0 % folds != fold } }
    let (mean, deviation) = moments(training)
    let width = first.dimension
    let (firstRows, secondRows) = (training[0], training[1])
    let table = FeatureTable(count: firstRows.count + secondRows.count, width: width + 1, threads: 1) { rows, chunk in
      for (place, row) in rows.enumerated() {
        let isFirst = row < firstRows.count
        let source = isFirst ? firstRows[row] : secondRows[row - firstRows.count]
        (isFirst ? first : second).withUnsafeValues { values in
          for column in 0..<width {
            let value = (values[source * width + column] - mean[column]) * deviation[column]
            chunk[column * FeatureTable.chunk + place] = value
          }
        }
        chunk[width * FeatureTable.chunk + place] = 1
      }
    }
    let labels = [Float](repeating: 1, count: firstRows.count) + [Float](repeating: 0, count: secondRows.count)
    let fit = LogisticRegression(fitting: table, labels: labels, penalty: penalty, threads: 1)
    let scores = [first, second].map { sample in
      stride(from: fold, to: sample.count, by: folds).map { row in
        var score = fit.coefficients[width]
        for column in 0..<width {
          let value = (sample.values[row * width + column] - mean[column]) * deviation[column]
          score += fit.coefficients[column] * Double(value)
        }
        return score
      }
    }
    return AreaUnderCurve(of: scores[0], against: scores[1])
  }

  /// The means of the features and one over their standard deviations, which is 0 where a feature does not vary.
  private func moments(_ training: [[Int]]) -> (mean: [Float], factor: [Float]) {
    let width = first.dimension
    var (sums, squares) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width))
    let count = Double(training[0].count + training[1].count)
    func each(_ body: (Int, Double) -> Void) {
      for (sample, rows) in zip([first, second], training) {
        sample.withUnsafeValues { values in
          for row in rows { for column in 0..<width { body(column, Double(values[row * width + column])) } }
        }
      }
    }
    sums.withUnsafeMutableBufferPointer { sums in each { sums[$0] += $1 } }
    let mean = sums.map { $0 / count }
    squares.withUnsafeMutableBufferPointer { squares in
      mean.withUnsafeBufferPointer { mean in each { squares[$0] += ($1 - mean[$0]) * ($1 - mean[$0]) } }
    }
    let factor = zip(mean, squares).map { mean, square in
      let deviation = (square / count).squareRoot()
      // Less than the last digit of the mean is rounding.
      return deviation > 1e-7 * abs(mean) && deviation > 0 ? Float(1 / deviation) : 0
    }
    return (mean.map { Float($0) }, factor)
  }
}
