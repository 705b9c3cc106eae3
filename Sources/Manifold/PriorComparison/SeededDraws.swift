internal import LatentGeometry

/// Random choices of the comparison's estimators, which depend only on the seed, their purpose and their number.
///
/// The counters are apart from those of `LatentGenerator`, so that no choice depends on a latent of the same seed.
package struct SeededDraws: Sendable {
  /// What the numbers are for: draws of one purpose never repeat those of another.
  package enum Purpose: UInt32, Sendable {
    case rows = 0x5350_0000
    case directions = 0x5350_0001
    case folds = 0x5350_0002
    case labels = 0x5350_0003
    case resampling = 0x5350_0004
    case heldOut = 0x5350_0005
    case repeats = 0x5350_0006
    case pictures = 0x5350_0010
    case anchors = 0x5350_0020
    case places = 0x5350_0040
  }

  private let philox: Philox
  private let purpose: Purpose

  package init(seed: UInt64, for purpose: Purpose) {
    philox = Philox(seed: seed)
    self.purpose = purpose
  }

  /// Four words of 32 bits.
  package func words(at place: Int, series: Int) -> SIMD4<UInt32> { philox.block(counter(place, series)) }

  /// Two numbers of the open interval (0, 1).
  package func uniformPair(at place: Int, series: Int) -> (Double, Double) {
    philox.uniformPair(counter(place, series))
  }

  /// `count` of the numbers 0 ..< total without repetition, in random order: the first steps of Fisher and Yates.
  package func choice(of count: Int, from total: Int, series: Int) -> [Int] {
    var numbers = Array(0..<total)
    shuffle(&numbers, first: count, series: series)
    return Array(numbers[..<count])
  }

  /// Fills the first places with random ones of all elements.
  ///
  /// 64 bits are multiplied down to a place, which is uneven by less than 2⁻⁴⁰ for a million elements.
  package func shuffle<Element>(_ elements: inout [Element], first count: Int, series: Int) {
    let total = elements.count
    precondition(count <= total, "no more can be chosen than there are")
    for place in 0..<count {
      let words = words(at: place, series: series)
      let random = UInt64(words[0]) << 32 | UInt64(words[1])
      elements.swapAt(place, place + Int(UInt64(total - place).multipliedFullWidth(by: random).high))
    }
  }

  /// As many of the numbers 0 ..< n as there are places, n, with replacement; a word of 32 bits is multiplied down to a number.
  package func resample(_ places: inout [UInt32], replicate: Int, series: Int) {
    let n = places.count
    let blocks = (n + 3) / 4
    places.withUnsafeMutableBufferPointer { places in
      for block in 0..<blocks {
        let words = words(at: replicate &* blocks &+ block, series: series)
        for lane in 0..<min(4, n &- 4 &* block) {
          places[4 &* block &+ lane] = UInt32(truncatingIfNeeded: (UInt64(words[lane]) &* UInt64(n)) >> 32)
        }
      }
    }
  }

  private func counter(_ place: Int, _ series: Int) -> SIMD4<UInt32> {
    SIMD4(
      UInt32(truncatingIfNeeded: place),
      UInt32(truncatingIfNeeded: place >> 32),
      UInt32(truncatingIfNeeded: series),
      purpose.rawValue
    )
  }
}
