// Portraits of 64 x 64 pixels as JPEG files' bytes, on one thread.
//
//   portraits-benchmark COUNT [FOLDER]
//
// Prints the seconds of process time as JSON. With a folder, first writes the portraits' SVG documents into it.

import Datasets
import Foundation
import Imaging

let arguments = CommandLine.arguments
guard arguments.count >= 2, let count = Int(arguments[1]), count > 0 else {
  FileHandle.standardError.write(Data("usage: portraits-benchmark COUNT [FOLDER]\n".utf8))
  exit(64)
}

func processTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let generator = PortraitGenerator(seed: 1)
if arguments.count > 2 {
  let folder = URL(fileURLWithPath: arguments[2])
  for portrait in generator.portraits(0..<count) {
    try Data(portrait.svg.utf8).write(to: folder.appendingPathComponent("\(portrait.index).svg"))
  }
}

// The first drawing opens librsvg; who is drawn is decided before the clock starts, as the peer is given documents.
let portraits = generator.portraits(0..<count)
_ = try portraits[0].picture(size: 64)
let start = processTime()
var bytes = 0
for portrait in portraits { bytes += try portrait.picture(size: 64).encoded(as: .jpeg, quality: 95).count }
print("{\"seconds\": \(processTime() - start), \"bytes\": \(bytes)}")
