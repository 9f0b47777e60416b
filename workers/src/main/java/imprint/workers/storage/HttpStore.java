package imprint.workers.storage;

import static imprint.workers.storage.HttpStatus.BAD_REQUEST;
import static imprint.workers.storage.HttpStatus.CONFLICT;
import static imprint.workers.storage.HttpStatus.EXPECTATION_FAILED;
import static imprint.workers.storage.HttpStatus.FORBIDDEN;
import static imprint.workers.storage.HttpStatus.METHOD_NOT_ALLOWED;
import static imprint.workers.storage.HttpStatus.MULTI_STATUS;
import static imprint.workers.storage.HttpStatus.NOT_FOUND;
import static imprint.workers.storage.HttpStatus.NOT_IMPLEMENTED;
import static imprint.workers.storage.HttpStatus.OK;
import static imprint.workers.storage.HttpStatus.PARTIAL;
import static imprint.workers.storage.HttpStatus.PRECONDITION_FAILED;
import static imprint.workers.storage.HttpStatus.RANGE_NOT_SATISFIABLE;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpConstants;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/** A directory of an HTTP server; WebDAV (RFC 4918) where it has it. Redirects are never followed. */
final class HttpStore extends RenamingStore {

    private static final int BUFFER_BYTES = 256 << 10;

    private final StorageAddress.Http http;
    private final String password;
    private final HttpAddress address;
    private final HttpServer server;
    private final CamelContext camel;
    private final Duration stall;

    /** @param stall how long the server may take nothing of what it is sent */
    HttpStore(StorageAddress.Http location, String password, HttpServer server, CamelContext camel, Duration stall) {
        super(location);
        this.http = location;
        this.password = password;
        this.address = new HttpAddress(location);
        this.server = server;
        this.camel = camel;
        this.stall = stall;
    }

    @Override
    OptionalLong find(FileName name) throws StorageException {
        return version(request("HEAD", address.file(name)), name).stream()
                .mapToLong(FileVersion::bytes)
                .findFirst();
    }

    private Optional<FileVersion> versionNow(FileName name) throws StorageException {
        HttpUriRequestBase request = request("HEAD", address.file(name));
        // why: behind one name there may be several servers, of which a connection that is kept knows but one.
        request.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
        return version(request, name);
    }

    private Optional<FileVersion> version(HttpUriRequestBase head, FileName name) throws StorageException {
        try (HttpAnswer answer = send(head)) {
            if (answer.status() == NOT_FOUND) {
                reach();
                return Optional.empty();
            }
            if (saysLittle(answer)) {
                return versionByPart(name);
            }
            require(OK, "HEAD", answer);
            return Optional.of(answer.version(answer.length().orElseThrow(() -> untoldLength(name))));
        } catch (IOException e) {
            throw translate(e);
        }
    }

    /** Whether more may be told of the file by asking for a byte of it: some servers have no HEAD, or half of it. */
    private static boolean saysLittle(HttpAnswer answer) {
        return switch (answer.status()) {
            case BAD_REQUEST, FORBIDDEN, METHOD_NOT_ALLOWED, NOT_IMPLEMENTED -> true;
            case OK -> answer.length().orElse(0) == 0;
            default -> false;
        };
    }

    private Optional<FileVersion> versionByPart(FileName name) throws IOException {
        HttpUriRequestBase request = request("GET", address.file(name));
        request.setHeader(HttpHeaders.RANGE, "bytes=0-0");
        try (HttpAnswer answer = send(request)) {
            if (answer.status() == NOT_FOUND) {
                reach();
                return Optional.empty();
            }
            if (answer.status() != PARTIAL && answer.status() != RANGE_NOT_SATISFIABLE) {
                require(OK, "GET", answer);
            }
            OptionalLong whole = answer.status() == OK ? answer.length() : answer.wholeLength();
            return Optional.of(answer.version(whole.orElseThrow(() -> untoldLength(name))));
        }
    }

    private StorageRefused untoldLength(FileName name) {
        return new StorageRefused(
                Reason.FORBIDDEN, "%s does not tell how long %s is.".formatted(location.label(), name), null);
    }

    @Override
    public Download open(FileName name, long offset) throws StorageException {
        HttpUriRequestBase request = request("GET", address.file(name));
        if (offset > 0) {
            request.setHeader(HttpHeaders.RANGE, "bytes=%s-".formatted(offset));
        }
        try {
            HttpAnswer answer = send(request);
            try {
                return body(answer, name, offset);
            } catch (IOException e) {
                answer.close();
                throw e;
            }
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    long resumableFrom(FileName part) {
        // why: PUT with Content-Range means different things to different servers (RFC 9110, 14.5).
        return 0;
    }

    @Override
    void put(FileName name, long offset, CountedContent content) throws IOException {
        try {
            SendingWatch.over(content, stall, watched -> put(name, watched, content.bytes()));
        } catch (IOException e) {
            throw translate(e);
        }
    }

    private void put(FileName name, InputStream content, OptionalLong bytes) throws IOException {
        // why asked first: a server that refuses closes its ears, and its answer would be lost in a broken pipe.
        int status = put(name, content, bytes, server.saysContinue());
        if (status == EXPECTATION_FAILED) {
            server.saysNoContinue();
            status = put(name, content, bytes, false);
        }
        if (!HttpStatus.isSuccess(status)) {
            throw HttpStatus.failure(location, "PUT", status);
        }
    }

    private int put(FileName name, InputStream content, OptionalLong bytes, boolean isAskedFirst) throws IOException {
        long begun = System.nanoTime();
        try (ProducerTemplate producer = camel.createProducerTemplate(1)) {
            Exchange answer = producer.send(server.endpoint(), exchange -> {
                Message message = exchange.getMessage();
                message.setBody(new EntityTemplate(bytes.orElse(-1), ContentType.APPLICATION_OCTET_STREAM, out -> {
                    if (isAskedFirst && System.nanoTime() - begun >= HttpConnections.FOR_CONTINUE.toNanos()) {
                        server.saysNoContinue();
                    }
                    copy(content, out);
                }));
                message.setHeader(HttpConstants.HTTP_METHOD, "PUT");
                message.setHeader(HttpConstants.HTTP_URI, address.file(name).toString());
                authorization().ifPresent(value -> message.setHeader(HttpHeaders.AUTHORIZATION, value));
                if (isAskedFirst) {
                    message.setHeader(HttpHeaders.EXPECT, HeaderElements.CONTINUE);
                }
            });
            Exception failure = answer.getException();
            if (failure != null) {
                throw failure instanceof IOException io ? io : new IOException(failure);
            }
            return answer.getMessage().getHeader(HttpConstants.HTTP_RESPONSE_CODE, 0, Integer.class);
        }
    }

    // why: the library's own entities send pieces of 4 KiB.
    private static void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    @Override
    boolean canRename(FileName part) throws StorageException {
        // why two: some servers forbid to move a file onto itself, before they see that there is none.
        try (HttpAnswer answer = send(move(TemporaryName.probe(), TemporaryName.probe()))) {
            return answer.status() == NOT_FOUND || answer.status() == CONFLICT;
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    void rename(FileName from, FileName to) throws StorageException {
        try (HttpAnswer answer = send(move(from, to))) {
            if (answer.status() == PRECONDITION_FAILED) {
                throw new FileExists(location, to);
            }
            requireSuccess("MOVE", answer);
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public void delete(FileName name) throws StorageException {
        try (HttpAnswer answer = send(request("DELETE", address.file(name)))) {
            if (answer.status() != NOT_FOUND) {
                requireSuccess("DELETE", answer);
            }
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public List<StoredFile> list() throws StorageException {
        HttpUriRequestBase request = request("PROPFIND", address.directory());
        request.setHeader("Depth", "1");
        try (HttpAnswer answer = send(request)) {
            require(MULTI_STATUS, "PROPFIND", answer);
            return DavListing.read(answer.body(), MAX_LISTED);
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    @Override
    void reach() throws StorageException {
        try (HttpAnswer answer = send(request("HEAD", address.directory()))) {
            // why: most servers forbid to look at a directory as such, and serve what is in it.
            boolean isShut = answer.status() == FORBIDDEN || answer.status() == METHOD_NOT_ALLOWED;
            // why: a server has an uppermost directory, also where it shows nothing there.
            boolean isBare = answer.status() == NOT_FOUND && http.directory().isEmpty();
            if (!isShut && !isBare) {
                requireSuccess("HEAD", answer);
            }
        } catch (IOException e) {
            throw translate(e);
        }
    }

    private Download body(HttpAnswer answer, FileName name, long offset) throws IOException {
        switch (answer.status()) {
            case NOT_FOUND -> throw new FileMissing(location, name);
            case RANGE_NOT_SATISFIABLE -> {
                answer.close();
                if (size(name) != offset) {
                    throw new FileChanged(location, name);
                }
                return new Download(
                        InputStream.nullInputStream(), answer.version(offset), offset, answer, location, name);
            }
            case PARTIAL -> {
                refuseCompressed(answer, name);
                long whole = answer.wholeLength(offset)
                        .orElseThrow(() -> new StorageRefused(
                                Reason.FORBIDDEN,
                                "%s sends another part of %s than it was asked for.".formatted(location.label(), name),
                                null));
                return download(answer, name, whole, offset);
            }
            default -> {
                require(OK, "GET", answer);
                refuseCompressed(answer, name);
                // why: a server that knows no ranges sends the file from its beginning.
                return download(answer, name, answer.length().orElse(-1), 0).passingOver(offset);
            }
        }
    }

    /** A file that ends in .gz may lie there as it comes. */
    private void refuseCompressed(HttpAnswer answer, FileName name) throws StorageRefused {
        Optional<String> coding = answer.coding();
        if (coding.isPresent()
                && !(coding.get().endsWith("gzip") && name.value().endsWith(".gz"))) {
            throw new StorageRefused(
                    Reason.FORBIDDEN,
                    "%s compresses %s on its way (Content-Encoding: %s): have it send image files as they are."
                            .formatted(location.label(), name, coding.get()),
                    null);
        }
    }

    private Download download(HttpAnswer answer, FileName name, long size, long offset) throws IOException {
        if (size < offset) {
            throw untoldLength(name);
        }
        return new Download(answer.body(), answer.version(size), offset, answer, location, name)
                .comparedWith(() -> versionNow(name));
    }

    private HttpUriRequestBase request(String method, URI uri) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
        authorization().ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        return request;
    }

    private HttpUriRequestBase move(FileName from, FileName to) {
        HttpUriRequestBase request = request("MOVE", address.file(from));
        request.setHeader("Destination", address.file(to));
        request.setHeader("Overwrite", "F");
        return request;
    }

    private HttpAnswer send(HttpUriRequestBase request) throws IOException {
        HttpHost host = HttpHost.create(address.server());
        return new HttpAnswer(
                request, server.endpoint().getHttpClient().executeOpen(host, request, HttpClientContext.create()));
    }

    private Optional<String> authorization() {
        return Optional.ofNullable(http.userName()).map(user -> {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        });
    }

    private void require(int status, String method, HttpAnswer answer) throws StorageException {
        if (answer.status() != status) {
            throw HttpStatus.failure(location, method, answer.status());
        }
    }

    private void requireSuccess(String method, HttpAnswer answer) throws StorageException {
        if (!HttpStatus.isSuccess(answer.status())) {
            throw HttpStatus.failure(location, method, answer.status());
        }
    }

    private StorageException translate(IOException e) {
        return ConnectionFailure.of(location, e);
    }
}
