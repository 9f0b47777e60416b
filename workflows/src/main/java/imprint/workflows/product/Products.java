package imprint.workflows.product;

import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The products that are known. */
@Service
@Transactional
public class Products {

    private final ProductRepository products;
    private final Clock clock;

    Products(ProductRepository products, Clock clock) {
        this.products = products;
        this.clock = clock;
    }

    /** @throws Conflict when there is a product of this name */
    public Product add(String name, boolean cloneable) {
        if (products.findByName(name).isPresent()) {
            throw new Conflict("There is a product named \"%s\" already.".formatted(name));
        }
        return products.save(new Product(name, cloneable, clock.instant()));
    }

    /** A device tells its product; one that is not known yet becomes known. */
    public Product named(String name) {
        return products.findByName(name).orElseGet(() -> products.save(new Product(name, true, clock.instant())));
    }

    public Product mayBeCloned(UUID id, boolean cloneable) {
        var product = get(id);
        product.mayBeCloned(cloneable);
        return product;
    }

    @Transactional(readOnly = true)
    public Optional<Product> find(String name) {
        return products.findByName(name);
    }

    @Transactional(readOnly = true)
    public Product get(UUID id) {
        return products.findById(id).orElseThrow(() -> new NotFound("product", id));
    }

    @Transactional(readOnly = true)
    public Page<Product> list(Pageable page) {
        return products.findAll(page);
    }
}
