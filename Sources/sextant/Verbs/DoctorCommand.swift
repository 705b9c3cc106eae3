import ArgumentParser
import AttributeVectors
import BuildStamp
import Diagrams
import GenerativeModels
import Imaging
import LatentGeometry
import Manifold
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check libraries, the ONNX Runtime and models; say what is missing and the command that mends it."
  )

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let runtime = runtime()
    // Without a runtime no model can be opened, which says nothing of the models.
    let findings =
      [program(), runtime, codecs(), drawing(), animations(), linearAlgebra(), attributeVectors()]
      + (runtime.isGood ? models() : [])
    if reporting.json {
      try JSONReport.print(Report(version: Sextant.version, healthy: findings.allSatisfy(\.isGood), findings: findings))
    } else {
      for finding in findings {
        try Console.data("\(finding.isGood ? "ok     " : "PROBLEM") \(finding.subject): \(finding.detail)")
        if let cure = finding.cure { try Console.data("        \(cure)") }
      }
    }
    if let worst = findings.first(where: { !$0.isGood }) { throw ExitCode(worst.category.rawValue) }
  }

  private func program() -> Finding {
    Finding(
      subject: "program",
      isGood: true,
      detail: "sextant \(VersionReport.release), Swift \(BuildStamp.swift), \(BuildStamp.platform)"
    )
  }

  private func runtime() -> Finding {
    let report = OnnxRuntimeReport()
    if let found = report.found {
      let providers = found.providers.joined(separator: ", ")
      return Finding(subject: "ONNX Runtime", isGood: true, detail: "\(found.version) at \(found.path), \(providers)")
    }
    return Finding(
      subject: "ONNX Runtime",
      isGood: false,
      detail: report.problem?.description ?? "not found"
    )
  }

  private func codecs() -> Finding {
    // One picture through every codec: a library that is damaged shows here rather than in the middle of a job.
    let picture = PlanarImage(channels: 3, height: 8, width: 8, repeating: 0.5)
    do {
      for format in ImageFormat.allCases {
        let again = try PlanarImage(
          decoding: picture.encoded(as: format),
          name: URL(fileURLWithPath: "test picture"),
          channels: 3
        )
        guard again.width == 8, again.height == 8 else {
          return Finding(
            subject: "image codecs",
            isGood: false,
            detail: "\(format.name) does not give back what it was given"
          )
        }
      }
      return Finding(
        subject: "image codecs",
        isGood: true,
        detail: ImageFormat.allCases.map(\.name).joined(separator: ", ")
      )
    } catch {
      return Finding(
        subject: "image codecs",
        isGood: false,
        detail: "\(error)",
        cure:
          "apt-get install --reinstall libjpeg62-turbo libpng16-16 libwebp7 libwebpmux3, or: brew reinstall jpeg-turbo "
          + "libpng webp"
      )
    }
  }

  private func drawing() -> Finding {
    do {
      let sheet = try ContactSheet(rows: 1, columns: 1, cellWidth: 32, cellHeight: 32, rowLabels: ["lerp"])
      let isInked = sheet.picture.samples.contains { $0 < 0.5 }
      return Finding(
        subject: "labels",
        isGood: isInked,
        detail: isInked ? "librsvg and a font draw them" : "no font draws text",
        cure: isInked ? nil : "install a font, for example: apt-get install fonts-dejavu-core"
      )
    } catch {
      return Finding(subject: "labels", isGood: false, detail: "\(error)", cure: "or go on without: --no-labels")
    }
  }

  /// What animations can be written; MP4 is an extra, since its program is none of ours.
  private func animations() -> Finding {
    do {
      try AnimationWriter.check(URL(fileURLWithPath: "doctor.mp4"), overwrite: true)
      return Finding(subject: "animations", isGood: true, detail: "WebP, GIF, and MP4 through ffmpeg")
    } catch {
      return Finding(
        subject: "animations",
        isGood: true,
        detail: "WebP and GIF; for MP4: apt-get install ffmpeg, or: brew install ffmpeg"
      )
    }
  }

  private func linearAlgebra() -> Finding {
    do {
      _ = try CorrelatedGaussian(mean: [0, 0], covariance: [1, 0.5, 0.5, 1])
      let batch = LatentBatch(count: 4, dimension: 2, values: [0, 0, 1, 0, 0, 2, 3, 3])
      _ = try NeighborSearch(batch).nearest(to: batch, k: 1)
      return Finding(
        subject: "linear algebra",
        isGood: true,
        detail: "LAPACK takes covariances apart, BLAS multiplies for neighbors"
      )
    } catch {
      return Finding(subject: "linear algebra", isGood: false, detail: "\(error)")
    }
  }

  private func attributeVectors() -> Finding {
    // Four items, of which the right ones have the attribute: liblinear is needed by one method only.
    let latents = LatentBatch(count: 4, dimension: 2, values: [-1, 0, -2, 1, 1, 0, 2, 1])
    let labels = LabelTable(attributes: ["right"], columns: [[false, false, true, true]])
    let hasPlanes = (try? VectorFitting(.svm).fit(["right"], latents: latents, labels: labels)) != nil
    return Finding(
      subject: "attribute vectors",
      isGood: true,
      detail: hasPlanes
        ? "all methods"
        : "all methods but svm, which needs liblinear: apt-get install liblinear4, or: brew install liblinear"
    )
  }

  private func models() -> [Finding] {
    let folders = ModelLibrary().packages()
    let standard = ModelLibrary.standardModel
    var findings: [Finding] = []
    if !folders.contains(where: { $0.lastPathComponent == standard }) {
      findings.append(
        Finding(
          subject: "bundled models",
          isGood: false,
          detail: "'\(standard)', which is used where no model is named, is not there",
          cure: "copy \(ModelLibrary.bundledFolder) beside the program",
          category: .missingInput
        )
      )
    }
    return findings
      + folders.map { folder in
        do {
          if case .classifier = try PackageDescription(folder: folder) {
            _ = try AttributeClassifier(package: folder)
          } else {
            try GenerativeModel(package: folder).verifyFiles()
          }
          return Finding(subject: "model \(folder.lastPathComponent)", isGood: true, detail: folder.path)
        } catch {
          return Finding(
            subject: "model \(folder.lastPathComponent)",
            isGood: false,
            detail: "\(error)",
            cure: "copy the package to \(folder.path) again",
            category: (error as? any ExplainedError)?.category ?? .software
          )
        }
      }
  }

  /// One thing that was looked at.
  private struct Finding: Encodable {
    var subject: String
    var isGood: Bool
    var detail: String
    var cure: String?
    /// What the program ends with when this is the first problem.
    var category = FailureCategory.missingLibrary

    private enum CodingKeys: String, CodingKey {
      case subject, isGood, detail, cure
    }
  }

  private struct Report: Encodable {
    let version: String
    let healthy: Bool
    let findings: [Finding]
  }
}
