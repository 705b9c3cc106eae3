import ArgumentParser
import Diagrams
import Imaging
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant canvas layout`.
struct CanvasLayoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layout",
    abstract: "Write down where the tiles of a canvas lie, as JSON.",
    discussion: """
      sextant canvas layout --kind octaves --octaves 4 --tile 128 --width 1024 --height 768 --seed 1 --out layout.json

      The file has the canvas's size and for each tile its middle, its size, and if it has one its anchor and its position between \
      left and right, top and bottom; `sextant canvas --layout FILE.json` draws it, also after it was changed. plat's layouts are \
      read too.
      """
  )

  @Option(
    name: .long,
    help: ArgumentHelp("rows, hexagonal, hexagonal-columns or octaves (default: hexagonal).", valueName: "kind")
  )
  var kind: CanvasArrangement.Kind = .hexagonal

  @OptionGroup(title: "Layout") var layout: CanvasLayoutFlags

  @Option(
    name: .customLong("tile-mask"),
    help: ArgumentHelp(
      "The form that tiles will have: soft ones lie closer (default: hard).",
      valueName: "form"
    )
  )
  var mask: String?

  @OptionGroup(title: "Random numbers") var random: SeedFlag
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let template = try NameTemplate(output.out)
    var arrangement = CanvasArrangement()
    arrangement.kind = kind
    try layout.apply(to: &arrangement)
    try arrangement.validate()
    let form = try mask.map { try TileMask($0) } ?? arrangement.mask
    let seed = arrangement.isRandom ? random.seed ?? RandomOptions.drawn() : nil
    let name = try self.name(template, of: arrangement, seed: seed)
    try AtomicFile.check(name.place, overwrite: output.force)
    let picture: PlanarImage? =
      if case .picture(let path)? = arrangement.within {
        try PlanarImage(contentsOf: URL(fileURLWithPath: path), channels: 1)
      } else {
        nil
      }
    var found = try arrangement.layout(tile: (64, 64), form: form, mask: picture, seed: seed)
    (found.form, found.blending) = (form, arrangement.blending)
    let layout = found
    let place = try name.write { try layout.write(to: $0, overwrite: output.force) }.place
    if let seed, random.seed == nil { output.reporting.note("seed \(seed)") }
    let summary = CanvasLayoutSummary(layout, out: name.shown(place), seed: seed)
    if output.reporting.json {
      try JSONReport.print(summary)
    } else {
      output.reporting.note("wrote \(summary.out), \(summary.line)")
    }
  }

  private func name(_ template: NameTemplate, of arrangement: CanvasArrangement, seed: UInt64?) throws -> OutputName {
    try OutputName(template, of: "canvas layout") { $0 == .seed ? seed.map { "\($0)" } : arrangement.ownNames[$0] }
  }
}

/// The seed of places; they have no other random numbers.
struct SeedFlag: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number that octaves start from (default: drawn and printed).", valueName: "n")
  )
  var seed: UInt64?
}

/// What is said of a layout.
private struct CanvasLayoutSummary: Encodable {
  /// The tiles of one size.
  struct Size: Encodable {
    var width: Double
    var height: Double
    var count: Int
  }

  let out: String
  let width: Int
  let height: Int
  let seed: UInt64?
  let places: Int
  /// How many anchors the tiles name.
  let anchors: Int
  /// In the order in which they come.
  let sizes: [Size]

  init(_ layout: CanvasLayout, out: String, seed: UInt64?) {
    var sizes: [Size] = []
    for place in layout.places {
      if let index = sizes.firstIndex(where: { $0.width == place.width && $0.height == place.height }) {
        sizes[index].count += 1
      } else {
        sizes.append(Size(width: place.width, height: place.height, count: 1))
      }
    }
    (self.out, width, height, self.seed) = (out, layout.width, layout.height, seed)
    (places, anchors, self.sizes) = (layout.places.count, layout.anchorCount, sizes)
  }

  var line: String {
    "\(width) x \(height): \(places.counted("tile"))"
      + (anchors > 0 ? " of \(anchors.counted("anchor"))" : "")
  }
}
