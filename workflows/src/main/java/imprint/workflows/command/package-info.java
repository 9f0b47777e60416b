/** Device commands: the steps of an operation that an agent carries out. */
@NullMarked
package imprint.workflows.command;

import org.jspecify.annotations.NullMarked;
