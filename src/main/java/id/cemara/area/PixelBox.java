package id.cemara.area;

/// The box around a ring, in pixels.
record PixelBox(double left, double top, double right, double bottom) {

    /// @param ring `x, y, x, y, …` in pixels
    static PixelBox of(double[] ring) {
        double left = ring[0], top = ring[1], right = ring[0], bottom = ring[1];
        for (int i = 2; i < ring.length; i += 2) {
            left = Math.min(left, ring[i]);
            right = Math.max(right, ring[i]);
            top = Math.min(top, ring[i + 1]);
            bottom = Math.max(bottom, ring[i + 1]);
        }
        return new PixelBox(left, top, right, bottom);
    }

    /// @param ring `x, y, x, y, …` in tenths of a pixel
    static PixelBox of(int[] ring) {
        var pixels = new double[ring.length];
        for (int i = 0; i < ring.length; i++) {
            pixels[i] = ring[i] / 10.0;
        }
        return of(pixels);
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    /// Length of the longer side, in pixels.
    double longer() {
        return Math.max(width(), height());
    }

    boolean contains(double x, double y) {
        return x >= left && x <= right && y >= top && y <= bottom;
    }
}
