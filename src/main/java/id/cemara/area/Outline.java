package id.cemara.area;

import java.util.List;

/// The border of an area in degrees, as read from a file.
///
/// @param code Kemendagri code
/// @param name name with its kind
/// @param rings closed lines as `longitude, latitude, longitude, latitude, …` without the first point repeated; all
/// islands wind one way and all holes the other
record Outline(String code, String name, List<double[]> rings) {}
