package imprint.bpmn;

/**
 * The job types of the service tasks. Those named "at a gateway" are the stem of a type: the diagram appends the name of
 * the image gateway at whose site the step runs, as {@link #atGateway} does.
 */
public final class JobTypes {

    public static final String CLONE_VALIDATE_MODEL = "clone.validate-model";
    public static final String CLONE_TRANSFER_IMAGE = "clone.transfer-image";
    /** At a gateway. */
    public static final String CLONE_STORE_IMAGE = "clone.store-image";
    /** At a gateway. */
    public static final String CLONE_COMPUTE_CHECKSUM = "clone.compute-checksum";

    public static final String CLONE_REGISTER_IMAGE = "clone.register-image";

    public static final String ADD_VALIDATE_MODEL = "add.validate-model";
    /** At a gateway. */
    public static final String ADD_COMPUTE_CHECKSUM = "add.compute-checksum";

    public static final String ADD_REGISTER_IMAGE = "add.register-image";

    public static final String APPLY_VALIDATE_MODEL = "apply.validate-model";
    /** At a gateway. */
    public static final String APPLY_TRANSFER_IMAGE = "apply.transfer-image";

    /** Readies the device for the imaging environment and leaves it to its user until someone reboots it. */
    public static final String APPLY_RELEASE_DEVICE = "apply.release-device";

    public static final String APPLY_WRITE_IMAGE = "apply.write-image";
    public static final String APPLY_COMPUTE_CHECKSUM = "apply.compute-checksum";

    /** Boots the device into the {@link Variables#ENVIRONMENT} that the task names. */
    public static final String DEVICE_REBOOT = "device.reboot";

    /** Ends the operation with the {@link Outcome} that the task names. */
    public static final String OPERATION_CONCLUDE = "operation.conclude";

    private JobTypes() {}

    /** The type of a step as the worker at that gateway's site subscribes to it. */
    public static String atGateway(String stem, String gateway) {
        return stem + "." + gateway;
    }
}
