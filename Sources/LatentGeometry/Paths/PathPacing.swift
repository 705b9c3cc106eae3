/// How a path divides its time among its segments.
public enum PathPacing: String, Sendable, Codable, CaseIterable {
  /// At constant angular speed, the angle seen from the prior's centre.
  ///
  /// A segment takes time in proportion to its angle, and within it places are moved so that equal times are equal
  /// angles. Segments that hardly turn (less than 1e-3 of their length over the anchors' mean distance from the centre), that
  /// run through the centre, and all in one dimension go at constant speed instead, that length counting as their angle. An
  /// anchor that is repeated takes no time.
  case byAngle = "by-angle"
  /// The same time for every segment, and within it as the method goes; an anchor that is repeated is a rest.
  case evenly
}
