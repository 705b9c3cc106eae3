// The parts of encoding pictures, each alone on one thread: what a pipeline of them cannot be faster than.
//
//   encoding-benchmark MODEL DATA [COUNT]
//
// Process time is user + system time over all threads. Prints JSON: seconds a picture of reading (file, decoding, crop and
// resize) and of the encoder's session (batches of the model's default size), each the median of 5 rounds that alternate,
// over COUNT pictures spread evenly over the data (default: 1024).

import Datasets
import Foundation
import GenerativeModels
import Imaging

let arguments = CommandLine.arguments
guard (3...4).contains(arguments.count), let wanted = arguments.count == 4 ? Int(arguments[3]) : 1024, wanted >= 1
else {
  FileHandle.standardError.write(Data("usage: encoding-benchmark MODEL DATA [COUNT]\n".utf8))
  exit(64)
}

func processTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

let all = try PictureCollection(naming: [arguments[2]])
let taken = min(wanted, all.entries.count)
let pictures = all.selecting((0..<taken).map { $0 * all.entries.count / taken })
let model = try GenerativeModel(named: arguments[1], options: SessionOptions(threads: 1, spinning: false))
let shape = model.imageShape

func prepared() throws -> [PlanarImage] {
  try pictures.entries.map { entry in
    try pictures.source.picture(
      at: entry.path,
      preparation: model.preparation,
      channels: shape.channels,
      width: shape.width,
      height: shape.height
    ).image
  }
}

let size = model.defaultBatch
let images = try prepared()
let batches = stride(from: 0, to: images.count, by: size).map {
  ImageBatch(Array(images[$0..<min($0 + size, images.count)]))
}
_ = try model.encode(batches[0])

var (reading, session): ([Double], [Double]) = ([], [])
for _ in 0..<5 {
  var start = processTime()
  _ = try prepared()
  reading.append(processTime() - start)
  start = processTime()
  for batch in batches { _ = try model.encode(batch, batch: batch.count) }
  session.append(processTime() - start)
}
print(
  """
  {"pictures": \(all.entries.count), "batch": \(size), "reading_s": \(median(reading) / Double(taken)), \
  "session_s": \(median(session) / Double(taken))}
  """
)
