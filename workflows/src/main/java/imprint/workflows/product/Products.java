package imprint.workflows.product;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The products that are known: people add them, or accept what devices tell. */
@Service
@Transactional
public class Products {

    // why: a device that is let in may tell another product with each heartbeat.
    private static final int MOST_WAITING = 1000;

    private final ProductRepository products;
    private final AuditTrail audit;
    private final Clock clock;

    Products(ProductRepository products, AuditTrail audit, Clock clock) {
        this.products = products;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One that a device told already, and that waits, is accepted.
     *
     * @throws Conflict when there is a product of this name
     */
    public Product add(String name, boolean cloneable, Actor actor) {
        var added = new ProductName(name);
        if (insert(added, ProductState.ACCEPTED, cloneable)) {
            var product = products.findByFolded(added.folded()).orElseThrow();
            record(actor, "product added", product, null);
            return product;
        }
        var known = products.lock(added.folded()).orElseThrow();
        if (known.isAccepted()) {
            throw new Conflict("There is a product named \"%s\" already.".formatted(known.name()));
        }
        known.mayBeCloned(cloneable);
        return accept(known, null, actor);
    }

    /**
     * A device tells its product. One that is not known yet waits to be accepted.
     *
     * @return empty when it is not known, and so many wait that no other is noted
     */
    public Optional<Product> findOrPropose(String name, Actor device) {
        var known = find(name);
        return known.isPresent() || products.countByState(ProductState.NEW) >= MOST_WAITING
                ? known
                : Optional.of(proposeWithToken(name, device));
    }

    /** As {@link #findOrPropose}, for a device that shows a join token. Strangers' proposals, however many, keep it from nothing. */
    public Product proposeWithToken(String name, Actor device) {
        var told = new ProductName(name);
        var isFirst = insert(told, ProductState.NEW, true);
        var product = products.findByFolded(told.folded()).orElseThrow();
        if (isFirst) {
            record(device, "product told", product, null);
        }
        return product;
    }

    private boolean insert(ProductName name, ProductState state, boolean cloneable) {
        return products.add(UUID.randomUUID(), name.spelling(), name.folded(), state.name(), cloneable, clock.instant())
                > 0;
    }

    public Product accept(UUID id, Actor actor) {
        return accept(lock(id), null, actor);
    }

    /** Whoever admits a device accepts the product that it brings. */
    public void acceptWith(UUID deviceId, String product, Actor actor) {
        products.lock(new ProductName(product).folded()).ifPresent(known -> accept(known, deviceId, actor));
    }

    private Product accept(Product product, @Nullable UUID deviceId, Actor actor) {
        if (!product.isAccepted()) {
            product.accept();
            record(actor, "product accepted", product, deviceId);
        }
        return product;
    }

    public Product mayBeCloned(UUID id, boolean cloneable, Actor actor) {
        var product = lock(id);
        product.mayBeCloned(cloneable);
        record(actor, "product changed", product, null);
        return product;
    }

    private void record(Actor actor, String act, Product product, @Nullable UUID deviceId) {
        var details =
                new HashMap<>(Map.of("name", product.name(), "cloneable", Boolean.toString(product.isCloneable())));
        if (deviceId != null) {
            details.put("device", deviceId.toString());
        }
        audit.record(Act.done(actor, act, "product", product.id()).with(details));
    }

    private Product lock(UUID id) {
        return products.lock(id).orElseThrow(() -> new NotFound("product", id));
    }

    @Transactional(readOnly = true)
    public Optional<Product> find(String name) {
        return products.findByFolded(new ProductName(name).folded());
    }

    /**
     * The product that a person chooses.
     *
     * @throws InvalidInput when there is none of this name, or nobody has accepted it
     */
    @Transactional(readOnly = true)
    public Product choose(String name) {
        var product = find(name).orElseThrow(() -> new InvalidInput("product", whatThereIs(new ProductName(name))));
        if (!product.isAccepted()) {
            throw new InvalidInput(
                    "product",
                    "The product \"%s\" was told by a device, and waits: have an administrator accept it."
                            .formatted(product.name()));
        }
        return product;
    }

    private String whatThereIs(ProductName wanted) {
        var near = NearNames.of(wanted, products.acceptedNames()).stream()
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(", "));
        return "There is no product \"%s\".%s Choose one that is listed among the products, or have an administrator add it."
                .formatted(wanted.spelling(), near.isEmpty() ? "" : " Near: " + near + ".");
    }

    @Transactional(readOnly = true)
    public Product get(UUID id) {
        return products.findById(id).orElseThrow(() -> new NotFound("product", id));
    }

    /** @param state null for all */
    @Transactional(readOnly = true)
    public Page<Product> list(@Nullable ProductState state, Pageable page) {
        return state == null ? products.findAll(page) : products.findByState(state, page);
    }
}
