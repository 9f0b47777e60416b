/** Operations in the API: asked for, watched, called off, tried again. */
@NullMarked
package imprint.app.operation;

import org.jspecify.annotations.NullMarked;
