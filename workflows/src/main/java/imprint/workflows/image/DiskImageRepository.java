package imprint.workflows.image;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface DiskImageRepository extends JpaRepository<DiskImage, UUID>, JpaSpecificationExecutor<DiskImage> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from DiskImage i where i.id = :id")
    Optional<DiskImage> lockToRemove(UUID id);

    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select i from DiskImage i where i.id = :id")
    Optional<DiskImage> lockToUse(UUID id);

    Optional<DiskImage> findByOperationId(UUID operationId);

    boolean existsByName(String name);

    @Query("select i.fileName from DiskImage i where i.locationId = :locationId and i.fileName in :fileNames")
    Set<String> findFileNames(UUID locationId, Collection<String> fileNames);

    boolean existsByLocationIdAndFileName(UUID locationId, String fileName);
}
