package imprint.bpmn;

/** The process variables: ids, choices and names, never bytes or secrets. */
public final class Variables {

    /** Given at the start: the operation that the process instance carries out. */
    public static final String OPERATION_ID = "operationId";
    /** Given at the start: a context of {@link Limit}s. */
    public static final String LIMITS = "limits";
    /** Given at the start of an apply: whether the device is rebooted at once, or by its user some time. */
    public static final String REBOOT_ON_SUCCESS = "rebootOnSuccess";

    /** Set by Validate model: the image gateway whose site carries out the data steps. */
    public static final String GATEWAY = "gateway";
    /** Set by Validate model of an apply: whether the image has an agent that will be heard from it. */
    public static final String BOOT_PROVABLE = "bootProvable";

    /** Set by Validate model of an apply, an input of {@link Decisions#DIGEST_TO_CHECK}: the operating system. */
    public static final String OS_NAME = "osName";
    /** Set by Validate model of an apply, an input of {@link Decisions#DIGEST_TO_CHECK}. */
    public static final String OS_VERSION = "osVersion";
    /** Set by Validate model of an apply, an input of {@link Decisions#DIGEST_TO_CHECK}: {@code cifs}, {@code http} ... */
    public static final String LOCATION_KIND = "locationKind";
    /** Set by Validate model of an apply, an input of {@link Decisions#DIGEST_TO_CHECK}: true or false. */
    public static final String OLD_FORMAT = "oldFormat";
    /** The answer of {@link Decisions#DIGEST_TO_CHECK}: {@code SHA-256}, {@code SHA-1} or {@code MD5}. */
    public static final String DIGEST_TO_CHECK = "digestToCheck";

    /** Counted by the diagrams: how many reboots the device has not answered in the current step. */
    public static final String REBOOT_ATTEMPTS = "rebootAttempts";

    /** Input of {@link JobTypes#DEVICE_REBOOT}: {@code IMAGING} or {@code OWN_DISK}. */
    public static final String ENVIRONMENT = "environment";

    /** Set by the diagrams where they wait for {@link Messages#DEVICE_BOOTED}: which {@link BootWait} it is. */
    public static final String AWAITED = "awaited";

    /** Input of {@link JobTypes#OPERATION_CONCLUDE}: the name of an {@link Outcome}. */
    public static final String OUTCOME = "outcome";
    /** Goes with each thrown {@link ErrorCode}, and into the conclusion: its name, {@code null} after success. */
    public static final String CODE = "code";
    /** Goes with each thrown {@link ErrorCode}, and into the conclusion: what happened, for people. */
    public static final String SENTENCE = "sentence";

    private Variables() {}
}
