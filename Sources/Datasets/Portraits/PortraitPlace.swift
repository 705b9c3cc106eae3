#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

/// A folder made ready for portraits: checked, begun, and rid of what is to be replaced.
struct PortraitPlace {
  /// Where the pictures lie.
  let pictures: URL
  /// The names of the pictures that need not be drawn again.
  let present: Set<String>
  /// Whether labels, splits and factors of just these portraits are there.
  let isComplete: Bool

  init(_ folder: URL, for wanted: PortraitFolder, overwrite: Bool) throws {
    pictures = folder.appendingPathComponent(CelebALayout.pictureFolderName)
    let file = folder.appendingPathComponent(PortraitDescription.fileName)
    let own = PortraitDescription(wanted)
    let ownNames = Set((0..<wanted.count).map(PortraitFolder.name))
    guard Self.exists(file) else {
      if Self.exists(folder), try !Self.names(in: folder).isEmpty { throw PortraitFolderError.foreign(folder) }
      try OutputFolder.make(folder, option: "--out")
      // The description comes first: a folder that has it can be gone on with. Of two processes one begins it.
      try own.write(to: file, overwrite: false)
      try OutputFolder.make(pictures, option: "--out")
      (present, isComplete) = ([], false)
      return
    }
    let difference: String?
    let count: Int?
    do {
      let other = try PortraitDescription(contentsOf: file)
      (difference, count) = (own.difference(from: other), other.count)
    } catch let error as PortraitFolderError where overwrite {
      (difference, count) = (error.description, nil)
    }
    let there = Set(try Self.names(in: pictures).filter(Self.isPicture))
    let surplus = there.subtracting(ownNames)
    if let difference {
      guard overwrite else { throw PortraitFolderError.otherOptions(folder, difference: difference) }
      try Self.remove(there, from: pictures)
      present = []
    } else {
      if let count, count > wanted.count {
        let difference = "\(count) portraits, not \(wanted.count)"
        guard overwrite else { throw PortraitFolderError.otherOptions(folder, difference: difference) }
        try Self.remove(surplus, from: pictures)
      }
      present = there.intersection(ownNames)
    }
    let isSame = difference == nil && count == wanted.count
    isComplete = isSame && PortraitTables.arePresent(in: folder)
    if !isSame {
      try PortraitTables.remove(from: folder)
      try own.write(to: file, overwrite: true)
    }
    try OutputFolder.make(pictures, option: "--out")
    UnfinishedFiles.removeAbandoned(from: pictures)
  }

  private static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  private static func names(in folder: URL) throws -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else { return [] }
    guard isFolder else { throw FileError.cannotMakeFolder(folder, reason: "a file has this name", option: "--out") }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw FileError.unreadable(folder, reason: "its files cannot be listed")
    }
  }

  private static func remove(_ names: Set<String>, from folder: URL) throws {
    for name in names {
      let url = folder.appendingPathComponent(name)
      do {
        try FileManager.default.removeItem(at: url)
      } catch {
        throw FileError.cannotWrite(url, reason: "the old picture cannot be removed")
      }
    }
  }

  private static func isPicture(_ name: String) -> Bool {
    name.utf8.count == 10 && name.hasSuffix(".jpg") && name.utf8.prefix(6).allSatisfy { (0x30...0x39).contains($0) }
  }
}
