package imprint.app.engine;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what is done at storage locations.
 *
 * @param look how long a look at a location may take in all: its test, its list of files
 * @param fileRoots directories of this machine that may hold locations of kind FILE, in whole paths; when none is named,
 *     all but those of the system may. As texts: a list of paths that nobody sets would be bound to nothing at all.
 * @param ownPorts of this machine where Imprint's own servers listen, and no file server; told by the start
 * @param noProgress how long the transfer of an image file may stand still
 */
@ConfigurationProperties("imprint.storage")
record StorageSettings(
        @DefaultValue("60s") Duration look,
        @DefaultValue List<String> fileRoots,
        @DefaultValue List<Integer> ownPorts,
        @DefaultValue("3m") Duration noProgress) {}
