import Figures

/// Two marks between which a film plays over and over; `to` is nil while only the first is set.
package struct Loop: Equatable, Sendable {
  package var from: Int
  package var to: Int?
}

/// The playhead.
extension Player {
  /// Frames there are: of two runs on one clock, those of the longer.
  package var frames: Int { max(film?.frames ?? 1, companion?.film?.frames ?? 1) }
  /// Frames there will be.
  package var expectedFrames: Int {
    isPartial ? max(frames, progress?.frames ?? 0) : frames
  }
  package var frame: Int {
    let place = isReversed && isPlaying ? position.rounded(.up) : position.rounded(.down)
    return min(max(0, Int(place)), frames - 1)
  }
  package var isAtEnd: Bool { film != nil && frame >= frames - 1 && !isPartial }

  /// Frames a second at the present speed; what is worth a stop stays three times as long.
  package var rate: Double {
    guard film != nil else { return 1 }
    let pace = max(1, Double(expectedFrames) / 12)
    let isWorthAStop = frame > 0 && frame < frames - 1 && pace > 2
    let here = frame
    let hold = isWorthAStop && speed <= 1 && bookmarks.contains { $0.frame == here } ? 3.0 : 1
    return pace * speed / hold
  }

  /// Frames a second that the screen wants to be drawn at; nil: nothing moves.
  package var tempo: Double? {
    isPlaying ? max(1, rate) : pending != nil ? 8 : nil
  }

  package mutating func playOrPause() {
    guard film != nil else { return }
    if !isPlaying {
      position = Double(frame)
      let ends = loopEnds ?? 0...(frames - 1)
      if isReversed, frame <= ends.lowerBound { position = Double(ends.upperBound) }
      if !isReversed, frame >= ends.upperBound, !isPartial || loopEnds != nil {
        position = Double(ends.lowerBound)
      }
    }
    isPlaying.toggle()
  }
  package mutating func pause() {
    position = Double(frame)
    isPlaying = false
  }

  /// The other direction, at once.
  package mutating func reverse() {
    guard film != nil else { return }
    pause()
    isReversed.toggle()
    playOrPause()
  }

  private var loopEnds: ClosedRange<Int>? {
    guard let loop, let to = loop.to, loop.from < to, to < frames else { return nil }
    return loop.from...to
  }

  /// - Parameter seconds: since the last tick; a long gap (a suspended program) counts as one frame's time.
  package mutating func advance(by seconds: Double) {
    let seconds = max(0, min(seconds, 1))
    if pending != nil { waited += seconds }
    guard isPlaying, film != nil else { return }
    position = min(max(-1, position), Double(frames)) + (isReversed ? -1 : 1) * seconds * rate
    if let ends = loopEnds {
      turn(at: ends)
    } else if !isReversed, position >= Double(frames - 1) {
      position = Double(frames - 1)
      // A film that still grows is waited for.
      isPlaying = isPartial && pending != nil
    } else if isReversed, position <= 0 {
      position = 0
      isPlaying = false
    }
  }

  /// Over one end of a loop to its other; each frame has its time, the last one too.
  private mutating func turn(at ends: ClosedRange<Int>) {
    let length = Double(ends.count)
    if !isReversed, position >= Double(ends.upperBound + 1) {
      let over = position - Double(ends.upperBound + 1)
      position = Double(ends.lowerBound) + over.truncatingRemainder(dividingBy: length)
    } else if isReversed, position <= Double(ends.lowerBound - 1) {
      let over = Double(ends.lowerBound - 1) - position
      position = Double(ends.upperBound) - over.truncatingRemainder(dividingBy: length)
    }
  }

  package mutating func step(by frames: Int) {
    pause()
    guard film != nil else { return }
    position = Double(min(max(0, frame + frames), self.frames - 1))
  }

  package mutating func seek(fraction: Double) {
    guard film != nil, fraction.isFinite else { return }
    let target = (Double(expectedFrames - 1) * min(max(0, fraction), 1)).rounded()
    position = min(target, Double(frames - 1))
  }
  package mutating func seek(frame: Int) {
    guard film != nil else { return }
    position = Double(min(max(0, frame), frames - 1))
  }

  /// Ten of them lead from one end to the other.
  package mutating func scrub(by tenths: Int) {
    step(by: tenths * max(1, (frames + 8) / 10))
  }

  package mutating func jump(forward: Bool) {
    pause()
    let here = frame
    if forward, let next = bookmarks.first(where: { $0.frame > here }) { seek(frame: next.frame) }
    if !forward, let last = bookmarks.last(where: { $0.frame < here }) { seek(frame: last.frame) }
  }

  /// The bookmark that the playhead stands on, its place among all, and how many there are.
  package var bookmarkHere: (mark: Bookmark, number: Int, count: Int)? {
    let here = frame
    let marks = bookmarks
    guard let index = marks.firstIndex(where: { $0.frame == here }) else { return nil }
    return (marks[index], index + 1, marks.count)
  }

  package mutating func changeSpeed(by factor: Double) {
    speed = min(max(0.125, speed * factor), 16)
  }

  /// The first mark, the second (from here on it loops), none.
  package mutating func setMark() {
    guard film != nil else { return }
    let here = frame
    switch loop {
    case nil: loop = Loop(from: here)
    case .some(let open) where open.to == nil && open.from != here:
      loop = Loop(from: min(open.from, here), to: max(open.from, here))
      position = Double(here)
      if !isPlaying { playOrPause() }
    default: loop = nil
    }
  }
}
