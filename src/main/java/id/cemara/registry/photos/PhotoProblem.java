package id.cemara.registry.photos;

import id.cemara.shared.Problem;

/// Why a picture is not put on a group's page.
sealed interface PhotoProblem extends Problem {

    record TooManyPhotos(@Extension int most) implements PhotoProblem {}
}
