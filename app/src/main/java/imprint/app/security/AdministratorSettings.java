package imprint.app.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the first administrator comes by a password.
 *
 * @param passwordFile that holds it, in its first line, and nobody else can read; null for one that is made and told
 */
@ConfigurationProperties("imprint.administrator")
record AdministratorSettings(@Nullable Path passwordFile) {}
