package imprint.app.security;

import imprint.app.problem.BodyTooLarge;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body is cut off where it grows too large, however its length was announced. */
final class BoundedRequest extends HttpServletRequestWrapper {

    private final long mostBytes;

    BoundedRequest(HttpServletRequest request, long mostBytes) {
        super(request);
        this.mostBytes = mostBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream(), mostBytes);
    }

    private static final class Bounded extends ServletInputStream {

        private final ServletInputStream in;
        private final long mostBytes;
        private long left;

        Bounded(ServletInputStream in, long mostBytes) {
            this.in = in;
            this.mostBytes = mostBytes;
            this.left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            var value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = in.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws BodyTooLarge {
            left -= read;
            if (left < 0) {
                throw new BodyTooLarge(mostBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
