package imprint.app.product;

import imprint.workflows.product.Product;
import imprint.workflows.product.ProductState;
import java.time.Instant;
import java.util.UUID;

/** @param state new for one that a device told, until an administrator accepts it or admits a device of it */
record ProductView(UUID id, String name, ProductState state, boolean cloneable, Instant createdAt) {

    static ProductView of(Product product) {
        return new ProductView(
                product.id(), product.name(), product.state(), product.isCloneable(), product.createdAt());
    }
}
