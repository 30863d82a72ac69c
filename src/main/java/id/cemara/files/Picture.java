package id.cemara.files;

/// A stored picture: upright, without metadata, as JPEG in two sizes.
///
/// @param hash of the large picture, longest side at most 1600 pixels
/// @param thumbnailHash of the small one, longest side at most 480 pixels
/// @param width of the large picture, in pixels
/// @param height of the large picture, in pixels
public record Picture(String hash, String thumbnailHash, int width, int height) {}
