package imprint.workers.storage;

import imprint.workers.cifs.UnsafeServer;
import imprint.workers.net.ForbiddenAddress;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.HexFormat;
import jcifs.CIFSException;
import jcifs.smb.NtStatus;
import jcifs.smb.SmbException;

/** What the failures of an SMB server mean, and what to do about them (statuses: [MS-ERREF] 2.3.1). */
final class CifsFailures {

    private static final int QUOTA_EXCEEDED = 0xC0000044;
    private static final int DISK_QUOTA_EXCEEDED = 0xC0000802;
    private static final int MEDIA_WRITE_PROTECTED = 0xC00000A2;
    private static final int STOPPED_ON_SYMLINK = 0x8000002D;
    private static final int NAME_TOO_LONG = 0xC0000106;
    private static final int FILE_TOO_LARGE = 0xC0000904;

    private final StorageAddress location;

    CifsFailures(StorageAddress location) {
        this.location = location;
    }

    <T> T named(Action<T> action) throws StorageException {
        try {
            return action.run();
        } catch (StorageException e) {
            throw e;
        } catch (SmbException e) {
            throw named(e);
        } catch (UnsafeServer e) {
            throw refused(Reason.TLS, "is not safe to use: " + e.getMessage(), e);
        } catch (ForbiddenAddress e) {
            throw ConnectionFailure.forbidden(location, e);
        } catch (UnknownHostException e) {
            throw new StorageUnreachable(
                    "%s has a host name that is not known: check its spelling, or the name server."
                            .formatted(location.label()),
                    e);
        } catch (ProtocolException e) {
            throw refused(Reason.FORBIDDEN, "does not speak as an SMB server does: " + e.getMessage() + ".", e);
        } catch (CIFSException e) {
            throw refused(Reason.LOGIN, "does not come to terms about the login: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StorageUnreachable("%s does not answer: %s".formatted(location.label(), e.getMessage()), e);
        }
    }

    private StorageException named(SmbException e) {
        return switch (e.getNtStatus()) {
            case NtStatus.NT_STATUS_LOGON_FAILURE, NtStatus.NT_STATUS_WRONG_PASSWORD, NtStatus.NT_STATUS_NO_SUCH_USER ->
                refused(Reason.LOGIN, "does not accept the user, the domain or the password.", e);
            case NtStatus.NT_STATUS_PASSWORD_EXPIRED, NtStatus.NT_STATUS_PASSWORD_MUST_CHANGE ->
                refused(
                        Reason.LOGIN,
                        "wants a new password, the old one has expired: change it there, and then in the location.",
                        e);
            case NtStatus.NT_STATUS_ACCOUNT_LOCKED_OUT ->
                refused(Reason.LOGIN, "has locked the account after wrong passwords: unlock it there.", e);
            case NtStatus.NT_STATUS_ACCOUNT_DISABLED ->
                refused(Reason.LOGIN, "has disabled the account: enable it there, or use another.", e);
            case NtStatus.NT_STATUS_ACCOUNT_RESTRICTION,
                    NtStatus.NT_STATUS_INVALID_LOGON_HOURS,
                    NtStatus.NT_STATUS_INVALID_WORKSTATION,
                    NtStatus.NT_STATUS_LOGON_TYPE_NOT_GRANTED ->
                refused(Reason.LOGIN, "restricts when and from where the account may log in: lift that there.", e);
            case NtStatus.NT_STATUS_NO_LOGON_SERVERS,
                    NtStatus.NT_STATUS_TRUSTED_DOMAIN_FAILURE,
                    NtStatus.NT_STATUS_TRUSTED_RELATIONSHIP_FAILURE,
                    NtStatus.NT_STATUS_NO_TRUST_SAM_ACCOUNT ->
                new StorageUnreachable(
                        "%s cannot ask its domain about the login: see whether a domain controller answers it."
                                .formatted(location.label()),
                        e);
            case NtStatus.NT_STATUS_BAD_NETWORK_NAME, NtStatus.NT_STATUS_BAD_DEVICE_TYPE ->
                refused(Reason.SHARE, "has no such share: check its name.", e);
            case NtStatus.NT_STATUS_NETWORK_ACCESS_DENIED ->
                refused(Reason.SHARE, "does not let the user use the share: permit it there.", e);
            case NtStatus.NT_STATUS_OBJECT_PATH_NOT_FOUND,
                    NtStatus.NT_STATUS_OBJECT_NAME_NOT_FOUND,
                    NtStatus.NT_STATUS_NOT_A_DIRECTORY ->
                refused(Reason.DIRECTORY, "has no such directory: make it, or check its name.", e);
            case NtStatus.NT_STATUS_ACCESS_DENIED, NtStatus.NT_STATUS_CANNOT_DELETE, MEDIA_WRITE_PROTECTED ->
                refused(Reason.FORBIDDEN, "does not permit that to the user: grant reading and writing there.", e);
            case NtStatus.NT_STATUS_FILE_IS_A_DIRECTORY ->
                refused(Reason.FORBIDDEN, "has a directory of this name, no file.", e);
            case NtStatus.NT_STATUS_OBJECT_NAME_INVALID ->
                refused(
                        Reason.FORBIDDEN,
                        "takes no such file name: leave out \" * : < > ? | and do not end it with a dot or a space.",
                        e);
            case STOPPED_ON_SYMLINK ->
                refused(
                        Reason.FORBIDDEN,
                        "has a link of this name, and links are not followed: name the file that it leads to, or put the file itself in the link's place.",
                        e);
            case NtStatus.NT_STATUS_PATH_NOT_COVERED ->
                refused(
                        Reason.DIRECTORY,
                        "keeps this directory on another server (DFS), which is not followed: give the address of that server.",
                        e);
            case NAME_TOO_LONG -> refused(Reason.FORBIDDEN, "takes no file name of this length: use a shorter one.", e);
            case FILE_TOO_LARGE ->
                refused(
                        Reason.FORBIDDEN,
                        "holds no file of this size: FAT32, for one, ends at 4 GiB. Use another file system there.",
                        e);
            case NtStatus.NT_STATUS_SHARING_VIOLATION, NtStatus.NT_STATUS_DELETE_PENDING ->
                refused(Reason.FORBIDDEN, "says that someone else is using the file: try again later.", e);
            case NtStatus.NT_STATUS_DISK_FULL, QUOTA_EXCEEDED, DISK_QUOTA_EXCEEDED ->
                new StorageFull(
                        "%s is full: make room there, or raise the user's quota.".formatted(location.label()), e);
            default ->
                new StorageUnreachable(
                        "%s broke off: %s (0x%s)"
                                .formatted(
                                        location.label(),
                                        e.getMessage(),
                                        HexFormat.of().withUpperCase().toHexDigits(e.getNtStatus())),
                        e);
        };
    }

    private StorageRefused refused(Reason reason, String what, IOException cause) {
        return new StorageRefused(reason, location.label() + " " + what, cause);
    }

    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }
}
