package imprint.app.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what is done at storage locations.
 *
 * @param look how long a look at a location may take in all: its test, its list of files
 * @param noProgress how long the transfer of an image file may stand still
 */
@ConfigurationProperties("imprint.storage")
record StorageSettings(
        @DefaultValue("60s") Duration look,
        @DefaultValue("3m") Duration noProgress) {}
