package imprint.app.person;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import imprint.workflows.person.AccessToken;
import imprint.workflows.person.AccessTokens;

/** @param secret told this once: to be sent as {@code Authorization: Bearer SECRET} */
record CreatedAccessToken(@JsonUnwrapped AccessToken token, String secret) {

    static CreatedAccessToken of(AccessTokens.Created created) {
        return new CreatedAccessToken(created.token(), created.secret());
    }

    @Override
    public String toString() {
        return "CreatedAccessToken[token=%s]".formatted(token);
    }
}
