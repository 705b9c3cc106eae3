import ArgumentParser

/// `sextant canvas`: draws, unless `layout` follows.
struct CanvasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "canvas",
    abstract: "Place decoded tiles freely on a large picture.",
    discussion: """
      sextant canvas a.jpg b.jpg c.jpg d.jpg --anchor-cols 2 --tile 64 --width 1024 --height 768 --out canvas.png

      All options that draw are listed by `sextant canvas draw --help`, where draw itself may be left out; `canvas layout` writes \
      down where tiles lie, to be looked at, changed and drawn with --layout FILE.json.
      """,
    subcommands: [CanvasDrawCommand.self, CanvasLayoutCommand.self],
    defaultSubcommand: CanvasDrawCommand.self
  )
}
