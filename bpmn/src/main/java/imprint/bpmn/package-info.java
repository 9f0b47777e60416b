/** The names that the processes share with the code: one place for both, held to the diagrams by a test. */
@NullMarked
package imprint.bpmn;

import org.jspecify.annotations.NullMarked;
