// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [
    // A package of its own names the repository: .package(url: "https://github.com/OWNER/sextant", from: "0.1.0"),
    // and the products below then belong to the package "sextant".
    .package(name: "Sextant", path: "..")
  ],
  targets: [
    // Geometry alone: no pictures, no models, and none of the C libraries that those need.
    .executableTarget(
      name: "tentpole",
      dependencies: [.product(name: "LatentGeometry", package: "Sextant")]
    ),
    // From pictures to a picture.
    .executableTarget(
      name: "jdiagram",
      dependencies: [
        .product(name: "Diagrams", package: "Sextant"),
        .product(name: "GenerativeModels", package: "Sextant"),
        .product(name: "Imaging", package: "Sextant"),
      ]
    ),
  ]
)
