import ArgumentParser

/// Attribute vectors that other options speak of by their names.
struct VectorFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Attribute vectors: a folder NAME.vectors, or a file of latents such as plat's JSON; give it again for more.",
      valueName: "name|file"
    ),
    completion: .file()
  )
  var vectors: [String] = []

  func validate() throws {
    if vectors.contains("") { throw ValidationError("--vectors: a name is needed, such as --vectors smile.vectors") }
  }
}
