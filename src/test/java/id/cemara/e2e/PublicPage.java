package id.cemara.e2e;

/// Every kind of public page, each with a typical or an empty example.
enum PublicPage {
    HOME("/"),
    SEARCH("/cari?q=keripik+pisang"),
    SEARCH_WITHOUT_A_RESULT("/cari?q=zzzzzz"),
    SEARCH_FOR_NOTHING("/cari"),
    DIRECTORY("/kelompok"),
    DIRECTORY_SEARCHED("/kelompok?q=keripik"),
    DIRECTORY_SEARCHED_WITH_A_TYPO("/kelompok?q=wanita+mandri"),
    DIRECTORY_WITHOUT_A_RESULT("/kelompok?q=zzzzzz"),
    DIRECTORY_FILTERED("/kelompok?area=17.07&sector=home-industry&stage=basic"),
    GROUP("/kelompok/wanita-mandiri"),
    ANOTHER_GROUP("/kelompok/cemara-indah"),
    MARKET("/pasar"),
    MARKET_SEARCHED("/pasar?q=keripik+pisang&halal=true"),
    MARKET_SEARCHED_WITH_A_TYPO("/pasar?q=kripk"),
    MARKET_WITHOUT_A_RESULT("/pasar?q=zzzzzz"),
    MARKET_NEAR("/pasar?near=17.07.04&kind=ready&maxPrice=50000"),
    PRODUCT("/pasar/keripik-talas-original-200-g-cemara-indah"),
    PRODUCT_UNKNOWN("/pasar/keripik-yang-tidak-ada", 404),
    POSTER("/kelompok/cemara-indah/poster"),
    AREAS("/wilayah"),
    AREAS_SEARCHED("/wilayah?q=taba+anyar"),
    AREAS_WITHOUT_A_RESULT("/wilayah?q=zzzzzz"),
    PROVINCE("/wilayah/17"),
    REGENCY("/wilayah/17.07"),
    DISTRICT("/wilayah/17.07.04"),
    VILLAGE("/wilayah/17.07.04.1003"),
    STATISTICS("/statistik"),
    STATISTICS_OF_AN_EMPTY_DAY("/statistik?asOf=2011-01-01"),
    CART_WITH_NOTHING_IN_IT("/keranjang"),
    CART_WITH_A_WORD("/keranjang?kabar=gone"),
    ORDER_OF_SOMEBODY_ELSE("/pesanan/ABCDEFGH", 404),
    LOG_IN("/masuk"),
    NOT_FOUND("/tidak-ada", 404),
    BAD_REQUEST("/kelompok?area=99", 400);

    private final String path;
    private final int status;

    PublicPage(String path) {
        this(path, 200);
    }

    PublicPage(String path, int status) {
        this.path = path;
        this.status = status;
    }

    String path() {
        return path;
    }

    /// The expected HTTP status.
    int status() {
        return status;
    }
}
