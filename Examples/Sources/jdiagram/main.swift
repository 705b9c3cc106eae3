// Three pictures, what the model makes of them, their analogy and everything in between.
//
//     swift run --package-path Examples jdiagram A.jpg B.jpg C.jpg OUT.png

import Diagrams
import Foundation
import GenerativeModels
import Imaging

let files = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
guard files.count == 4 else { fatalError("usage: jdiagram A.jpg B.jpg C.jpg OUT.png") }

let model = try GenerativeModel(named: "portraits-vae")
let faces = try ImageBatch(contentsOf: Array(files[..<3]), for: model)
let z = try model.encode(faces)

var diagram = JDiagramRequest()
diagram.models = [.package("portraits-vae")]
diagram.anchors = (0..<3).map { Anchor(z[$0]) }
try diagram.draw(in: Studio()).write(to: files[3])  // the recipe goes along
