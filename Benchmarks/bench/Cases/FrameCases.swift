import Figures
import Plot

extension Case {
  /// Every figure of the catalogue at its start, in both sizes: the median over its frames.
  static var frames: [Case] {
    [Size(rows: 24, columns: 80), Size(rows: 60, columns: 200)].flatMap { size in
      Catalogue.standard.figures.map { frames(of: $0, at: size) }
    }
  }

  private static func frames(of figure: Figure, at size: Size) -> Case {
    let shape = "\(size.columns)x\(size.rows)"
    return Case(
      name: "frame-\(shape)/\(figure.id)",
      work: "a frame of \(figure.id), film to cells, \(shape), median of up to 100 frames"
    ) {
      BuiltInData.provide { name in
        let path = "lessons/data/\(name)"
        return (try? bytes(beside: path)).map { BuiltInData.File(path: path, bytes: $0) }
      }
      let film = try figure.film(figure.initialSettings)
      let stride = max(1, film.frames / 100)
      return { _ in
        var times: [Double] = []
        var cells = 0
        for index in Swift.stride(from: 0, to: film.frames, by: stride) {
          let began = Harness.now()
          var surface = Surface(size: size)
          surface.draw(film.scene(index, .en), in: surface.area)
          times.append(Harness.now() - began)
          cells += surface.size.rows
        }
        times.sort()
        return Outcome(("rows", Double(cells)), seconds: times[times.count / 2])
      }
    }
  }
}
