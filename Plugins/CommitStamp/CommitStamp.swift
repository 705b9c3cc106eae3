import Foundation
import PackagePlugin

/// Writes the commit that is built into a source file of `BuildStamp`, anew whenever HEAD has moved.
///
/// `Context.gitInformation` in the manifest would be shorter, but manifests are cached by their text, and the commit would
/// stay that of the first build.
@main
struct CommitStamp: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let script = target.directoryURL.appending(path: "stamp")
    let archived = target.directoryURL.appending(path: "commit.txt")
    let output = context.pluginWorkDirectoryURL.appending(path: "Commit.swift")
    return [
      .buildCommand(
        displayName: "Stamping the commit",
        executable: URL(filePath: "/bin/sh"),
        arguments: [script, root, archived, output].map { $0.path(percentEncoded: false) },
        inputFiles: [script, archived] + traces(in: root),
        outputFiles: [output]
      )
    ]
  }

  /// The files of a repository that change when HEAD moves; none in an unpacked archive.
  private func traces(in root: URL) -> [URL] {
    var folder = root.appending(path: ".git")
    // In a worktree it is a file that names the folder.
    if let text = try? String(contentsOf: folder, encoding: .utf8), text.hasPrefix("gitdir: ") {
      let path = text.dropFirst("gitdir: ".count).trimmingCharacters(in: .whitespacesAndNewlines)
      folder = path.hasPrefix("/") ? URL(filePath: path) : root.appending(path: path)
    }
    return ["HEAD", "logs/HEAD"]
      .map { folder.appending(path: $0) }
      .filter { FileManager.default.fileExists(atPath: $0.path(percentEncoded: false)) }
  }
}
