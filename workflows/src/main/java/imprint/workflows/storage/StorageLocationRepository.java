package imprint.workflows.storage;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface StorageLocationRepository extends JpaRepository<StorageLocation, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from StorageLocation l where l.id = :id")
    Optional<StorageLocation> lock(UUID id);

    Optional<StorageLocation> findByName(String name);

    List<StorageLocation> findByPasswordNotNull();
}
