import ArgumentParser

/// `sextant completions`.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the script that lets a shell complete verbs, options, models and files.",
    discussion: """
      bash: sextant completions bash > ~/.local/share/bash-completion/completions/sextant

      zsh: sextant completions zsh > DIR/_sextant, where DIR is one of $fpath

      fish: sextant completions fish > ~/.config/fish/completions/sextant.fish

      The next shell that is started knows them.
      """
  )

  @Argument(help: "The shell.")
  var shell: Shell

  func run() throws {
    try Console.data(shell.script)
  }

  /// A shell that can complete.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    /// What makes it complete.
    var script: String {
      switch self {
      case .bash: SextantCommand.completionScript(for: .bash)
      case .zsh: SextantCommand.completionScript(for: .zsh)
      case .fish: SextantCommand.completionScript(for: .fish)
      }
    }
  }
}
