package imprint.workers.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import imprint.imaging.image.FileName;
import imprint.imaging.image.FileNameRefused;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileExist;
import org.jspecify.annotations.Nullable;

/** A directory of this machine. Regular files only: no link and no device is ever followed. */
final class DirectoryStore extends RenamingStore {

    private static final int BUFFER_BYTES = 1 << 20;

    private final Path directory;
    private final CamelContext camel;
    private final Function<Path, Optional<String>> objections;

    /** @param objections why a directory may not be used: asked each time, for links change */
    DirectoryStore(StorageAddress.Directory location, CamelContext camel, Function<Path, Optional<String>> objections) {
        super(location);
        this.objections = objections;
        this.directory = Path.of(location.directory());
        this.camel = camel;
    }

    @Override
    OptionalLong find(FileName name) throws StorageException {
        return version(name).stream().mapToLong(FileVersion::bytes).findFirst();
    }

    private Optional<FileVersion> version(FileName name) throws StorageException {
        try {
            var attributes = Files.readAttributes(path(name), BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                throw new StorageRefused(
                        Reason.FORBIDDEN,
                        "%s in %s is a link to %s, and links are not followed: name that file, where it lies here, or put the file itself in the link's place."
                                .formatted(name, directory, Files.readSymbolicLink(path(name))),
                        null);
            }
            if (!attributes.isRegularFile()) {
                throw new StorageRefused(
                        Reason.FORBIDDEN, "%s in %s is no regular file.".formatted(name, directory), null);
            }
            return Optional.of(new FileVersion(attributes.size(), attributes.lastModifiedTime()));
        } catch (NoSuchFileException e) {
            reach();
            return Optional.empty();
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public Download open(FileName name, long offset) throws StorageException {
        FileVersion version = version(name).orElseThrow(() -> new FileMissing(location, name));
        try {
            FileChannel file = FileChannel.open(path(name), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
            file.position(offset);
            return new Download(Channels.newInputStream(file), version, offset, file, location, name)
                    .comparedWith(() -> version(name));
        } catch (NoSuchFileException e) {
            throw new FileMissing(location, name);
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    long resumableFrom(FileName part) throws StorageException {
        return find(part).orElse(0);
    }

    @Override
    void put(FileName name, long offset, CountedContent content) throws IOException {
        Path target = path(name);
        GenericFileExist existing = offset == 0 ? GenericFileExist.Override : GenericFileExist.Append;
        try (ProducerTemplate producer = camel.createProducerTemplate(1)) {
            producer.sendBodyAndHeader(endpoint(existing), content, Exchange.FILE_NAME, name.value());
        } catch (CamelExecutionException e) {
            throw translate(ioCause(e));
        }
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            file.force(true);
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    boolean canRename(FileName part) {
        return true;
    }

    @Override
    void rename(FileName from, FileName to) throws StorageException {
        try {
            try {
                // why: a link is refused when the name is taken, where a rename would replace the file.
                Files.createLink(path(to), path(from));
                Files.delete(path(from));
            } catch (UnsupportedOperationException | FileSystemException e) {
                if (e instanceof FileAlreadyExistsException || find(to).isPresent()) {
                    throw new FileExists(location, to);
                }
                Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
            }
            try (FileChannel entries = FileChannel.open(directory)) {
                entries.force(true);
            }
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public void delete(FileName name) throws StorageException {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public List<StoredFile> list() throws StorageException {
        try (Stream<Path> entries = Files.list(permitted())) {
            return entries.flatMap(entry -> stored(entry).stream())
                    .limit(MAX_LISTED)
                    .toList();
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public OptionalLong freeBytes() throws StorageException {
        try {
            return OptionalLong.of(Files.getFileStore(permitted()).getUsableSpace());
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    void reach() throws StorageException {
        if (!Files.isDirectory(permitted())) {
            throw missingDirectory(null);
        }
    }

    private Path path(FileName name) throws StorageRefused {
        return permitted().resolve(name.value());
    }

    private Path permitted() throws StorageRefused {
        Optional<String> objection = objections.apply(directory);
        if (objection.isPresent()) {
            throw new StorageRefused(Reason.DIRECTORY, objection.get(), null);
        }
        return directory;
    }

    private FileEndpoint endpoint(GenericFileExist existing) {
        var configuration = new GenericFileConfiguration();
        configuration.setDirectory(directory.toString());
        var endpoint = new FileEndpoint("file:storage", camel.getComponent("file", FileComponent.class));
        endpoint.setCamelContext(camel);
        endpoint.setFile(directory.toFile());
        endpoint.setConfiguration(configuration);
        endpoint.setFileExist(existing);
        endpoint.setAutoCreate(false);
        endpoint.setBufferSize(BUFFER_BYTES);
        return endpoint;
    }

    private static Optional<StoredFile> stored(Path entry) {
        try {
            var attributes = Files.readAttributes(entry, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new StoredFile(
                            new FileName(entry.getFileName().toString()),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (IOException | FileNameRefused e) {
            return Optional.empty();
        }
    }

    private static IOException ioCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return new IOException(failure);
    }

    StorageException translate(IOException e) {
        if (Errno.ENOSPC.isIn(e) || Errno.EDQUOT.isIn(e)) {
            return new StorageFull("%s is full, or a quota is used up.".formatted(directory), e);
        }
        if (Errno.EFBIG.isIn(e)) {
            return refused("holds no file of this size: FAT32, for one, ends at 4 GiB. Use another file system.", e);
        }
        if (Errno.EROFS.isIn(e)) {
            return refused("is mounted for reading only: mount it for writing, too.", e);
        }
        if (Errno.ENAMETOOLONG.isIn(e)) {
            return refused("takes no name of this length: use a shorter one.", e);
        }
        return switch (e) {
            case StorageException known -> known;
            case AccessDeniedException denied ->
                new StorageRefused(
                        Reason.FORBIDDEN, "%s may not be accessed by this server.".formatted(denied.getFile()), e);
            case NoSuchFileException _, NotDirectoryException _ -> missingDirectory(e);
            default -> {
                String reason = String.valueOf(e instanceof FileSystemException f ? f.getReason() : e.getMessage());
                yield new StorageUnreachable("%s cannot be used: %s".formatted(directory, reason), e);
            }
        };
    }

    private StorageRefused refused(String what, IOException cause) {
        return new StorageRefused(Reason.FORBIDDEN, "%s %s".formatted(directory, what), cause);
    }

    private StorageRefused missingDirectory(@Nullable IOException cause) {
        return new StorageRefused(
                Reason.DIRECTORY,
                "%s is no directory: create it, or mount what belongs there.".formatted(directory),
                cause);
    }
}
