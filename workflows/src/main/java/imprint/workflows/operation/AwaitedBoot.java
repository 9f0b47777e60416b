package imprint.workflows.operation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * What an operation waits to hear from its device.
 *
 * @param key by which the process is told
 * @param environment null for any
 * @param bootIdBefore the boot that does not count, because it was there before; null when any contact counts
 */
@Embeddable
record AwaitedBoot(
        @Column(name = "awaited_key") String key,
        @Column(name = "awaited_environment") @Nullable String environment,
        @Column(name = "boot_id_before") @Nullable String bootIdBefore) {

    boolean isSatisfiedBy(String heardIn, String bootId) {
        return (environment == null || environment.equals(heardIn)) && !bootId.equals(bootIdBefore);
    }
}
