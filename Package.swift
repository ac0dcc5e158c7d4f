// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: the Swift 6 language mode, and a warning is an error.
let house: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// A room of the house (see ARCHITECTURE.md); `imports` are the only rooms it may know.
func room(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: house)
}

/// The tests of one room.
func tests(_ name: String, of rooms: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name, dependencies: rooms, resources: resources,
    swiftSettings: house)
}

let package = Package(
  name: "descent",
  products: [.executable(name: "descent", targets: ["descent"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "CText", linkerSettings: [.linkedLibrary("utf8proc")]),
    .target(
      name: "CCmark",
      linkerSettings: [.linkedLibrary("cmark-gfm-extensions"), .linkedLibrary("cmark-gfm")]),
    .target(
      name: "CNcurses", cSettings: [.define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("ncursesw")]),

    room("Core"),
    room("Plot", imports: ["CText"]),
    room("Figures", imports: ["Core", "Plot"]),
    room(
      "Lessons",
      imports: ["Core", "Plot", "Figures", "CCmark", .product(name: "Yams", package: "Yams")]),
    room("Study", imports: ["Core", "Lessons"]),
    room("Store", imports: ["Study", .product(name: "GRDB", package: "GRDB.swift")]),
    room("App", imports: ["Plot", "Figures", "Lessons", "Study"]),
    room("TUI", imports: ["App", "Plot", "CNcurses"]),
    .executableTarget(
      name: "descent",
      dependencies: [
        "Core", "Plot", "Figures", "Lessons", "Study", "Store", "App", "TUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),

    .target(
      name: "CTerminal", path: "Tests/CTerminal", cSettings: [.define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    tests("HouseTests", of: []),
    tests("CoreTests", of: ["Core"], resources: [.copy("Vectors")]),
    tests("PlotTests", of: ["Plot"], resources: [.copy("Frames")]),
    tests(
      "FiguresTests", of: ["Core", "Plot", "Figures"],
      resources: [.copy("Frames"), .copy("compare_code.py")]),
    tests(
      "LessonsTests", of: ["Core", "Plot", "Figures", "Lessons"], resources: [.copy("Packs")]),
    tests("StudyTests", of: ["Core", "Lessons", "Study"]),
    tests("StoreTests", of: ["Study", "Store", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(
      "AppTests", of: ["Core", "Plot", "Figures", "Lessons", "Study", "App"],
      resources: [.copy("Frames")]),
    tests("TUITests", of: ["Plot", "App", "TUI"]),
    .executableTarget(
      name: "probe", dependencies: ["App", "Plot", "TUI"], path: "Tests/Probe",
      swiftSettings: house),
    tests("EndToEndTests", of: ["CTerminal", "descent", "probe"]),
  ]
)

// What `make bench` measures; nothing else builds it.
if Context.environment["DESCENT_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "bench", dependencies: ["Core", "Plot", "Figures"], path: "Benchmarks/bench",
      swiftSettings: house))
}
