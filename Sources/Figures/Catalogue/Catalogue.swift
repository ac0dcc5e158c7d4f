/// Every figure, laboratories among them, in the order of the contents.
package struct Catalogue: Sendable {
  package let figures: [Figure]

  package init(_ figures: [Figure]) { self.figures = figures }

  package func figure(_ id: String) -> Figure? { figures.first { $0.id == id } }

  package static let standard = Catalogue([
    .thinnedNet, .fcDropoutPass, .maskBackprop, .survivorCount, .scalingRules, .subnetAverage,
    .rateTradeoffs,
    .twoLoops, .selectionLoop, .gridExplosion, .gridVsRandom, .hitProbability, .logRuler,
    .fourSearches, .zoomSearch, .lrFinder, .curveReader,
    .lineVsParabola, .curvatureMap, .taylorZoom, .newtonWalk, .hessianBuilder, .oneStepQuadratic,
    .quadraticConvergence, .newtonBasins, .costBars, .solveTiming, .bfgsVsOthers, .lbfgsMemory,
    .dropoutMask, .dropoutLayer, .training, .search, .minimize,
  ])
}
