package imprint.workflows.device;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface DeviceRepository extends JpaRepository<Device, UUID>, JpaSpecificationExecutor<Device> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Device d where d.identity = :identity")
    Optional<Device> lockByIdentity(String identity);

    @Query("select d.id from Device d where d.id in :ids")
    Set<UUID> findIds(Collection<UUID> ids);

    @Query("select d.factsDigest from Device d where d.id = :id")
    Optional<String> findFactsDigest(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Device d where d.id = :id")
    Optional<Device> lock(UUID id);
}
