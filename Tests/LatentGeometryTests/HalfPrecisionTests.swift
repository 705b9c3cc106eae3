import Testing

@testable import LatentGeometry

// Swift has no Float16 on Macs with Intel processors.
#if !(os(macOS) && arch(x86_64))
@Suite struct HalfPrecisionTests {
  @Test func everyHalfIsWidenedExactly() {
    for half in UInt16.min ... .max {
      let expected = Float(Float16(bitPattern: half))
      let widened = HalfPrecision.widen(half)
      if expected.isNaN {
        #expect(widened.isNaN && (widened.sign == .minus) == (half & 0x8000 != 0))
      } else if widened.bitPattern != expected.bitPattern {
        Issue.record("\(half): \(widened), not \(expected)")
      }
    }
  }

  @Test func everyHalfComesBack() {
    for half in UInt16.min ... .max where !Float16(bitPattern: half).isNaN {
      if HalfPrecision.narrow(HalfPrecision.widen(half)) != half { Issue.record("\(half) does not come back") }
    }
  }

  /// Between two neighbours lies one tie; it and the numbers on both sides of it decide all of the rounding.
  @Test func everyTieGoesToEven() {
    for half in UInt16(0)..<0x7c00 {
      let low = Double(HalfPrecision.widen(half))
      let high = half == 0x7bff ? 65536 : Double(HalfPrecision.widen(half + 1))
      let tie = Float((low + high) / 2)
      for value in [tie, tie.nextUp, tie.nextDown, -tie, -tie.nextUp, -tie.nextDown] {
        let expected = Float16(value).bitPattern
        if HalfPrecision.narrow(value) != expected {
          Issue.record("\(value): \(HalfPrecision.narrow(value)), not \(expected)")
        }
      }
    }
  }

  /// A stride that is odd visits every exponent and all kinds of fractions.
  @Test func floatsOfAllKindsAreNarrowed() {
    for bits in stride(from: UInt32(0), to: .max - 9973, by: 9973) {
      let value = Float(bitPattern: bits)
      let narrowed = HalfPrecision.narrow(value)
      if value.isNaN {
        #expect(Float16(bitPattern: narrowed).isNaN)
      } else if narrowed != Float16(value).bitPattern {
        Issue.record("\(value): \(narrowed), not \(Float16(value).bitPattern)")
      }
    }
  }

  @Test func nanStaysNaNEvenWithASmallPayload() {
    for bits: UInt32 in [0x7f80_0001, 0xff80_0001, 0x7fc0_0000, 0x7fff_ffff] {
      let narrowed = HalfPrecision.narrow(Float(bitPattern: bits))
      #expect(Float16(bitPattern: narrowed).isNaN)
      #expect(narrowed >> 15 == UInt16(bits >> 31))
    }
  }
}
#endif
