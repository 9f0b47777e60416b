package imprint.imaging.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a credential.
 *
 * @param joinToken given to the agent by an administrator; null where it has none
 * @param formerCredential the credential found on the disk that the server refused; null where there is none
 * @param publicKey by which an administrator knows who asks, see {@link EnrolmentKey}; null of older agents
 * @param proof the signature of the challenge that the server gave last; null at the first time
 */
public record Enrolment(
        int protocolVersion,
        @Nullable String joinToken,
        @Nullable String formerCredential,
        HardwareFacts facts,
        @Nullable String publicKey,
        @Nullable String proof) {

    @Override
    public String toString() {
        return "Enrolment[protocolVersion=%s, facts=%s]".formatted(protocolVersion, facts);
    }
}
