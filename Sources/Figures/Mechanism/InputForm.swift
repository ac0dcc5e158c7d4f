/// What a figure reads from an input file besides its controls, and what it computes from that instead of its run.
package struct InputForm: Sendable {
  /// The keys that are no controls; where one of them stands, the form computes.
  package let names: [String]
  /// From all members of the file and the settings (which the file's controls have set already).
  /// - Throws: `InputError` naming a key.
  package let run: @Sendable ([(key: String, value: JSON)], Settings) throws -> Film

  package init(
    _ names: [String],
    run: @escaping @Sendable ([(key: String, value: JSON)], Settings) throws -> Film
  ) {
    self.names = names
    self.run = run
  }
}

/// Something wrong in an input file: where (`params[1].W`), what, and how to mend it.
package struct InputError: Error, Equatable, Sendable {
  package let place: String
  package let says: Words
  package let mend: Words

  package init(_ place: String, _ says: Words, mend: Words) {
    self.place = place
    self.says = says
    self.mend = mend
  }
}
