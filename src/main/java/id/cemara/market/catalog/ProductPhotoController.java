package id.cemara.market.catalog;

import id.cemara.files.FileStore;
import id.cemara.shared.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// The photos on a product's page in the work space.
@Controller
record ProductPhotoController(Products products, ProductPhotos photos, FileStore files) {

    @PostMapping(KeptProductController.ONE + "/foto")
    String addPhoto(
            @PathVariable String number,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String alt)
            throws IOException {
        products.get(number, slug);
        try (InputStream in = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            photos.add(slug, in, alt);
        }
        return "redirect:" + ProductList.path(number, slug) + "?kabar=photo#foto";
    }

    @PostMapping(KeptProductController.ONE + "/foto/{id}")
    String changePhoto(
            @PathVariable String number,
            @PathVariable String slug,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String alt,
            @RequestParam(required = false) @Nullable String first) {
        products.get(number, slug);
        photos.change(slug, id, alt, first != null);
        return "redirect:" + ProductList.path(number, slug) + "?kabar=saved#foto";
    }

    @PostMapping(KeptProductController.ONE + "/foto/{id}/hapus")
    String removePhoto(@PathVariable String number, @PathVariable String slug, @PathVariable UUID id) {
        products.get(number, slug);
        photos.remove(slug, id);
        return "redirect:" + ProductList.path(number, slug) + "?kabar=removed#foto";
    }

    /// A photo's thumbnail, also of a product that is not published.
    @GetMapping(KeptProductController.ONE + "/foto/{id}/kecil")
    ResponseEntity<Resource> thumbnail(@PathVariable String number, @PathVariable String slug, @PathVariable UUID id) {
        ProductView.Photo photo = ProductPhotos.photo(products.get(number, slug), id);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(files.find(photo.thumbHash())
                        .<Resource>map(FileSystemResource::new)
                        .orElseThrow(Refused::notFound));
    }
}
