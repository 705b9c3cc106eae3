import Testing

@testable import GenerativeModels

@Suite struct ImageLayoutTests {
  let shape = ImageShape(channels: 3, height: 2, width: 4)

  @Test func findsTheChannels() {
    #expect(ImageLayout.detected(in: [nil, 3, 2, 4], for: shape) == .nchw)
    #expect(ImageLayout.detected(in: [nil, 2, 4, 3], for: shape) == .nhwc)
    #expect(ImageLayout.detected(in: [nil, nil, nil, 3], for: shape) == .nhwc)
    #expect(ImageLayout.detected(in: [nil, nil, nil, nil], for: shape) == .nchw)
    #expect(ImageLayout.detected(in: [nil, 24], for: shape) == .nchw)
    #expect(ImageLayout.detected(in: [nil, 4, 2, 3], for: shape) == nil)
  }

  @Test func packingIsUndoneByUnpacking() {
    let planes = (0..<48).map(Float.init)
    var packed = [Float](repeating: 0, count: 48)
    var unpacked = packed
    planes.withUnsafeBufferPointer { planes in
      packed.withUnsafeMutableBufferPointer { ImageLayout.nhwc.pack(planes, into: $0, shape: shape) }
    }
    packed.withUnsafeBufferPointer { packed in
      unpacked.withUnsafeMutableBufferPointer { ImageLayout.nhwc.unpack(packed, into: $0, shape: shape) }
    }
    #expect(packed.prefix(6) == [0, 8, 16, 1, 9, 17])
    #expect(packed[24..<27] == [24, 32, 40])
    #expect(unpacked == planes)
  }
}
