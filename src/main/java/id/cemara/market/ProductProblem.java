package id.cemara.market;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.MessageKey;
import java.util.List;
import java.util.Map;

/// Why a product is not kept or shown.
public sealed interface ProductProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// Something is missing before buyers may see it.
    ///
    /// @param missing all of it, as tails of the message key `market.product.missing.<tail>`
    record NotReady(List<String> missing) implements ProductProblem {

        public NotReady {
            missing = List.copyOf(missing);
        }

        @Override
        public String code() {
            return "product-not-ready";
        }

        @Override
        public List<Object> arguments() {
            return List.of(missing.size(), new MessageKey("market.product.missing." + missing.getFirst()));
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("missing", missing);
        }
    }

    /// The group has one of that name already.
    ///
    /// @param product its slug
    record ProductKnown(String name, String product) implements ProductProblem {

        @Override
        public String code() {
            return "product-known";
        }

        @Override
        public List<Object> arguments() {
            return List.of(name);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("product", product);
        }
    }

    /// It has as many photos as a product may have.
    record TooManyProductPhotos(int most) implements ProductProblem {

        @Override
        public String code() {
            return "too-many-product-photos";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /// A batch of that code is there already.
    record BatchKnown(String batch) implements ProductProblem {

        @Override
        public String code() {
            return "batch-known";
        }

        @Override
        public List<Object> arguments() {
            return List.of(batch);
        }
    }
}
