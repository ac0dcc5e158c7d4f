import Core
import Plot

extension Figure {
  /// Laboratory: one sample through one layer with dropout, forward and backward.
  package static let dropoutLayer: Figure = {
    let controls = LayerControls()
    return Figure(
      id: "dropout-layer", title: Words(en: "Dropout in one layer", ko: "한 층의 드롭아웃"),
      controls: controls.all, presets: LaboratoryPresets.dropoutLayer,
      run: { LayerFilm(try controls.layer($0)).stepped },
      python: { LayerPython.script(try controls.layer($0)) })
  }()
}
