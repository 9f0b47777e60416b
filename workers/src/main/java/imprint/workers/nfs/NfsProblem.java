package imprint.workers.nfs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an NFS server, or the way to it, may fail with. */
public enum NfsProblem {
    /** libnfs is not installed here. */
    NO_LIBRARY,
    /** The server's name is not known. */
    UNKNOWN_HOST,
    /** The server does not answer, stopped answering, or asks to come back later. */
    UNREACHABLE,
    /** The server has no such export, or does not let this machine use it; many servers do not say which. */
    NO_EXPORT,
    /** There is no such file, or no such directory on the way to it. */
    MISSING,
    /** There is a file of this name already. */
    EXISTS,
    /** The user or this machine may not do this. */
    DENIED,
    /** No room, or a quota is used up. */
    FULL,
    /** The file has been removed while it was open. */
    STALE,
    /** The server, or the file system behind it, has no such operation. */
    UNSUPPORTED,
    /** Anything else that the server does not accept. */
    REFUSED;

    private static final Pattern STATUS = Pattern.compile("(?:NFS[34]|MNT3)ERR_([A-Z0-9_]+)");

    // Names: RFC 1813, 2.6 and 5.1.5; RFC 7530, 13.1
    private static final Map<String, NfsProblem> BY_STATUS = Map.ofEntries(
            Map.entry("NOENT", MISSING),
            Map.entry("NOTDIR", MISSING),
            Map.entry("EXIST", EXISTS),
            Map.entry("ACCES", DENIED),
            Map.entry("ACCESS", DENIED),
            Map.entry("PERM", DENIED),
            Map.entry("ROFS", DENIED),
            Map.entry("WRONGSEC", DENIED),
            Map.entry("NOSPC", FULL),
            Map.entry("DQUOT", FULL),
            Map.entry("STALE", STALE),
            Map.entry("FHEXPIRED", STALE),
            Map.entry("NOTSUPP", UNSUPPORTED),
            Map.entry("MLINK", UNSUPPORTED),
            Map.entry("XDEV", UNSUPPORTED),
            Map.entry("IO", UNREACHABLE),
            Map.entry("JUKEBOX", UNREACHABLE),
            Map.entry("DELAY", UNREACHABLE),
            Map.entry("GRACE", UNREACHABLE),
            Map.entry("RESOURCE", UNREACHABLE),
            Map.entry("SERVERFAULT", UNREACHABLE),
            Map.entry("EXPIRED", UNREACHABLE),
            Map.entry("BAD_STATEID", UNREACHABLE),
            Map.entry("STALE_STATEID", UNREACHABLE),
            Map.entry("STALE_CLIENTID", UNREACHABLE),
            Map.entry("ADMIN_REVOKED", UNREACHABLE));

    // Numbers as in Linux's errno.h
    private static final Map<Integer, NfsProblem> BY_ERRNO = Map.ofEntries(
            Map.entry(1, DENIED),
            Map.entry(2, MISSING),
            Map.entry(4, UNREACHABLE),
            Map.entry(5, UNREACHABLE),
            Map.entry(13, DENIED),
            // why: libnfs says "bad address" of any call that the server did not answer.
            Map.entry(14, UNREACHABLE),
            Map.entry(17, EXISTS),
            Map.entry(20, MISSING),
            Map.entry(28, FULL),
            Map.entry(30, DENIED),
            Map.entry(116, STALE),
            Map.entry(122, FULL));

    /**
     * The status of the protocol is in libnfs' sentence; the number beside it is often a guess.
     *
     * @param errno positive
     */
    static NfsProblem of(int errno, String sentence) {
        Matcher status = STATUS.matcher(sentence);
        if (status.find()) {
            return BY_STATUS.getOrDefault(status.group(1), REFUSED);
        }
        if (sentence.contains("Insufficient ACCESS")) {
            return DENIED;
        }
        return BY_ERRNO.getOrDefault(errno, REFUSED);
    }
}
