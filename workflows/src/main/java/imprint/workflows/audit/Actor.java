package imprint.workflows.audit;

/**
 * Who acts.
 *
 * @param name of the person or the device, or {@code "imprint"} for the system itself
 * @param authentication how the name was proved: {@code "password"}, {@code "token"}, {@code "device credential"}, {@code "join token"} ...
 * @param address that the request came from
 */
public record Actor(String name, String authentication, String address) {

    public static final Actor SYSTEM = new Actor("imprint", "none", "localhost");
}
