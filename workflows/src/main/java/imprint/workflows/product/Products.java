package imprint.workflows.product;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import java.time.Clock;
import java.util.Map;
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
    private final AuditTrail audit;
    private final Clock clock;

    Products(ProductRepository products, AuditTrail audit, Clock clock) {
        this.products = products;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Conflict when there is a product of this name */
    public Product add(String name, boolean cloneable, Actor actor) {
        if (products.findByName(name).isPresent()) {
            throw new Conflict("There is a product named \"%s\" already.".formatted(name));
        }
        var product = products.save(new Product(name, cloneable, clock.instant()));
        audit.record(Act.done(actor, "product added", "product", product.id()).with(Map.of("name", name)));
        return product;
    }

    /** A device tells its product; one that is not known yet becomes known. */
    public Product named(String name) {
        return products.findByName(name).orElseGet(() -> products.save(new Product(name, true, clock.instant())));
    }

    public Product mayBeCloned(UUID id, boolean cloneable, Actor actor) {
        var product = get(id);
        product.mayBeCloned(cloneable);
        audit.record(Act.done(actor, "product changed", "product", id)
                .with(Map.of("name", product.name(), "cloneable", Boolean.toString(cloneable))));
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
