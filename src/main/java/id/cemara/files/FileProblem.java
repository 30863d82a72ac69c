package id.cemara.files;

import id.cemara.shared.Problem;

/// Why a file is refused, judged by its content, not its name. Nothing of it is stored.
@Problem.Status(422)
public sealed interface FileProblem extends Problem {

    record NoFile() implements FileProblem {}

    @Status(413)
    record FileTooLarge(@Extension int mostMegabytes) implements FileProblem {}

    record NotAPicture() implements FileProblem {}

    /// It begins like a picture, but cannot be read to its end or holds something else besides.
    record BrokenPicture() implements FileProblem {}

    /// More pixels than we are ready to hold in memory.
    record TooManyPixels(
            @Extension long width,
            @Extension long height,
            @Extension int mostMegapixels) implements FileProblem {}

    /// Neither a PDF nor a picture.
    record NotADocument() implements FileProblem {}
}
