package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.imaging.image.FileNameRefused;
import imprint.workers.cifs.CifsComponent;
import imprint.workers.cifs.CifsEndpoint;
import imprint.workers.cifs.CifsFile;
import imprint.workers.cifs.CifsLogin;
import imprint.workers.cifs.CifsProducer;
import imprint.workers.cifs.CifsShare;
import imprint.workflows.address.StorageAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jcifs.smb.NtStatus;
import jcifs.smb.SmbException;
import org.apache.camel.CamelContext;

/** A directory of a share. Each transfer has a connection and a login of its own. */
final class CifsStore extends RenamingStore {

    private final CifsEndpoint endpoint;
    private final CifsFailures failures;

    CifsStore(StorageAddress.Cifs location, String password, CamelContext camel, StorageTimeouts timeouts) {
        super(location);
        this.endpoint = endpoint(location, password, camel, timeouts);
        this.failures = new CifsFailures(location);
    }

    @Override
    OptionalLong find(FileName name) throws StorageException {
        return call(share -> share.find(name)).stream()
                .mapToLong(CifsFile::bytes)
                .findFirst();
    }

    @Override
    public Download open(FileName name, long offset) throws StorageException {
        return failures.named(() -> {
            CifsShare share = endpoint.connect();
            try {
                CifsFile file = share.find(name).orElseThrow(() -> new FileMissing(location, name));
                InputStream data = share.read(name, offset);
                return new Download(named(data), version(file), offset, data, location, name)
                        .comparedWith(() -> share.find(name).map(CifsStore::version));
            } catch (IOException e) {
                share.close();
                throw e;
            }
        });
    }

    @Override
    long resumableFrom(FileName part) throws StorageException {
        // why: the last parts of an upload that was cut may have arrived out of order, with holes between them.
        return Math.max(0, find(part).orElse(0) - CifsShare.MAX_GAP);
    }

    @Override
    void put(FileName name, long offset, CountedContent content) throws StorageException {
        failures.named(() -> {
            Sending.send(endpoint, name, CifsProducer.OFFSET, offset, content);
            return true;
        });
    }

    @Override
    boolean canRename(FileName part) {
        return true;
    }

    @Override
    void rename(FileName from, FileName to) throws StorageException {
        call(share -> {
            try {
                share.rename(from, to);
                return true;
            } catch (SmbException e) {
                throw e.getNtStatus() == NtStatus.NT_STATUS_OBJECT_NAME_COLLISION ? new FileExists(location, to) : e;
            }
        });
    }

    @Override
    public void delete(FileName name) throws StorageException {
        call(share -> share.delete(name));
    }

    @Override
    public List<StoredFile> list() throws StorageException {
        return call(share -> share.list(MAX_LISTED).stream()
                .flatMap(file -> stored(file).stream())
                .toList());
    }

    @Override
    public OptionalLong freeBytes() throws StorageException {
        return OptionalLong.of(call(CifsShare::freeBytes));
    }

    @Override
    void reach() throws StorageException {
        call(share -> {
            share.enter();
            return true;
        });
    }

    private <T> T call(Call<T> call) throws StorageException {
        return failures.named(() -> {
            try (CifsShare share = endpoint.connect()) {
                return call.on(share);
            }
        });
    }

    /** Translates also failures that occur while the file is read. */
    private InputStream named(InputStream data) {
        return new FilterInputStream(data) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return failures.named(() -> in.read(into, offset, length));
            }
        };
    }

    private static FileVersion version(CifsFile file) {
        return new FileVersion(file.bytes(), file.changed());
    }

    private static Optional<StoredFile> stored(CifsFile file) {
        try {
            return Optional.of(new StoredFile(new FileName(file.name()), file.bytes(), file.changed()));
        } catch (FileNameRefused e) {
            return Optional.empty();
        }
    }

    private static CifsEndpoint endpoint(
            StorageAddress.Cifs location, String password, CamelContext camel, StorageTimeouts timeouts) {
        var endpoint = new CifsEndpoint("cifs:storage", camel.getComponent("cifs", CifsComponent.class));
        endpoint.setCamelContext(camel);
        endpoint.setHost(location.server().host());
        endpoint.setPort(location.port());
        endpoint.setShare(location.share());
        endpoint.setDirectory(location.directory());
        endpoint.setLogin(new CifsLogin(location.domain(), location.userName(), password));
        endpoint.setConnectTimeout(timeouts.connect());
        endpoint.setStallTimeout(timeouts.stall());
        return endpoint;
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(CifsShare share) throws IOException;
    }
}
