// Placing on grids: assignments of given costs, and whole placements with their quality. Prints JSON.
//
//     placement-benchmark assign COSTS ROWS COLUMNS   seconds and total of one assignment; COSTS holds ROWS × COLUMNS Float32
//     placement-benchmark place ROWS COLUMNS DATA     each method on data (sheet or gaussian) of 128 numbers: median
//                                                     seconds of five, distance preservation, neighbour preservation

import Foundation
import LatentGeometry
import Manifold

func seconds(_ body: () throws -> Void) rethrows -> Double { try ContinuousClock().measure(body) / .seconds(1) }

/// A smooth surface in 128 numbers: sines of random directions of two hidden coordinates, and noise of sd 0.1.
func sheet(_ count: Int, _ dimension: Int) -> LatentBatch {
  let hidden = LatentGenerator(seed: 5).sample(.uniform(low: 0, high: 1), count: count, dimension: 2)
  let waves = LatentGenerator(seed: 6).sample(.standardGaussian, count: dimension, dimension: 3)
  var batch = LatentGenerator(seed: 7).sample(.standardGaussian, count: count, dimension: dimension)
  batch.withUnsafeMutableValues { values in
    for row in 0..<count {
      for column in 0..<dimension {
        let (a, b, c) = (waves.values[3 * column], waves.values[3 * column + 1], waves.values[3 * column + 2])
        let wave = sin(3 * (hidden.values[2 * row] * a + hidden.values[2 * row + 1] * b + c))
        values[row * dimension + column] = wave + 0.1 * values[row * dimension + column]
      }
    }
  }
  return batch
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "assign":
  guard arguments.count == 4, let rows = Int(arguments[2]), let columns = Int(arguments[3]) else { fallthrough }
  let data = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
  precondition(data.count == 4 * rows * columns, "the file must hold ROWS × COLUMNS Float32")
  let costs = [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
    count = data.copyBytes(to: buffer) / 4
  }
  var total = 0.0
  let time = try seconds { total = try LinearAssignment(costs: costs, rows: rows, columns: columns).cost }
  print("{\"seconds\": \(time), \"total\": \(total)}")
case "place":
  guard arguments.count == 4, let rows = Int(arguments[1]), let columns = Int(arguments[2]) else { fallthrough }
  let count = rows * columns
  let latents =
    arguments[3] == "sheet"
    ? sheet(count, 128) : LatentGenerator(seed: 9).sample(.standardGaussian, count: count, dimension: 128)
  let grid = try PlacementGrid(rows: rows, columns: columns)
  var fields: [String] = []
  for method in PlacementMethod.allCases {
    var placement: GridPlacement?
    let times = try (0..<5).map { _ in try seconds { placement = try GridPlacement(of: latents, on: grid, method) } }
    guard let placement else { continue }
    let quality = try PlacementQuality(of: placement, for: latents)
    fields.append(
      "\"\(method.rawValue)\": {\"seconds\": \(times.sorted()[2]), \"dpq\": \(quality.distancePreservation), "
        + "\"neighbors\": \(quality.neighborPreservation)}"
    )
  }
  print("{\(fields.joined(separator: ", "))}")
default:
  print("usage: placement-benchmark assign COSTS ROWS COLUMNS | place ROWS COLUMNS sheet|gaussian")
  exit(64)
}
