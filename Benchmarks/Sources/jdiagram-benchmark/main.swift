// Process time of a J-diagram, from three image files to the written PNG, after the model's sessions are open.
//
//   jdiagram-benchmark MODEL A B C OUT.png
//
// Process time is user + system time over all threads. Prints JSON with the median of 15 drawings after one to warm up.

import Diagrams
import Foundation
import GenerativeModels

let arguments = CommandLine.arguments
guard arguments.count == 6 else {
  FileHandle.standardError.write(Data("usage: jdiagram-benchmark MODEL A B C OUT.png\n".utf8))
  exit(64)
}

func processTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

var request = JDiagramRequest()
request.models = [.package(arguments[1])]
request.anchors = arguments[2...4].map { .image(path: $0) }
let output = URL(fileURLWithPath: arguments[5])

// What start-up costs: loading the runtime and opening a model, which every drawing repeats here.
let beforeStart = processTime()
let model = try GenerativeModel(named: arguments[1])
_ = try model.decoderGraph()
_ = try model.encoderGraph()
let startUp = processTime() - beforeStart

func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

var (whole, opening): ([Double], [Double]) = ([], [])
for round in 0...15 {
  var start = processTime()
  try request.draw(in: Studio()).write(to: output, overwrite: true)
  let drawing = processTime() - start
  start = processTime()
  let model = try GenerativeModel(named: arguments[1])
  _ = try model.decoderGraph()
  _ = try model.encoderGraph()
  let open = processTime() - start
  guard round > 0 else { continue }
  whole.append(drawing)
  opening.append(open)
}
print(
  """
  {"start_up_s": \(startUp), "open_model_s": \(median(opening)), "with_opening_s": \(median(whole)), \
  "after_opening_s": \(median(zip(whole, opening).map { $0 - $1 }))}
  """
)
