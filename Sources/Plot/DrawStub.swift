// Stands in until scenes are drawn; delete it with that.
extension Surface { package mutating func draw(_ scene: Scene, in area: Area) {}
 package mutating func draw(_ pane: Pane, in area: Area) {} }
