package imprint.workflows.address;

import static imprint.workflows.address.StorageKind.Trait.SHARES;
import static imprint.workflows.address.StorageKind.Trait.USERS;

import java.util.Set;

/** How a storage location is reached. */
public enum StorageKind {
    /** A directory of the worker's machine, local or mounted. */
    FILE,
    /** Plain, or encrypted by explicit TLS. */
    FTP(USERS),
    CIFS(USERS, SHARES),
    HTTP(USERS),
    HTTPS(USERS),
    NFS(SHARES);

    private final Set<Trait> traits;

    StorageKind(Trait... traits) {
        this.traits = Set.of(traits);
    }

    /** Whether somebody may log in. */
    public boolean hasUsers() {
        return traits.contains(USERS);
    }

    /** Whether the server gives out parts of its files under names of their own: shares, or exports. */
    public boolean hasShares() {
        return traits.contains(SHARES);
    }

    enum Trait {
        USERS,
        SHARES
    }
}
