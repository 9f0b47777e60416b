package imprint.app.web;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 whose answers have a small buffer each: most of them are one short line. Tomcat makes it by its name. */
public final class SmallAnswers extends Http11NioProtocol {

    private static final int BYTES = 512;

    @Override
    public int getDesiredBufferSize() {
        return BYTES;
    }
}
