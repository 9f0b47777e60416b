package imprint.workflows.product;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface ProductRepository extends JpaRepository<Product, UUID> {

    Optional<Product> findByFolded(String folded);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.id = :id")
    Optional<Product> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.folded = :folded")
    Optional<Product> lock(String folded);

    // why not save: of the devices of a new product, many come at the same moment.
    @Modifying
    @NativeQuery("""
            insert into product (id, name, folded, state, cloneable, created_at)
            values (:id, :name, :folded, :state, :cloneable, :now) on conflict do nothing
            """)
    int add(UUID id, String name, String folded, String state, boolean cloneable, Instant now);

    long countByState(ProductState state);

    Page<Product> findByState(ProductState state, Pageable page);

    @Query("select p.name from Product p where p.state = ACCEPTED order by p.name")
    List<String> acceptedNames();
}
