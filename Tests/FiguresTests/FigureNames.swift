import Testing

@testable import Figures

extension Figure: CustomTestStringConvertible {
  public var testDescription: String { id }
}
