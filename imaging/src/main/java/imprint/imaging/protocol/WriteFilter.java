package imprint.imaging.protocol;

/** Which filter keeps writes off a Windows Embedded disk; with one enabled, a disk is not what it seems. */
public enum WriteFilter {
    NONE,
    FBWF,
    EWF,
    UWF
}
