internal import SafeFiles
internal import Imaging
internal import LatentFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Where a ``ManifoldReport`` goes: a page, plots, and the outsideness of its latents.
public struct ManifoldReportOutput: Sendable {
  /// The page; nil for none.
  public var page: URL?
  /// The folder of the plots; nil for none.
  public var plots: URL?
  /// The file of outsideness, `.npy` or `.json`; nil for none.
  public var outsideness: URL?
  /// Whether existing files may be replaced.
  public var overwrite: Bool

  /// Every plot that there can be.
  static let plotNames = ["outsideness", "outside", "lengths", "deviations", "means", "distances", "spectrum"]

  /// An output.
  ///
  /// - Parameters:
  ///   - page: The page; nil for none.
  ///   - plots: The folder of the plots, made where it is missing; nil for none.
  ///   - outsideness: The file of outsideness; nil for none.
  ///   - overwrite: Whether existing files may be replaced.
  public init(page: URL? = nil, plots: URL? = nil, outsideness: URL? = nil, overwrite: Bool = false) {
    self.page = page
    self.plots = plots
    self.outsideness = outsideness
    self.overwrite = overwrite
  }

  /// Checks, before anything is measured, that everything could be written.
  ///
  /// - Throws: `FileError`, `LatentFileError`, or ``RequestError`` for a page that is not called `.html`.
  public func check() throws {
    if let page {
      guard ["html", "htm"].contains(page.pathExtension.lowercased()) || page.path.hasPrefix("/dev/") else {
        throw RequestError.invalid(option: "--out \(page.shownPath)", reason: "the report is a page; name a file .html")
      }
      try AtomicFile.check(page, overwrite: overwrite)
    }
    if let outsideness { try LatentFile.check(outsideness, overwrite: overwrite) }
    guard let plots else { return }
    try OutputFolder.check(plots, option: "--plots")
    guard FileManager.default.fileExists(atPath: plots.path) else { return }
    for name in Self.plotNames { try AtomicFile.check(Self.plot(name, in: plots), overwrite: overwrite) }
  }

  /// Writes everything, each file whole or not at all; the page last.
  ///
  /// - Parameter report: The report.
  /// - Throws: `FileError`, `LatentFileError` or `DrawingError`.
  public func write(_ report: ManifoldReport) throws {
    if let plots {
      try OutputFolder.make(plots, option: "--plots")
      let inputs = try report.inputs()
      for chart in report.charts {
        try report.drawing(of: chart, from: inputs).write(to: Self.plot(chart.name, in: plots), overwrite: overwrite)
      }
    }
    if let outsideness, let latents = report.latents {
      try LatentFile.write(latents.batch, to: outsideness, overwrite: overwrite)
    }
    if let page { try AtomicFile.write(Data(report.html.utf8), to: page, overwrite: overwrite) }
  }

  private static func plot(_ name: String, in folder: URL) -> URL { folder.appendingPathComponent("\(name).png") }
}
