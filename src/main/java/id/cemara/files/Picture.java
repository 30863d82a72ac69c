package id.cemara.files;

/// A picture as it is kept: upright, without anything but its pixels, as JPEG in two sizes.
///
/// @param hash where the picture is stored, its longest side at most 1600 pixels
/// @param thumbnailHash where the small one is stored, its longest side at most 480 pixels
/// @param width of the picture, in pixels
/// @param height of the picture, in pixels
public record Picture(String hash, String thumbnailHash, int width, int height) {}
