// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Sextant", path: "..")],
  targets: [
    .executableTarget(
      name: "geometry-benchmark",
      dependencies: [.product(name: "LatentGeometry", package: "Sextant")]
    ),
    .executableTarget(
      name: "law-check",
      dependencies: [.product(name: "LatentGeometry", package: "Sextant")]
    ),
    .executableTarget(
      name: "neighbors-benchmark",
      dependencies: [
        .product(name: "LatentGeometry", package: "Sextant"), .product(name: "Manifold", package: "Sextant"),
      ]
    ),
    .executableTarget(
      name: "placement-benchmark",
      dependencies: [
        .product(name: "LatentGeometry", package: "Sextant"), .product(name: "Manifold", package: "Sextant"),
      ]
    ),
    .executableTarget(
      name: "attributes-benchmark",
      dependencies: [
        .product(name: "AttributeVectors", package: "Sextant"), .product(name: "LatentFiles", package: "Sextant"),
        .product(name: "LatentGeometry", package: "Sextant"),
      ]
    ),
    .executableTarget(
      name: "portraits-benchmark",
      dependencies: [.product(name: "Datasets", package: "Sextant"), .product(name: "Imaging", package: "Sextant")]
    ),
    .executableTarget(
      name: "encoding-benchmark",
      dependencies: [
        .product(name: "Datasets", package: "Sextant"), .product(name: "GenerativeModels", package: "Sextant"),
        .product(name: "Imaging", package: "Sextant"),
      ]
    ),
    .executableTarget(
      name: "jdiagram-benchmark",
      dependencies: [
        .product(name: "Diagrams", package: "Sextant"), .product(name: "GenerativeModels", package: "Sextant"),
      ]
    ),
  ]
)
