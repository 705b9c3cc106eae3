import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The program in the folders of an unpacked archive of `script/package`; `script/test-package` tests the archive itself.
@Suite struct PackedProgramTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    for folder in ["bin", "lib/sextant", "share/sextant/fonts"] {
      try FileManager.default.createDirectory(at: place.file(folder), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(at: try Program.location.get(), to: place.file("bin/sextant"))
  }

  @Test func runtimeAndModelsAreFoundBesideTheProgram() async throws {
    let version = try await place.report(["--version"])
    let runtime = URL(fileURLWithPath: try #require(version["onnxruntime"]?["path"]?.text))
    try FileManager.default.createSymbolicLink(
      at: place.file("lib/sextant/\(runtime.lastPathComponent)"),
      withDestinationURL: runtime
    )
    try FileManager.default.copyItem(
      at: Repository.root.appendingPathComponent("Sources/BundledModels/Models"),
      to: place.file("share/sextant/models")
    )
    let packed = try await place.run(["--version", "--json"], program: place.file("bin/sextant")).json()
    #expect(packed["onnxruntime"]?["path"]?.text?.contains("/lib/sextant/libonnxruntime") ?? false)
    let draw = ["sample", "--rows", "1", "--cols", "2", "--seed", "1", "--out", "s.png"]
    let drawn = try await place.run(draw, program: place.file("bin/sextant"))
    #expect(drawn.code == 0, "\(drawn.err)")
  }

  #if os(Linux)
  @Test func theListOfFontsIsReadUnlessAnotherIsNamed() async throws {
    // fontconfig keeps what it found where the list says, which tells that it was read.
    let list = """
      <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
      <fontconfig><dir>/usr/share/fonts</dir><cachedir>\(place.file("cache").path)</cachedir></fontconfig>
      """
    try place.write(list.utf8, to: "share/sextant/fonts/fonts.conf")
    let named = ["FONTCONFIG_FILE": "/etc/fonts/fonts.conf"]
    _ = try await place.run(["doctor"], environment: named, program: place.file("bin/sextant"))
    #expect(!FileManager.default.fileExists(atPath: place.file("cache").path))
    let doctor = try await place.run(["doctor"], program: place.file("bin/sextant"))
    #expect(doctor.out.contains("ok      labels: "), "\(doctor.out)")
    #expect(FileManager.default.fileExists(atPath: place.file("cache").path))
  }
  #endif
}
