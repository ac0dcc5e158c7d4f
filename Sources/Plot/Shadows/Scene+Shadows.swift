/// What an earlier run of the same figure drew.
package struct EarlierRun: Sendable {
  /// Its last frame: where it went in the end.
  package var end: Scene
  /// The same moment of it, for what shows nothing but a moment (masks, networks); nil: its last frame.
  package var now: Scene?

  package init(end: Scene, now: Scene? = nil) {
    self.end = end
    self.now = now
  }
}

extension Scene {
  /// The scene with the shadows of earlier runs. Each part takes those of the part in the same place: a chart what its
  /// marks leave behind (`Mark.shadows`), if both have the same axes; units and networks how the newest of the runs
  /// differed.
  package func shadowed(by runs: [EarlierRun]) -> Scene {
    guard let newest = runs.last else { return self }
    let ends = runs.map(\.end.body.parts)
    let moment = (newest.now ?? newest.end).body.parts
    var place = 0
    var scene = self
    scene.body = body.mappingParts { part in
      defer { place += 1 }
      let others = ends.compactMap { $0.indices.contains(place) ? $0[place] : nil }
      let other = moment.indices.contains(place) ? moment[place] : nil
      switch (part, other) {
      case (.chart(let chart), _): return .chart(chart.shadowed(by: others.compactMap(\.chart)))
      case (.units(let grid), .units(let earlier)): return .units(grid.shadowed(by: earlier))
      case (.network(let network), .network(let earlier)):
        return .network(network.shadowed(by: earlier))
      default: return part
      }
    }
    return scene
  }
}

extension UnitGrid {
  /// Nothing where both have not the same units, or keep the same ones.
  fileprivate func shadowed(by other: UnitGrid) -> UnitGrid {
    guard other.kept.count == kept.count, other.kept != kept else { return self }
    var grid = self
    grid.earlier = other.kept
    return grid
  }
}

extension NetworkDiagram {
  fileprivate func shadowed(by other: NetworkDiagram) -> NetworkDiagram {
    guard other.layers.map(\.kept.count) == layers.map(\.kept.count) else { return self }
    var network = self
    for (index, layer) in other.layers.enumerated() where layer.kept != layers[index].kept {
      network.layers[index].earlier = layer.kept
    }
    return network
  }
}
