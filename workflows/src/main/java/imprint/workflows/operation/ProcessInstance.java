package imprint.workflows.operation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The process instance that carries an operation out, and the version of its diagram. */
@Embeddable
public record ProcessInstance(
        @Column(name = "process_instance_key") long key,
        @Column(name = "process_version") int version) {}
