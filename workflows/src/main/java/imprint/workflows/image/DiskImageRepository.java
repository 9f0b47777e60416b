package imprint.workflows.image;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

interface DiskImageRepository extends JpaRepository<DiskImage, UUID>, JpaSpecificationExecutor<DiskImage> {

    Optional<DiskImage> findByOperationId(UUID operationId);

    boolean existsByName(String name);

    boolean existsByLocationIdAndFileName(UUID locationId, String fileName);
}
