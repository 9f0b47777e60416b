package imprint.workers.gateway;

import imprint.imaging.token.TransferToken;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that was admitted, and all that it holds: its device's share, the memory of its body, its place. */
final class Visit {

    private final Route route;
    private final TransferToken token;
    private final CaptureDesk.Headers headers;
    private final DeviceShares shares;
    private final Bodies.Body body;
    private final AtomicBoolean hasPlace = new AtomicBoolean();

    private Visit(
            Route route, TransferToken token, CaptureDesk.Headers headers, DeviceShares shares, Bodies.Body body) {
        this.route = route;
        this.token = token;
        this.headers = headers;
        this.shares = shares;
        this.body = body;
    }

    /**
     * To be {@linkplain #end ended} unless it is refused.
     *
     * @param wholeBody whether the body has all of its memory from the beginning
     */
    static Visit begin(
            Route route,
            TransferToken token,
            CaptureDesk.Headers headers,
            int length,
            DeviceShares shares,
            Bodies bodies,
            ByteBufAllocator memory,
            boolean wholeBody)
            throws Refusal {
        shares.enter(token.deviceId());
        try {
            return new Visit(route, token, headers, shares, bodies.begin(memory, length, wholeBody));
        } catch (Refusal e) {
            shares.leave(token.deviceId());
            throw e;
        }
    }

    Route route() {
        return route;
    }

    TransferToken token() {
        return token;
    }

    CaptureDesk.Headers headers() {
        return headers;
    }

    Bodies.Body body() {
        return body;
    }

    void hasPlace() {
        hasPlace.set(true);
    }

    /** True once after it had a place. */
    boolean gaveUpPlace() {
        return hasPlace.getAndSet(false);
    }

    void end() {
        body.release();
        shares.leave(token.deviceId());
    }
}
