package id.cemara.area;

/// The centre of an area, in degrees (WGS 84).
record AreaPoint(String code, String name, double longitude, double latitude) {

    /// Number of segments of the code: 2 for a kabupaten, 3 for a kecamatan, 4 for a village.
    int depth() {
        return (int) code.chars().filter(letter -> letter == '.').count() + 1;
    }
}
