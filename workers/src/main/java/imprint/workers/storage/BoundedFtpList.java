package imprint.workers.storage;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.net.ProtocolException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.net.ftp.FTPClientConfig;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPFileEntryParser;
import org.apache.commons.net.ftp.parser.DefaultFTPFileEntryParserFactory;
import org.apache.commons.net.ftp.parser.FTPFileEntryParserFactory;
import org.apache.commons.net.ftp.parser.ParserInitializationException;
import org.jspecify.annotations.Nullable;

/** Reads lists of files in the forms that FTP servers have for them, and of an endless one only the beginning. */
final class BoundedFtpList implements FTPFileEntryParserFactory {

    /** Directories and hidden files among them. */
    static final int MAX_LINES = 2 * ImageStore.MAX_LISTED;

    private static final int MAX_LINE_CHARACTERS = 8 << 10;
    private static final int MAX_CHARACTERS = 8 << 20;

    private final FTPFileEntryParserFactory forms = new DefaultFTPFileEntryParserFactory();

    @Override
    public FTPFileEntryParser createFileEntryParser(String system) {
        try {
            // why in upper case: what looks like the name of a class would be loaded as one, and the server says it.
            return new Bounded(forms.createFileEntryParser(system.toUpperCase(Locale.ROOT)));
        } catch (ParserInitializationException e) {
            // why: servers that say something of their own list as Unix does.
            return new Bounded(forms.createFileEntryParser(FTPClientConfig.SYST_UNIX));
        }
    }

    @Override
    public FTPFileEntryParser createFileEntryParser(FTPClientConfig config) {
        return new Bounded(forms.createFileEntryParser(config));
    }

    private static final class Bounded implements FTPFileEntryParser {

        private final FTPFileEntryParser form;
        private @Nullable BufferedReader list;
        private @Nullable BufferedReader bounded;

        Bounded(FTPFileEntryParser form) {
            this.form = form;
        }

        @Override
        public @Nullable FTPFile parseFTPEntry(String entry) {
            return form.parseFTPEntry(entry);
        }

        @Override
        public List<String> preParse(List<String> entries) {
            return form.preParse(entries);
        }

        @Override
        public @Nullable String readNextEntry(BufferedReader reader) throws IOException {
            if (bounded == null || list != reader) {
                list = reader;
                bounded = new BufferedReader(new Lines(reader));
            }
            return form.readNextEntry(bounded);
        }
    }

    /** Ends after so many lines; fails at a line that has no end. */
    private static final class Lines extends FilterReader {

        private int lines;
        private int inLine;
        private int inAll;

        Lines(Reader list) {
            super(list);
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            if (lines >= MAX_LINES) {
                return -1;
            }
            int read = super.read(into, offset, length);
            for (int at = 0; at < read; at++) {
                if (endsALine(into[offset + at]) && ++lines == MAX_LINES) {
                    return at + 1;
                }
            }
            return read;
        }

        private boolean endsALine(char character) throws ProtocolException {
            inAll++;
            inLine = character == '\n' || character == '\r' ? 0 : inLine + 1;
            if (inLine > MAX_LINE_CHARACTERS || inAll > MAX_CHARACTERS) {
                throw new ProtocolException("its list of files is longer than any list can be");
            }
            return character == '\n';
        }
    }
}
