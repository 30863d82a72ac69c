package id.cemara.files;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Map;

/// Why a file is not taken. Nothing of it is stored then.
public sealed interface FileProblem extends Problem {

    @Override
    default int status() {
        return 422;
    }

    /// Nothing was sent.
    record NoFile() implements FileProblem {

        @Override
        public String code() {
            return "no-file";
        }
    }

    /// The file is longer than we read.
    ///
    /// @param mostMegabytes the longest file that is taken
    record FileTooLarge(int mostMegabytes) implements FileProblem {

        @Override
        public String code() {
            return "file-too-large";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public List<Object> arguments() {
            return List.of(mostMegabytes);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("mostMegabytes", mostMegabytes);
        }
    }

    /// By its content the file is no picture of a kind we read, whatever its name says.
    record NotAPicture() implements FileProblem {

        @Override
        public String code() {
            return "not-a-picture";
        }
    }

    /// The file begins like a picture and cannot be read to its end, or holds something else besides.
    record BrokenPicture() implements FileProblem {

        @Override
        public String code() {
            return "broken-picture";
        }
    }

    /// The picture has more pixels than we are ready to hold in memory.
    ///
    /// @param width its width in pixels
    /// @param height its height in pixels
    /// @param mostMegapixels the largest picture that is taken, in millions of pixels
    record TooManyPixels(long width, long height, int mostMegapixels) implements FileProblem {

        @Override
        public String code() {
            return "too-many-pixels";
        }

        @Override
        public List<Object> arguments() {
            return List.of(width, height, mostMegapixels);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("width", width, "height", height, "mostMegapixels", mostMegapixels);
        }
    }

    /// By its content the file is neither a PDF nor a picture.
    record NotADocument() implements FileProblem {

        @Override
        public String code() {
            return "not-a-document";
        }
    }
}
