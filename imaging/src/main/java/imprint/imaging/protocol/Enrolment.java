package imprint.imaging.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a credential.
 *
 * @param joinToken given to the agent by an administrator; null where it has none
 * @param formerCredential the credential found on the disk that the server refused; null where there is none
 */
public record Enrolment(
        int protocolVersion,
        @Nullable String joinToken,
        @Nullable String formerCredential,
        HardwareFacts facts) {

    @Override
    public String toString() {
        return "Enrolment[protocolVersion=%d, facts=%s]".formatted(protocolVersion, facts);
    }
}
