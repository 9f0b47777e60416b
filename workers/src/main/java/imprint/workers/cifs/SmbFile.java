package imprint.workers.cifs;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import jcifs.Encodable;
import jcifs.internal.fscc.FileEndOfFileInformation;
import jcifs.internal.smb2.Smb2Constants;
import jcifs.internal.smb2.create.Smb2CloseRequest;
import jcifs.internal.smb2.create.Smb2CreateRequest;
import jcifs.internal.smb2.create.Smb2CreateResponse;
import jcifs.internal.smb2.info.Smb2SetInfoRequest;
import jcifs.internal.smb2.io.Smb2FlushRequest;

/** A file or directory that the server holds open for us ([MS-SMB2] 2.2.13). */
final class SmbFile implements Closeable {

    private static final int READ_DATA = 0x1;
    private static final int WRITE_DATA = 0x2;
    private static final int READ_ATTRIBUTES = 0x80;
    private static final int DELETE = 0x10000;

    private final SmbConnection connection;
    private final Smb2CreateResponse opened;

    private SmbFile(SmbConnection connection, Smb2CreateResponse opened) {
        this.connection = connection;
        this.opened = opened;
    }

    static SmbFile toLookAt(SmbConnection connection, String path) throws IOException {
        return open(
                connection,
                path,
                READ_ATTRIBUTES,
                Smb2CreateRequest.FILE_OPEN,
                Smb2CreateRequest.FILE_NON_DIRECTORY_FILE);
    }

    static SmbFile toRead(SmbConnection connection, String path) throws IOException {
        return open(
                connection,
                path,
                READ_DATA | READ_ATTRIBUTES,
                Smb2CreateRequest.FILE_OPEN,
                Smb2CreateRequest.FILE_NON_DIRECTORY_FILE);
    }

    /** Made, if it is not there. */
    static SmbFile toWrite(SmbConnection connection, String path) throws IOException {
        return open(
                connection,
                path,
                WRITE_DATA | READ_ATTRIBUTES,
                Smb2CreateRequest.FILE_OPEN_IF,
                Smb2CreateRequest.FILE_NON_DIRECTORY_FILE);
    }

    /** To rename or delete it. */
    static SmbFile toRemove(SmbConnection connection, String path) throws IOException {
        return open(
                connection,
                path,
                DELETE | READ_ATTRIBUTES,
                Smb2CreateRequest.FILE_OPEN,
                Smb2CreateRequest.FILE_NON_DIRECTORY_FILE);
    }

    static SmbFile toList(SmbConnection connection, String path) throws IOException {
        return open(
                connection,
                path,
                READ_DATA | READ_ATTRIBUTES,
                Smb2CreateRequest.FILE_OPEN,
                Smb2CreateRequest.FILE_DIRECTORY_FILE);
    }

    byte[] id() {
        return opened.getFileId();
    }

    /** As it was when the file was opened. */
    long size() {
        return opened.getEndOfFile();
    }

    /** As it was when the file was opened. */
    Instant changed() {
        return Instant.ofEpochMilli(opened.getLastWriteTime());
    }

    void truncate(long length) throws IOException {
        var request = new Smb2SetInfoRequest(connection.settings(), id());
        request.setFileInformation(new FileEndOfFileInformation(length));
        connection.call(request);
    }

    /** Returns when the server has all that was written on its disk ([MS-SMB2] 2.2.17). */
    void flush() throws IOException {
        connection.call(new Smb2FlushRequest(connection.settings(), id()));
    }

    /** It is gone when everyone has closed it. */
    void deleteOnClose() throws IOException {
        var request = new Smb2SetInfoRequest(connection.settings(), id());
        request.setInfoType(Smb2Constants.SMB2_0_INFO_FILE);
        request.setFileInfoClass(Disposition.LEVEL);
        request.setInfo(new Disposition());
        connection.call(request);
    }

    /** @throws IOException also when the server says only now that not all was written */
    @Override
    public void close() throws IOException {
        if (!connection.isBroken()) {
            connection.call(new Smb2CloseRequest(connection.settings(), id()));
        }
    }

    private static SmbFile open(SmbConnection connection, String path, int access, int disposition, int kind)
            throws IOException {
        Smb2CreateRequest request = new Smb2CreateRequest(connection.settings(), path);
        request.setDesiredAccess(access);
        request.setCreateDisposition(disposition);
        request.setCreateOptions(kind);
        request.setShareAccess(Smb2CreateRequest.FILE_SHARE_READ
                | Smb2CreateRequest.FILE_SHARE_WRITE
                | Smb2CreateRequest.FILE_SHARE_DELETE);
        return new SmbFile(connection, connection.call(request));
    }

    /** FileDispositionInformation ([MS-FSCC] 2.4.11), which jcifs-ng lacks. */
    private record Disposition() implements Encodable {

        static final byte LEVEL = 13;

        @Override
        public int encode(byte[] into, int offset) {
            into[offset] = 1;
            return 1;
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
