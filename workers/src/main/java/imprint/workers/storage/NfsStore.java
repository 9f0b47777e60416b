package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.imaging.image.FileNameRefused;
import imprint.workers.nfs.NfsComponent;
import imprint.workers.nfs.NfsConnection;
import imprint.workers.nfs.NfsEndpoint;
import imprint.workers.nfs.NfsException;
import imprint.workers.nfs.NfsFile;
import imprint.workers.nfs.NfsProblem;
import imprint.workers.nfs.NfsProducer;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;

/** A directory of an NFS server's export. Regular files only; each transfer has a connection of its own. */
final class NfsStore extends RenamingStore {

    private final StorageAddress.Nfs nfs;
    private final NfsEndpoint endpoint;

    NfsStore(StorageAddress.Nfs location, NfsEndpoint endpoint) {
        super(location);
        this.nfs = location;
        this.endpoint = endpoint;
    }

    @Override
    OptionalLong find(FileName name) throws StorageException {
        return call(connection -> find(connection, name)).stream()
                .mapToLong(NfsFile::size)
                .findFirst();
    }

    @Override
    public Download open(FileName name, long offset) throws StorageException {
        try {
            NfsConnection connection = endpoint.connect();
            try {
                NfsFile file = find(connection, name).orElseThrow(() -> new FileMissing(location, name));
                InputStream in = connection.read(name.value(), offset);
                return new Download(new NfsDownload(in, nfs, name), version(file), offset, in, location, name)
                        .comparedWith(() -> find(connection, name).map(NfsStore::version));
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw NfsFailure.of(e, nfs, name);
        }
    }

    @Override
    long resumableFrom(FileName part) throws StorageException {
        return Math.max(0, find(part).orElse(0) - NfsConnection.UNCERTAIN_BYTES);
    }

    @Override
    void put(FileName name, long offset, CountedContent content) throws IOException {
        try {
            Sending.send(endpoint, name, NfsProducer.OFFSET, offset, content);
        } catch (IOException e) {
            throw NfsFailure.of(e, nfs, name);
        }
    }

    @Override
    boolean canRename(FileName part) {
        return true;
    }

    @Override
    void rename(FileName from, FileName to) throws StorageException {
        call(connection -> {
            try {
                // why: a link is refused when the name is taken, where a rename would replace the file.
                connection.link(from.value(), to.value());
                connection.delete(from.value());
            } catch (NfsException e) {
                if (e.problem() == NfsProblem.EXISTS || find(connection, to).isPresent()) {
                    throw new FileExists(location, to);
                }
                if (e.problem() != NfsProblem.UNSUPPORTED) {
                    throw e;
                }
                connection.rename(from.value(), to.value());
            }
            return true;
        });
    }

    @Override
    public void delete(FileName name) throws StorageException {
        call(connection -> {
            try {
                connection.delete(name.value());
            } catch (NfsException e) {
                if (e.problem() != NfsProblem.MISSING) {
                    throw e;
                }
            }
            return true;
        });
    }

    @Override
    public List<StoredFile> list() throws StorageException {
        return call(connection -> connection.list(MAX_LISTED).stream()
                .flatMap(file -> stored(file).stream())
                .toList());
    }

    @Override
    public OptionalLong freeBytes() throws StorageException {
        return OptionalLong.of(call(NfsConnection::freeBytes));
    }

    @Override
    void reach() throws StorageException {
        call(connection -> {
            reach(connection);
            return true;
        });
    }

    private Optional<NfsFile> find(NfsConnection connection, FileName name) throws IOException {
        try {
            NfsFile file = connection.stat(name.value());
            if (file.type() == NfsFile.Type.LINK) {
                throw new StorageRefused(
                        Reason.FORBIDDEN,
                        "%s in %s is a link, and links are not followed: name the file that it leads to, where that lies there, or put the file itself in the link's place."
                                .formatted(name, location.label()),
                        null);
            }
            if (file.type() != NfsFile.Type.REGULAR) {
                throw new StorageRefused(
                        Reason.FORBIDDEN, "%s in %s is no regular file.".formatted(name, location.label()), null);
            }
            return Optional.of(file);
        } catch (NfsException e) {
            if (e.problem() != NfsProblem.MISSING) {
                throw e;
            }
            reach(connection);
            return Optional.empty();
        }
    }

    private void reach(NfsConnection connection) throws IOException {
        try {
            if (connection.stat("").type() == NfsFile.Type.DIRECTORY) {
                return;
            }
        } catch (NfsException e) {
            if (e.problem() != NfsProblem.MISSING) {
                throw e;
            }
        }
        throw new StorageRefused(Reason.DIRECTORY, "%s is no directory.".formatted(location.label()), null);
    }

    private <T> T call(Call<T> call) throws StorageException {
        try (NfsConnection connection = endpoint.connect()) {
            return call.on(connection);
        } catch (IOException e) {
            throw NfsFailure.of(e, nfs);
        }
    }

    private static FileVersion version(NfsFile file) {
        return new FileVersion(file.size(), file.modified());
    }

    private static Optional<StoredFile> stored(NfsFile file) {
        try {
            return Optional.of(new StoredFile(new FileName(file.name()), file.size(), file.modified()));
        } catch (FileNameRefused e) {
            return Optional.empty();
        }
    }

    static NfsEndpoint endpoint(StorageAddress.Nfs location, CamelContext camel, StorageTimeouts timeouts) {
        var component = camel.getComponent("nfs", NfsComponent.class);
        var endpoint =
                new NfsEndpoint("nfs:storage", component, location.server().host(), location.export());
        endpoint.setCamelContext(camel);
        endpoint.setPort(location.server().portOr(0));
        endpoint.setDirectory(location.directory());
        endpoint.setVersion(location.version());
        endpoint.setUid(location.uid());
        endpoint.setGid(location.gid());
        endpoint.setConnectTimeout(timeouts.connect());
        endpoint.setStallTimeout(timeouts.stall());
        return endpoint;
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(NfsConnection connection) throws IOException;
    }
}
