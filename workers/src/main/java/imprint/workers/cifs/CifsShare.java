package imprint.workers.cifs;

import imprint.imaging.image.FileName;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jcifs.CIFSContext;
import jcifs.internal.fscc.FileFsFullSizeInformation;
import jcifs.internal.fscc.FileRenameInformation2;
import jcifs.internal.fscc.FileSystemInformation;
import jcifs.internal.smb2.info.Smb2QueryDirectoryRequest;
import jcifs.internal.smb2.info.Smb2QueryInfoRequest;
import jcifs.internal.smb2.info.Smb2SetInfoRequest;
import jcifs.internal.smb2.tree.Smb2TreeConnectRequest;
import jcifs.internal.smb2.tree.Smb2TreeConnectResponse;
import jcifs.smb.FileEntry;
import jcifs.smb.NtStatus;
import jcifs.smb.SmbException;

/**
 * A directory of a share, over a connection and a login of its own; for one thread.
 *
 * <p>What the server refuses is thrown as {@link SmbException} with its status ({@code NETWORK_ACCESS_DENIED} when it is
 * the share), what it must not be trusted with as
 * {@link UnsafeServer}, anything else that fails is the connection.
 */
public final class CifsShare implements Closeable {

    /**
     * The bytes at the end of a file that an upload which was cut may have left incomplete: its parts are several on their
     * way.
     */
    public static final long MAX_GAP = CifsUpload.MAX_GAP;

    private static final int DIRECTORY_OR_LINK = 0x410;
    private static final String RESERVED = "\"*:<>?|";

    private final SmbConnection connection;
    private final Negotiated negotiated;
    private final String directory;

    private CifsShare(SmbConnection connection, Negotiated negotiated, String directory) {
        this.connection = connection;
        this.negotiated = negotiated;
        this.directory = directory;
    }

    static CifsShare open(CifsEndpoint endpoint) throws IOException {
        try {
            return open(endpoint, SmbSettings.context());
        } catch (SmbException e) {
            if (isDenied(e)) {
                refuseDemandForEncryption(endpoint, e);
            }
            throw e;
        }
    }

    /** A server that demands encryption says why to those alone who know it; to others it denies access. */
    private static void refuseDemandForEncryption(CifsEndpoint endpoint, SmbException denied) throws UnsafeServer {
        try {
            open(endpoint, SmbSettings.offeringEncryption()).close();
        } catch (UnsafeServer e) {
            e.addSuppressed(denied);
            throw e;
        } catch (IOException e) {
            denied.addSuppressed(e);
        }
    }

    private static boolean isDenied(SmbException e) {
        return e.getNtStatus() == NtStatus.NT_STATUS_ACCESS_DENIED
                || e.getNtStatus() == NtStatus.NT_STATUS_NETWORK_ACCESS_DENIED;
    }

    private static CifsShare open(CifsEndpoint endpoint, CIFSContext context) throws IOException {
        Wire wire = Wire.connect(
                endpoint.getHost(), endpoint.getPort(), endpoint.getConnectTimeout(), endpoint.getStallTimeout());
        SmbConnection connection = new SmbConnection(wire, context);
        try {
            Transcript transcript = new Transcript();
            Negotiation negotiation = Negotiation.over(connection, transcript);
            new Login(connection, negotiation, transcript).as(endpoint.login(), endpoint.getHost());
            Smb2TreeConnectResponse tree = enter(connection, endpoint);
            if ((tree.getShareFlags() & Smb2TreeConnectResponse.SMB2_SHAREFLAG_ENCRYPT_DATA) != 0) {
                throw new UnsafeServer(
                        "The share demands encryption, which Imprint does not know: allow signing alone.");
            }
            connection.use(tree.getTreeId());
            negotiation.validate();
            return new CifsShare(
                    connection,
                    negotiation.negotiated(),
                    endpoint.getDirectory().replace('/', '\\'));
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Smb2TreeConnectResponse enter(SmbConnection connection, CifsEndpoint endpoint) throws IOException {
        String path = "\\\\%s\\%s".formatted(endpoint.getHost(), endpoint.getShare());
        try {
            return connection.call(new Smb2TreeConnectRequest(connection.settings(), path));
        } catch (SmbException e) {
            // why: the server says the same of a share and of a file.
            throw e.getNtStatus() == NtStatus.NT_STATUS_ACCESS_DENIED
                    ? new SmbException(NtStatus.NT_STATUS_NETWORK_ACCESS_DENIED, e)
                    : e;
        }
    }

    /** Opens the directory itself, and does nothing there. */
    public void enter() throws IOException {
        directory().close();
    }

    /** The file; empty when there is none in the directory. */
    public Optional<CifsFile> find(FileName name) throws IOException {
        try (SmbFile file = SmbFile.toLookAt(connection, path(name))) {
            return Optional.of(new CifsFile(name.value(), file.size(), file.changed()));
        } catch (SmbException e) {
            if (e.getNtStatus() == NtStatus.NT_STATUS_OBJECT_NAME_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The file from a byte on. The stream closes this share with itself. */
    public InputStream read(FileName name, long offset) throws IOException {
        SmbFile file = SmbFile.toRead(connection, path(name));
        return new CifsDownload(this, connection, file, offset, negotiated.maxRead());
    }

    /** Writes the file from a byte on; at 0 it is made, or made anew. What it had behind the byte is gone. */
    public void write(FileName name, long offset, InputStream content) throws IOException {
        try (SmbFile file = SmbFile.toWrite(connection, path(name))) {
            file.truncate(offset);
            new CifsUpload(connection, file, negotiated.maxWrite()).write(offset, content);
        }
    }

    /** Never replaces a file. */
    public void rename(FileName from, FileName to) throws IOException {
        try (SmbFile file = SmbFile.toRemove(connection, path(from))) {
            Smb2SetInfoRequest request = new Smb2SetInfoRequest(connection.settings(), file.id());
            request.setFileInformation(new FileRenameInformation2(path(to), false));
            connection.call(request);
        }
    }

    /** @return whether there was such a file */
    public boolean delete(FileName name) throws IOException {
        try (SmbFile file = SmbFile.toRemove(connection, path(name))) {
            file.deleteOnClose();
            return true;
        } catch (SmbException e) {
            if (e.getNtStatus() == NtStatus.NT_STATUS_OBJECT_NAME_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** The regular files, at most so many. */
    public List<CifsFile> list(int max) throws IOException {
        List<CifsFile> files = new ArrayList<>();
        ListLimit limit = new ListLimit();
        try (SmbFile directory = directory()) {
            while (files.size() < max) {
                Smb2QueryDirectoryRequest request =
                        new Smb2QueryDirectoryRequest(connection.settings(), directory.id());
                request.setFileName("*");
                FileEntry[] entries = connection.call(request).getResults();
                limit.add(entries.length);
                for (FileEntry entry : entries) {
                    if ((entry.getAttributes() & DIRECTORY_OR_LINK) == 0 && files.size() < max) {
                        files.add(new CifsFile(
                                entry.getName(), entry.length(), Instant.ofEpochMilli(entry.lastModified())));
                    }
                }
            }
        } catch (SmbException e) {
            if (e.getNtStatus() != NtStatus.NT_STATUS_NO_MORE_FILES) {
                throw e;
            }
        }
        return List.copyOf(files);
    }

    /** The bytes that this login can still write. */
    public long freeBytes() throws IOException {
        try (SmbFile directory = directory()) {
            Smb2QueryInfoRequest request = new Smb2QueryInfoRequest(connection.settings(), directory.id());
            request.setFilesystemInfoClass(FileSystemInformation.FS_FULL_SIZE_INFO);
            return connection
                    .call(request)
                    .getInfo(FileFsFullSizeInformation.class)
                    .getFree();
        }
    }

    /** The dialect and the signing that were agreed on, for a person. */
    public String protocol() {
        return negotiated.toString();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private SmbFile directory() throws IOException {
        return SmbFile.toList(connection, directory);
    }

    private String path(FileName name) throws SmbException {
        String text = name.value();
        // why: a server reads these as wildcards, streams and pipes, or drops them at the end ([MS-FSCC] 2.1.5).
        if (text.chars().anyMatch(c -> RESERVED.indexOf(c) >= 0) || text.endsWith(".") || text.endsWith(" ")) {
            throw new SmbException(NtStatus.NT_STATUS_OBJECT_NAME_INVALID, null);
        }
        return directory.isEmpty() ? text : directory + '\\' + text;
    }
}
