import ArgumentParser

/// `sextant models`.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Look at models.",
    discussion: """
      Packages are found by name in the folders of $SEXTANT_MODELS (colons between them), in \
      ~/.local/share/sextant/models, and in Models beside the program; or by the path of their folder. \
      Four come along and are found wherever the program is copied together with its resource folder.
      """,
    subcommands: [ModelsListCommand.self, ModelsInspectCommand.self]
  )
}
