internal import Datasets

/// A picture as the catalogue takes it.
struct CatalogItem: Sendable {
  var entry: PictureCollection.Entry
  /// Of the original picture, upright.
  var width: Int
  var height: Int
}
