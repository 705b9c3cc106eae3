// swift-tools-version: 6.2
import PackageDescription

// The checks build with warnings as errors; a user's build on a newer compiler must not fail for one.
let isStrict = Context.environment["SEXTANT_STRICT"] != nil

let swiftSettings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

/// The checks run in release builds (`script/checked`), as optimised as users', which is eight times as fast; but with what
/// only debug builds trap: failed assertions, and places outside of unsafe buffers.
let moduleSettings: [SwiftSetting] =
  swiftSettings
  + (isStrict ? [.unsafeFlags(["-enable-testing", "-assert-config", "Debug"], .when(configuration: .release))] : [])

/// The tests' own code does little, and would take long to optimise.
let testSettings: [SwiftSetting] =
  swiftSettings + (isStrict ? [.unsafeFlags(["-Onone"], .when(configuration: .release))] : [])

let cSettings: [CSetting] = isStrict ? [.treatAllWarnings(as: .error)] : []

let cxxSettings: [CXXSetting] = isStrict ? [.treatAllWarnings(as: .error)] : []

/// A library module with its folder, its tests and its own product.
struct Module {
  var name: String
  var dependencies: [Target.Dependency]
  /// What only the tests need.
  var testDependencies: [Target.Dependency] = []

  var product: Product { .library(name: name, targets: [name]) }

  var targets: [Target] {
    [
      .target(name: name, dependencies: dependencies, swiftSettings: moduleSettings),
      .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "TestSupport"] + dependencies + testDependencies,
        swiftSettings: testSettings
      ),
    ]
  }
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

// Lower modules first; dependencies point upward in this list only.
let modules = [
  Module(name: "SafeFiles", dependencies: []),
  Module(name: "LatentGeometry", dependencies: ["CStreaming", "CNormalLaw", "CLinearAlgebra"]),
  Module(name: "LatentFiles", dependencies: ["LatentGeometry", "SafeFiles", "CZip"]),
  Module(
    name: "Imaging",
    dependencies: [
      "LatentGeometry", "SafeFiles", "CImageCodecs", "CResampling", "CVectorDrawing", "CChildProcess",
    ],
    testDependencies: ["CLibGIF", "CLibWebPDemux"]
  ),
  Module(name: "Datasets", dependencies: ["LatentGeometry", "Imaging", "SafeFiles", "CZip"]),
  Module(
    name: "GenerativeModels",
    dependencies: [
      "LatentGeometry", "LatentFiles", "Imaging", "SafeFiles", "BundledModels", "COnnxRuntime", crypto,
    ]
  ),
  Module(
    name: "EncodedSets",
    dependencies: ["LatentGeometry", "LatentFiles", "Imaging", "Datasets", "GenerativeModels", "SafeFiles", grdb]
  ),
  Module(name: "Manifold", dependencies: ["LatentGeometry", "SafeFiles", "CNeighborGraph"]),
  Module(
    name: "AttributeVectors",
    dependencies: [
      "LatentGeometry", "LatentFiles", "Imaging", "Datasets", "GenerativeModels", "EncodedSets", "Manifold",
      "SafeFiles", "CLinearClassification",
    ]
  ),
  Module(
    name: "Diagrams",
    dependencies: [
      "LatentGeometry", "LatentFiles", "Imaging", "Datasets", "GenerativeModels", "EncodedSets", "Manifold",
      "AttributeVectors", "SafeFiles",
      crypto,
    ]
  ),
]

/// The programs of `Examples`, built along with the checks so that the tests can run them; users build them there.
let examples: [Target] =
  !isStrict
  ? []
  : [
    .executableTarget(
      name: "example-tentpole",
      dependencies: ["LatentGeometry"],
      path: "Examples/Sources/tentpole",
      swiftSettings: [.treatAllWarnings(as: .error)]
    ),
    .executableTarget(
      name: "example-jdiagram",
      dependencies: ["Diagrams", "GenerativeModels", "Imaging"],
      path: "Examples/Sources/jdiagram",
      swiftSettings: [.treatAllWarnings(as: .error)]
    ),
  ]

let package = Package(
  name: "Sextant",
  platforms: [.macOS(.v15)],
  products: modules.map(\.product) + [.executable(name: "sextant", targets: ["sextant"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: modules.flatMap(\.targets) + examples + [
    .executableTarget(
      name: "sextant",
      dependencies: [
        "LatentGeometry", "LatentFiles", "Imaging", "Datasets", "GenerativeModels", "EncodedSets",
        "Manifold", "AttributeVectors", "Diagrams", "SafeFiles", "BuildStamp",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: moduleSettings
    ),
    .testTarget(
      name: "sextantTests",
      dependencies: [
        "TestSupport", "LatentGeometry", "LatentFiles", "Imaging", "GenerativeModels", "EncodedSets", "Diagrams",
        "Manifold", "AttributeVectors", "SafeFiles",
      ],
      swiftSettings: testSettings
    ),
    .target(
      name: "TestSupport",
      dependencies: [],
      path: "Tests/TestSupport",
      swiftSettings: testSettings
    ),
    .target(
      name: "BuildStamp",
      exclude: ["commit.txt", "stamp"],
      swiftSettings: swiftSettings,
      plugins: ["CommitStamp"]
    ),
    .plugin(name: "CommitStamp", capability: .buildTool()),
    .target(name: "BundledModels", resources: [.copy("Models")], cSettings: cSettings),
    .target(name: "CStreaming", cSettings: cSettings),
    .target(name: "CNormalLaw", cSettings: cSettings),
    .target(name: "CResampling", cSettings: cSettings),
    .target(name: "CLinearAlgebra", cSettings: cSettings),
    .target(name: "CLinearClassification", cSettings: cSettings),
    .target(name: "CNeighborGraph", cxxSettings: cxxSettings),
    .target(name: "COnnxRuntime", cSettings: cSettings),
    .target(name: "CChildProcess", cSettings: cSettings),
    .target(
      name: "CImageCodecs",
      dependencies: ["CLibGIF", "CLibJPEG", "CLibPNG", "CLibWebP"],
      cSettings: cSettings
    ),
    .target(name: "CVectorDrawing", cSettings: cSettings),
    .target(name: "CZip", dependencies: ["CMiniZip", "CLibZ"], cSettings: cSettings),
    .systemLibrary(
      name: "CLibGIF",
      path: "Sources/SystemLibraries/CLibGIF",
      pkgConfig: "libgif",
      providers: [.apt(["libgif-dev"]), .brew(["giflib"])]
    ),
    .systemLibrary(
      name: "CLibJPEG",
      path: "Sources/SystemLibraries/CLibJPEG",
      pkgConfig: "libjpeg",
      providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]
    ),
    .systemLibrary(
      name: "CLibPNG",
      path: "Sources/SystemLibraries/CLibPNG",
      pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]
    ),
    .systemLibrary(
      name: "CLibWebP",
      path: "Sources/SystemLibraries/CLibWebP",
      pkgConfig: "libwebpmux",
      providers: [.apt(["libwebp-dev"]), .brew(["webp"])]
    ),
    .systemLibrary(
      name: "CLibWebPDemux",
      path: "Sources/SystemLibraries/CLibWebPDemux",
      pkgConfig: "libwebpdemux",
      providers: [.apt(["libwebp-dev"]), .brew(["webp"])]
    ),
    .systemLibrary(
      name: "CMiniZip",
      path: "Sources/SystemLibraries/CMiniZip",
      pkgConfig: "minizip",
      providers: [.apt(["libminizip-dev"]), .brew(["minizip"])]
    ),
    .systemLibrary(
      name: "CLibZ",
      path: "Sources/SystemLibraries/CLibZ",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]
    ),
  ],
  cxxLanguageStandard: .cxx17
)
