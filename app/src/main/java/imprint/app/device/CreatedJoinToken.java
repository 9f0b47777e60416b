package imprint.app.device;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import imprint.workflows.device.JoinToken;
import imprint.workflows.device.JoinTokens;

/** @param secret told this once: what agents are started with */
record CreatedJoinToken(@JsonUnwrapped JoinToken token, String secret) {

    static CreatedJoinToken of(JoinTokens.Created created) {
        return new CreatedJoinToken(created.token(), created.secret());
    }

    @Override
    public String toString() {
        return "CreatedJoinToken[token=%s]".formatted(token);
    }
}
