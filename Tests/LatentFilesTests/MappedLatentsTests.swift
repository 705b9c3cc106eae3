import Foundation
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@testable import LatentFiles

/// Latents in the page cache.
@Suite struct MappedLatentsTests {
  let folder: TemporaryFolder
  let url: URL
  let batch = LatentGenerator(seed: 1).sample(.standardGaussian, count: 7, dimension: 5)

  init() throws {
    folder = try TemporaryFolder()
    url = folder.file("z.npy")
    try LatentFile.write(batch, to: url, overwrite: false)
  }

  private func refuse(
    _ words: String...,
    category: FailureCategory = .badData,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try MappedLatents(url)
      Issue.record("nothing was refused", sourceLocation: sourceLocation)
    } catch let error as any ExplainedError {
      #expect(error.category == category, "\(error)", sourceLocation: sourceLocation)
      for word in words + ["z.npy"] {
        #expect(error.description.contains(word), "\(error)", sourceLocation: sourceLocation)
      }
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }

  private func write(_ header: NpyHeader, bytes count: Int) throws {
    try Data(header.bytes + [UInt8](repeating: 0x3F, count: count)).write(to: url)
  }

  @Test func rowsAreThoseOfTheFile() throws {
    let mapped = try MappedLatents(url)
    #expect(mapped.count == 7 && mapped.dimension == 5)
    #expect(mapped.withUnsafeValues { Array($0) } == batch.values)
    #expect(mapped.gathered([6, 0, 6]) == batch.rows([6, 0, 6]))
    #expect(mapped.gathered([]).count == 0)
  }

  @Test func fewerRowsMayBeTaken() throws {
    for count in 1...7 { #expect(try MappedLatents(url, count: count).gathered(0..<count) == batch[0..<count]) }
    #expect(throws: LatentFileError.self) { try MappedLatents(url, count: 8) }
  }

  @Test func axesAfterTheFirstAreOneRow() throws {
    try write(NpyHeader(shape: [3, 2, 4]), bytes: 96)
    let mapped = try MappedLatents(url)
    #expect(mapped.count == 3 && mapped.dimension == 8)
  }

  @Test func whatFollowsTheRowsIsNotSeen() throws {
    try (Data(contentsOf: url) + Data(repeating: 0xFF, count: 33)).write(to: url)
    #expect(try MappedLatents(url).gathered(0..<7) == batch)
  }

  @Test func aFileMayGrowAndBeRemovedMeanwhile() throws {
    let mapped = try MappedLatents(url)
    let handle = try FileHandle(forWritingTo: url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(repeating: 0, count: 1 << 16))
    try handle.close()
    try FileManager.default.removeItem(at: url)
    #expect(mapped.gathered(0..<7) == batch)
  }

  @Test func otherFilesAreRefused() throws {
    try write(NpyHeader(element: NpyElement(kind: .double, isBigEndian: false), shape: [2, 3]), bytes: 48)
    refuse("float32 in C order")
    try write(NpyHeader(isFortranOrder: true, shape: [2, 3]), bytes: 24)
    refuse("float32 in C order")
    try write(NpyHeader(shape: [6]), bytes: 24)
    refuse("rows")
    try write(NpyHeader(shape: [2, 3]), bytes: 23)
    refuse("(2, 3)", "24", "23")
    try write(NpyHeader(shape: [2, 0]), bytes: 0)
    refuse()
    try write(NpyHeader(shape: [1 << 40, 1 << 40]), bytes: 24)
    refuse()
    try Data("no array, but long enough for the first bytes of one".utf8).write(to: url)
    refuse()
    try Data(NpyHeader(shape: [2, 3]).bytes.prefix(40)).write(to: url)
    refuse()
    try Data().write(to: url)
    refuse("empty")
    try FileManager.default.removeItem(at: url)
    refuse("no such file", category: .missingInput)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    refuse("folder", category: .cannotRead)
  }

  @Test func noRowsCanBeMapped() throws {
    try write(NpyHeader(shape: [0, 3]), bytes: 0)
    let mapped = try MappedLatents(url)
    #expect(mapped.count == 0 && mapped.dimension == 3)
    #expect(mapped.withUnsafeValues { $0.isEmpty })
  }

  @Test func devicesAreRefused() {
    do {
      _ = try MappedLatents(URL(fileURLWithPath: "/dev/null"))
      Issue.record("a device was mapped")
    } catch {
      #expect(error is any ExplainedError, "\(error)")
    }
  }
}
