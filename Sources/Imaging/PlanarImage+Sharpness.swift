extension PlanarImage {
  /// The variance of the Laplacian of luma: how much fine detail a picture has.
  ///
  /// Luma is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601) of samples as they are drawn, clamped to [0, 1]; the Laplacian is the sum of
  /// the four neighbours less four times the pixel, at every pixel that has four. The measure by which
  /// autofocus and blur detection go (Pech-Pacheco et al. 2000); meaningful beside that of similar pictures.
  ///
  /// - Returns: A number ≥ 0; 0 for pictures of fewer than 3 rows or columns, and for flat ones.
  public var sharpness: Double {
    guard width >= 3, height >= 3 else { return 0 }
    let luma = luma
    var (sum, squares) = (0.0, 0.0)
    for y in 1..<height - 1 {
      for x in 1..<width - 1 {
        let index = y * width + x
        let value = luma[index - 1] + luma[index + 1] + luma[index - width] + luma[index + width] - 4 * luma[index]
        sum += value
        squares += value * value
      }
    }
    let count = Double((width - 2) * (height - 2))
    return max(0, squares / count - sum / count * (sum / count))
  }
}
