package id.cemara.files;

/// A stored document: a PDF unchanged, or a picture.
///
/// @param hash of the stored file
/// @param mediaType `application/pdf` or `image/jpeg`
public record StoredDocument(String hash, String mediaType) {

    /// The extension for the download's name.
    public String extension() {
        return mediaType.equals(Documents.PDF) ? ".pdf" : ".jpg";
    }
}
