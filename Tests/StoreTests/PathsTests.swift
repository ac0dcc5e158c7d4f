import Testing

@testable import Store

private func paths(_ environment: [String: String], home: String? = "/home/ada") -> Paths {
  Paths(environment: { environment[$0] }, passwordHome: { home })
}

@Test func pathsFollowTheXDGRules() {
  let set = paths([
    "HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c/", "XDG_STATE_HOME": "/s",
  ])
  #expect(set.database == "/d/descent/progress.sqlite")
  #expect(set.preferences == "/c/descent/config.yaml")
  #expect(set.state == "/s/descent")
  let plain = paths(["HOME": "/h"])
  #expect(plain.database == "/h/.local/share/descent/progress.sqlite")
  #expect(plain.preferences == "/h/.config/descent/config.yaml")
  #expect(plain.state == "/h/.local/state/descent")
}

@Test func emptyOrRelativeVariablesMeanTheDefault() {
  let odd = paths(["HOME": "/h", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "here"])
  #expect(odd == paths(["HOME": "/h"]))
}

@Test func withoutHomeThePasswordEntryCounts() {
  #expect(paths([:]).database == "/home/ada/.local/share/descent/progress.sqlite")
  #expect(paths(["HOME": "relative"]).data == "/home/ada/.local/share/descent")
  #expect(paths([:], home: nil).database == nil)
  #expect(paths(["XDG_DATA_HOME": "/d"], home: nil).database == "/d/descent/progress.sqlite")
}
