package id.cemara.files;

/// A paper as it is kept: a PDF as it came, or a picture of it.
///
/// @param hash where it is stored
/// @param mediaType `application/pdf` or `image/jpeg`
public record StoredDocument(String hash, String mediaType) {

    /// What its name ends with when somebody saves it.
    public String extension() {
        return mediaType.equals(Documents.PDF) ? ".pdf" : ".jpg";
    }
}
