package imprint.app.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param look how long a look at a location may take in all: its test, its list of files */
@ConfigurationProperties("imprint.storage")
record StorageSettings(@DefaultValue("60s") Duration look) {}
