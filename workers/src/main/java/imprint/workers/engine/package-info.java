/** The Camel component job: a route that begins with it is a job worker of the engine. */
@NullMarked
package imprint.workers.engine;

import org.jspecify.annotations.NullMarked;
