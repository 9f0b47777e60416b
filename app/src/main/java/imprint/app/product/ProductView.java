package imprint.app.product;

import imprint.workflows.product.Product;
import java.time.Instant;
import java.util.UUID;

record ProductView(UUID id, String name, boolean cloneable, Instant createdAt) {

    static ProductView of(Product product) {
        return new ProductView(product.id(), product.name(), product.isCloneable(), product.createdAt());
    }
}
