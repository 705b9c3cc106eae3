import ArgumentParser

/// `sextant latents`: the geometry on bare vectors, without a model.
struct LatentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latents",
    abstract: "Sample, interpolate, combine and measure latents without a model.",
    discussion: """
      Files are .npy (float16, float32 or float64, any order), .npz (file.npz:name) or JSON lists; written are .npy \
      (float32) and .json, by extension.
      """,
    subcommands: [
      LatentsSampleCommand.self, LatentsInterpolateCommand.self, LatentsGridCommand.self, LatentsAnalogyCommand.self,
      LatentsPathCommand.self, LatentsWalkCommand.self,
      LatentsCombineCommand.self, LatentsStatsCommand.self,
    ]
  )
}
