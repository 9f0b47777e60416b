package imprint.workflows.storage;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface StorageLocationRepository extends JpaRepository<StorageLocation, UUID> {

    Optional<StorageLocation> findByName(String name);

    List<StorageLocation> findByPasswordNotNull();
}
