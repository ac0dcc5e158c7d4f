/// Every figure, laboratories among them, in the order of the contents.
package struct Catalogue: Sendable {
  package let figures: [Figure]

  package init(_ figures: [Figure]) { self.figures = figures }

  package func figure(_ id: String) -> Figure? { figures.first { $0.id == id } }

  package static let standard = Catalogue([
    .overfitCurves, .thinnedNet, .fcDropoutPass, .maskBackprop, .survivorCount, .scalingRules,
    .subnetAverage,
    .mcDropout, .activationHistograms, .rateTradeoffs,
    .twoLoops, .selectionLoop, .gridExplosion, .gridVsRandom, .hitProbability, .logRuler,
    .fourSearches, .zoomSearch, .lrFinder, .recipe, .curveReader,
    .lineVsParabola, .curvatureMap, .taylorZoom, .newtonWalk, .hessianBuilder, .oneStepQuadratic,
    .quadraticConvergence, .newtonBasins, .costBars, .solveTiming, .bfgsVsOthers, .lbfgsMemory,
    .dropoutMask, .dropoutLayer, .training, .search, .minimize,
  ])
}
